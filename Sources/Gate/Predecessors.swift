import Diagnostics
import Manifests
import Rollouts

/// Those of the rollouts whose records don't say that they have succeeded.
///
/// The records are those that the run finds, so that what one rollout waits for does not hang on the
/// order in which a run concludes them.
func unfinished(
  _ names: [RolloutName], with effects: Effects
) throws(CandidateFault) -> [String] {
  var waiting: [String] = []
  for name in names {
    switch effects.read(Record.path(for: name)) {
    case .failure(.missing):
      waiting.append("\(name)")
    case .failure(.unreadable(let why)):
      throw CandidateFault(at: nil, why, advice: "make it readable, or restore it from Git")
    case .success(let file):
      let (record, faults) = Record.read(file.bytes, named: file.path)
      guard let record else { throw CandidateFault(faults) }
      if record.state.phase != .succeeded || record.intent != nil { waiting.append("\(name)") }
    }
  }
  return waiting
}
