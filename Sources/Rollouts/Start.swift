/// The first rung, or the first judgement before it, for a revision without traffic of its own.
func start(
  _ situation: Situation, _ tally: Tally, failedRuns: Int, because grounds: [Ground]
) -> Decision {
  let weight = situation.weight
  let isJudgedAtZero = situation.strategy.passesAtZero > 0
  // A new revision never begins above the weight that the old one had.
  let rung = situation.ladder.first
  let to = isJudgedAtZero ? weight.zero : weight.isZero ? rung : min(weight, rung)
  if let reasons = tally.objections {
    // Without traffic nothing is broken yet, and a canary that is not ready may be so in the next
    // run: it is not counted. What had traffic under another revision has none from here on.
    return notStarted(
      situation, .initialized, failedRuns: failedRuns, standing: tally.standing,
      because: grounds + reasons + [.notStarted])
  }
  if weight.isZero, let brake = situation.brake {
    let waiting = situation.fresh(.waiting, at: weight, failedRuns: failedRuns)
    return Decision(
      .hold, from: weight, to: weight, standing: brake.standing(beside: tally.standing),
      reasons: [brake.ground] + grounds + tally.grounds,
      state: brake.isWaiting ? situation.change(to: waiting) : nil)
  }
  let unverified: [Ground] = tally.standing == .notJudged ? [.startedUnverified] : []
  let iterations = isJudgedAtZero ? situation.strategy.passesAtZero : situation.strategy.passesAtTop
  let isIterating = isJudgedAtZero || iterations > 1
  var state = situation.fresh(.progressing, at: to, failedRuns: failedRuns)
  state.iteration = isIterating ? 1 : 0
  state.lastTransition = situation.now
  // At weight 0 the traffic that others had ended when the weight last changed.
  state.revisionSince = weight.isZero ? situation.record?.state.lastTransition : situation.now
  state.advancedBy = situation.runID ?? state.advancedBy
  return Decision(
    .start, from: weight, to: to, standing: tally.standing,
    reasons: grounds + tally.grounds + unverified
      + (isIterating ? [.iteration(1, of: iterations)] : []),
    state: state,
    // Source: flagger `pkg/controller/scheduler.go`, as for the hooks of all other steps.
    asking: [.confirmRollout, .preRollout] + (to > weight ? [.confirmTrafficIncrease] : []))
}

/// The canary has no traffic, or has none any more.
func notStarted(
  _ situation: Situation, _ phase: Phase, failedRuns: Int, standing: Standing,
  because reasons: [Ground]
) -> Decision {
  let weight = situation.weight
  var state = situation.fresh(phase, at: weight.zero, failedRuns: failedRuns)
  if !weight.isZero { state.lastTransition = situation.now }
  let isKept = weight.isZero && phase == .initialized
  return Decision(
    weight.isZero ? .hold : .rollBack, from: weight, to: weight.zero, standing: standing,
    reasons: reasons, state: isKept ? nil : situation.change(to: state))
}
