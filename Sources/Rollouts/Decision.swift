import Analysis

/// What a run does with a rollout.
package struct Decision: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The first rung is taken.
    case start
    /// The next rung is taken.
    case advance
    /// The weight stays.
    case hold
    /// The canary gets no traffic any more, and its revision has failed.
    case rollBack
    /// The top is reached and passed; the weight stays.
    case finish
  }
}
