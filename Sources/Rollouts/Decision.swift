/// What a run does with a rollout, and why.
package struct Decision: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The first rung is taken.
    case start
    /// The next rung is taken.
    case advance
    /// The weight stays.
    case hold
    /// The canary gets no traffic any more.
    case rollBack
    /// The top is reached and passed; the weight stays.
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
}
