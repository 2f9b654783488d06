/// What the hooks of a run said, as far as a decision rests on it.
package struct HookFindings: Hashable, Sendable {
  /// Names of `rollout` hooks that failed: each is a broken limit.
  package var failed: [String]
  /// The name of a `rollback` hook that succeeded, and so asks for a roll back.
  package var rollsBack: String?
  /// Names of hooks that a step asks first, and that did not agree to it.
  package var refused: [HookKind: String]

  package init(
    failed: [String] = [], rollsBack: String? = nil, refused: [HookKind: String] = [:]
  ) {
    self.failed = failed
    self.rollsBack = rollsBack
    self.refused = refused
  }
}

extension Decision {
  /// The hooks that must agree before this is carried out, in the order of their calls. `rollout`
  /// hooks were called with the checks, unless another job had these judged.
  ///
  /// Source: flagger `pkg/controller/scheduler.go`: confirm-rollout before the start, pre-rollout at
  /// it, confirm-traffic-increase before each raise, confirm-promotion at the top.
  package var hooksBefore: [HookKind] {
    if case .completes = reasons.first { return [] }
    switch kind {
    case .start:
      return [.confirmRollout, .preRollout] + (to > from ? [.confirmTrafficIncrease] : [])
    case .advance:
      // As Flagger asks of a blue/green canary: it goes live all at once.
      let live: [HookKind] = reasons.contains(.goesLive) ? [.confirmPromotion] : []
      return [.rollout] + live + (to > from ? [.confirmTrafficIncrease] : [])
    case .promote: return to == from ? [.rollout, .confirmPromotion] : []
    case .finish: return reasons.contains(.atTop) ? [.rollout, .confirmPromotion] : []
    case .hold, .rollBack: return []
    }
  }
}

extension Position {
  /// The state that a `rollback` hook can end; nil where there is nothing to roll back, or where
  /// less for the canary would be more for a baseline that has not passed.
  ///
  /// Source: flagger `docs/gitbook/usage/webhooks.md`: while the analysis is on its way or waits to
  /// be confirmed. Without traffic it fails the revision before it gets any.
  package func underWay(in situation: Situation) -> Record.State? {
    switch self {
    case .climbing(let state): state
    case .bottom(let failedRuns):
      situation.fresh(.progressing, at: situation.weight, failedRuns: failedRuns)
    case .restarting: situation.fresh(.progressing, at: situation.weight, failedRuns: 0)
    case .continuing(let state, _): state
    case .bound(let state, _, _, let revision):
      state.with {
        $0.revision = revision
        $0.phase = .progressing
      }
    case .written(let intent): intent.isRaise ? intent.state : nil
    case .returning, .completing, .resting: nil
    }
  }
}
