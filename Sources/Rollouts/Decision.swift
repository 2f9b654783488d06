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
  package private(set) var standing: Standing
  /// The weightiest first; never empty.
  package private(set) var reasons: [Ground]
  /// What the record is to say from now on; nil where it stays as it is.
  package private(set) var state: Record.State?
  /// The hooks that must agree before this is carried out, in the order of their calls. `rollout`
  /// hooks were called with the checks, unless another job had these judged.
  package let hooksBefore: [HookKind]
  /// Whether this is the rest of a run that was stopped.
  package let completes: Bool

  package init(
    _ kind: Kind, from: Weight, to: Weight, standing: Standing, reasons: [Ground],
    state: Record.State?, asking hooksBefore: [HookKind] = [], completing completes: Bool = false
  ) {
    self.kind = kind
    self.from = from
    self.to = to
    self.standing = standing
    self.reasons = reasons
    self.state = state
    self.hooksBefore = hooksBefore
    self.completes = completes
  }

  /// The same with more grounds at the end.
  package func noting(_ grounds: [Ground]) -> Decision {
    var decision = self
    decision.reasons += grounds
    return decision
  }

  /// The same, which this job has not judged itself, as a step of this pipeline's run.
  package func applied(in run: String?) -> Decision {
    var decision = self
    decision.standing = .notJudged
    if isStep, !completes, let run { decision.state?.advancedBy = run }
    return decision
  }

  /// Whether the canary or the baseline gets more by it.
  package var isStep: Bool {
    switch kind {
    case .start, .advance, .promote: true
    case .hold, .rollBack, .finish: false
    }
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
