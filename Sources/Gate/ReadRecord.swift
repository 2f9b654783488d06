import Diagnostics
import GateConfig
import Manifests
import Rollouts

/// A record, and the file that it was read from.
typealias FoundRecord = (record: Record, file: FoundFile)

/// The record of a rollout; nil where there is none yet.
func readRecord(
  of name: RolloutName, with effects: Effects
) -> Result<FoundRecord?, CandidateFault> {
  switch effects.read(Record.path(for: name)) {
  case .failure(.missing):
    return .success(nil)
  case .failure(.unreadable(let why)):
    return .failure(
      CandidateFault(at: nil, why, advice: "make it readable, or restore it from Git"))
  case .success(let file):
    let (record, faults) = Record.read(file.bytes, named: file.path)
    guard let record else { return .failure(CandidateFault(faults)) }
    guard record.rollout == name else {
      return .failure(
        CandidateFault(
          at: SourcePosition(file: file.path, line: 1, column: 1),
          "this is the record of \(record.rollout), not of \(name)",
          advice: "restore the file from Git"))
    }
    return .success((record, file))
  }
}

/// The same for a rollout that counts its weights in parts of a total, as its record has to.
func readRecord(
  of name: RolloutName, inPartsOf total: Int, with effects: Effects
) throws(CandidateFault) -> FoundRecord? {
  guard let found = try readRecord(of: name, with: effects).get() else { return nil }
  let recorded = found.record.state.weight.total
  guard recorded == total else {
    throw CandidateFault(
      at: SourcePosition(file: found.file.path, line: 1, column: 1),
      "the record counts in parts of \(recorded), the ladder of \(total)",
      advice: "keep the ladder's total while a rollout is on its way")
  }
  return found
}
