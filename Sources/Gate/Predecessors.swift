import Diagnostics
import GateConfig
import Rollouts

/// Those of the rollouts whose records don't say that they have succeeded, in words.
///
/// The records are those that the run finds, so that what one rollout waits for does not hang on the
/// order in which a run concludes them. A record that can't be read is one to wait for, and no
/// reason to keep another rollout from its roll back.
func unfinished(
  _ predecessors: [RolloutConfig.Predecessor], in stage: Stage, with effects: Effects
) -> [String] {
  predecessors.map(\.name).compactMap { name in
    switch readRecord(of: name, with: effects) {
    case .success(let found):
      let record = found?.record
      let isDone =
        record?.state.phase == .succeeded && record?.intent == nil
        && !isSuperseded(record?.state.revision, of: name, in: stage, with: effects)
      return isDone ? nil : "\(name)"
    case .failure:
      return "\(name), whose record can't be read,"
    }
  }
}

/// Whether a rollout of this run has another revision by now than its record knows: both may have
/// come with one commit. One whose revision can't be told is waited for.
private func isSuperseded(
  _ recorded: String?, of name: RolloutName, in stage: Stage, with effects: Effects
) -> Bool {
  for entry in stage.configuration.entries {
    guard case .sound(let config, _) = entry, config.name == name else { continue }
    do throws(CandidateFault) {
      guard let revision = try stage.revision(of: config, with: effects) else { return false }
      return revision != recorded
    } catch {
      return true
    }
  }
  return false
}

/// What `lint` says of those that a rollout waits for.
///
/// - Parameter titles: All rollouts of all configs.
func faults(
  ofPredecessorsOf config: RolloutConfig, among titles: Set<String>, with effects: Effects
) -> [Diagnostic] {
  config.after.flatMap { predecessor -> [Diagnostic] in
    switch readRecord(of: predecessor.name, with: effects) {
    case .success(.some): return []
    case .failure(let fault): return fault.diagnostics
    case .success(nil):
      guard !titles.contains("\(predecessor.name)") else { return [] }
      return [
        .warning(
          at: predecessor.position,
          "no config has a rollout \(predecessor.name), and it has no record: this one waits for ever",
          advice: "correct the name, or give its config, too")
      ]
    }
  }
}
