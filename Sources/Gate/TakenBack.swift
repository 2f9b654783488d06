import Manifests
import Rollouts

extension Candidate {
  /// The same rollout by the record that a person took back in Git, where the present one is older:
  /// a reverted commit of a run leaves manifest and record as if the run had never been. Nil where
  /// nothing was taken back.
  ///
  /// By the newer record the manifest is below it, or above, and what follows is settled for that.
  func asTakenBack(with effects: Effects) -> (candidate: Candidate, scene: Scene)? {
    guard let scene, let bytes = effects.earlier(scene.recordPath),
      let newer = Record.read(bytes, named: scene.recordPath).record, newer.rollout == config.name,
      newer.state.weight.total == scene.situation.weight.total,
      newer.generation > scene.record?.generation ?? 0,
      !newer.isSameButForPause(as: scene)
    else { return nil }
    let earlier = scene.by(newer)
    return (by(earlier), earlier)
  }
}

extension Decision {
  /// Whether Git's history has a say in it: the canary or the baseline gets more, or the record is
  /// written, which hides from all later runs what a person took back before. A roll back is written
  /// whatever it says.
  var heedsHistory: Bool {
    isStep || kind != .rollBack && state != nil
  }
}

extension Record {
  /// Whether no more was taken back than a `pause` or a `resume`, which moved nothing.
  fileprivate func isSameButForPause(as scene: Scene) -> Bool {
    let present =
      scene.record?.state ?? State(unrecorded: state.revision, at: scene.situation.weight)
    return intent == nil && state.with { $0.pause = nil } == present.with { $0.pause = nil }
  }
}
