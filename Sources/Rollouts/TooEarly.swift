import Analysis
import Diagnostics

/// When samples began to speak of the present weight and of the present revision.
package struct Freshness: Hashable, Sendable {
  package let now: Timestamp
  /// The allowance for the Git sync after a weight changed.
  package let settle: Duration
  package let lastTransition: Timestamp?
  package let revisionSince: Timestamp?

  package init(of state: Record.State, settle: Duration, now: Timestamp) {
    self.now = now
    self.settle = settle
    lastTransition = state.lastTransition
    revisionSince = state.revisionSince
  }

  /// Takes a verdict back whose window reaches into another weight, or into another revision.
  ///
  /// Another weight blocks a pass, never a fail: what broke at 10 % is broken. Another revision
  /// blocks both, for its faults are not this one's.
  package func holds(_ verdict: Verdict, window: Duration) -> Verdict {
    switch verdict {
    case .inconclusive:
      return verdict
    case .fail:
      guard let revisionSince, isTooEarly(revisionSince, window) else { return verdict }
      return .inconclusive(.tooEarly(until: revisionSince.advanced(by: settle + window)))
    case .pass:
      guard let lastTransition, isTooEarly(lastTransition, window) else { return verdict }
      return .inconclusive(.tooEarly(until: lastTransition.advanced(by: settle + window)))
    }
  }

  /// When a window of this length speaks of nothing but the present weight; nil where that is so,
  /// or where the weight's age is unknown.
  package func fullAt(window: Duration) -> Timestamp? {
    guard let lastTransition, isTooEarly(lastTransition, window) else { return nil }
    return lastTransition.advanced(by: settle + window)
  }

  private func isTooEarly(_ change: Timestamp, _ window: Duration) -> Bool {
    now < change.advanced(by: settle + window)
  }
}

extension Position {
  /// The state whose age bears on the verdicts; nil where none is to be held back for it.
  package var judgedState: Record.State? {
    switch self {
    case .climbing(let state), .returning(let state, _), .bound(let state, _, _, _): state
    case .bottom, .written, .completing, .resting, .restarting, .continuing: nil
    }
  }
}
