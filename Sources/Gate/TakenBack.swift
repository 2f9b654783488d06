import Manifests
import Rollouts

extension Candidate {
  /// The same rollout by the record that a person took back in Git, where the present one is older:
  /// a reverted commit of a run leaves manifest and record as if the run had never been. Nil where
  /// nothing was taken back.
  ///
  /// By the newer record the manifest is below it, or above, and what follows is settled for that.
  func asTakenBack(with effects: Effects) -> Candidate? {
    guard let scene, let bytes = effects.earlier(scene.recordPath),
      let newer = Record.read(bytes, named: scene.recordPath).record, newer.rollout == config.name,
      newer.state.weight.total == scene.situation.weight.total,
      newer.generation > scene.record?.generation ?? 0
    else { return nil }
    return by(scene.by(newer))
  }
}

extension Decision {
  /// Whether the canary or the baseline gets more by it.
  var isStep: Bool {
    switch kind {
    case .start, .advance, .promote: true
    case .hold, .rollBack, .finish: false
    }
  }
}
