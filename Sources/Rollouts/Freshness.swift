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
  package func holds(_ judgement: Judgement, window: Duration) -> Judgement {
    let change: Timestamp? =
      switch judgement.verdict {
      case .inconclusive: nil
      case .fail: revisionSince
      case .pass: lastTransition
      }
    let full = fullAt(window, after: change)
    return full.map { Judgement(taking: judgement, backFor: .tooEarly(until: $0)) } ?? judgement
  }

  /// When a window of this length speaks of nothing but the present weight; nil where that is so,
  /// or where the weight's age is unknown.
  package func fullAt(window: Duration) -> Timestamp? { fullAt(window, after: lastTransition) }

  private func fullAt(_ window: Duration, after change: Timestamp?) -> Timestamp? {
    guard let full = change?.advanced(by: settle + window), now < full else { return nil }
    return full
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
