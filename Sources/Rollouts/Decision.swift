/// What a run does with a rollout, and why.
package struct Decision: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The first rung is taken, or the first of the judgements before it.
    case start
    /// The next rung is taken, or the next of several judgements at one weight.
    case advance
    /// The weight stays.
    case hold
    /// The canary gets no traffic any more; from a failed promotion, the canary gets it back.
    case rollBack
    /// The baseline gets the canary's revision, or then a part of its traffic.
    case promote
    /// The top is reached and passed, or the promotion; the weight stays.
    case finish
  }

  package let kind: Kind
  /// The weight in the manifest.
  package let from: Weight
  /// The weight that follows.
  package let to: Weight
  package let standing: Standing
  /// The weightiest first; never empty.
  package let reasons: [Ground]
  /// What the record is to say from now on; nil where it stays as it is.
  package let state: Record.State?

  package init(
    _ kind: Kind, from: Weight, to: Weight, standing: Standing, reasons: [Ground],
    state: Record.State?
  ) {
    self.kind = kind
    self.from = from
    self.to = to
    self.standing = standing
    self.reasons = reasons
    self.state = state
  }

  /// Whether the record's history is to tell it: a step, a counted failure or another phase, and no
  /// mere hold.
  package func isTransition(from before: Record.State?) -> Bool {
    guard let state else { return false }
    guard kind == .hold else { return true }
    return state.phase != before?.phase || state.revision != before?.revision
      || state.failedRuns != before?.failedRuns ?? 0
  }
}
