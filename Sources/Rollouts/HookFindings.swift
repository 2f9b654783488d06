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
