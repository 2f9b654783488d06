import Diagnostics
import Rollouts

/// How a run of several samples is getting on with one rollout, after one of them.
package struct Progress: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    /// For the present weight, or its windows; at most so long.
    case waiting(rest: Duration)
    /// More samples are taken for so long, unless too many fail.
    case baking(rest: Duration)
    case concluded
  }

  package let rollout: String
  /// The moment that the sample is of.
  package let at: Timestamp
  package let standing: Standing
  /// Those that count so far, and how many of them failed: no mere waits.
  package let samples: Int
  package let failed: Int
  package let state: State
}
