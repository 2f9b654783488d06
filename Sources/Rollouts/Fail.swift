/// One more failed run, held or not; `reasons` come before the count, `grounds` after it.
func fail(
  _ situation: Situation, _ reasons: [Ground], from state: Record.State, because grounds: [Ground]
) -> Decision {
  let count = state.failedRuns + 1
  let limit = situation.failureLimit
  let weight = situation.weight
  guard count > limit else {
    return Decision(
      .hold, from: weight, to: weight, standing: .fail,
      reasons: reasons + [.failureHeld(count: count, limit: limit)] + grounds,
      state: state.with {
        $0.failedRuns = count
        $0.doubt = nil
      })
  }
  return rollBack(
    situation, state, .limit,
    because: reasons + [.failureLimitReached(count: count, limit: limit)] + grounds)
}

/// To 0; in a promotion to the top, where the canary had passed: never to a half-updated baseline.
func rollBack(
  _ situation: Situation, _ state: Record.State, _ cause: Phase.Cause, because reasons: [Ground]
) -> Decision {
  let weight = situation.weight
  let isPromotion = state.phase.isPromotion
  let to = isPromotion ? max(weight, situation.ladder.top) : weight.zero
  return Decision(
    .rollBack, from: weight, to: to, standing: .fail,
    reasons: reasons + (isPromotion ? [.baselineFailed] : []),
    state: situation.failed(isPromotion ? .promotion : cause, at: to, from: state))
}

/// The files are as the intent says: the run that wrote them ends here, a step later.
///
/// The weight is not raised a second time. A failure is counted as one at the new weight.
func complete(
  _ intent: Record.Intent, _ situation: Situation, _ tally: Tally
) -> Decision {
  let weight = situation.weight
  let ground = Ground.completes(intent.decision)
  guard intent.isRaise else {
    return Decision(
      intent.decision, from: intent.from, to: weight, standing: intent.standing,
      reasons: [ground], state: intent.state, completing: true)
  }
  guard tally.standing == .fail else {
    // A stage passes where its own rung is reached.
    let awaited = situation.target.flatMap { $0 > weight ? $0 : nil }
    return Decision(
      intent.decision, from: intent.from, to: weight,
      standing: awaited == nil ? tally.standing : .worst(of: [.inconclusive, tally.standing]),
      reasons: [ground] + (awaited.map { [.stageAwaits($0)] } ?? []) + tally.grounds,
      state: intent.state, completing: true)
  }
  return fail(situation, tally.grounds, from: intent.state, because: [ground])
}
