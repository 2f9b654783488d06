import Analysis

/// Decides what follows. Pure: the same situation and verdicts give the same decision.
///
/// `verdicts` are those of the checks that `Position(of: situation).occasion` names, in any order.
/// Only a pass raises a weight, by one rung; a failure past the limit always lowers it to 0, or in
/// a promotion leaves it with the canary.
package func decide(
  _ situation: Situation, verdicts: [Verdict], hooks: HookFindings = HookFindings()
) -> Decision {
  decide(situation, Tally(verdicts, failedHooks: hooks.failed), hooks)
}

/// Decides again what an earlier job has judged.
///
/// - Parameter isOnlyEarly: Whether nothing but time was missing.
package func decide(
  _ situation: Situation, judged standing: Standing, isOnlyEarly: Bool = false,
  hooks: HookFindings = HookFindings()
) -> Decision {
  decide(
    situation, Tally(standing, isOnlyEarly: isOnlyEarly, failedHooks: hooks.failed), hooks)
}

/// Takes all traffic from the canary, as an earlier job decided.
package func rollBack(_ situation: Situation) -> Decision {
  let decision = rollBack(
    situation, situation.fresh(.progressing, at: situation.weight, failedRuns: 0), .limit,
    because: [.judgedBefore(.fail)])
  return Decision(
    .rollBack, from: decision.from, to: decision.to, standing: .notJudged,
    reasons: decision.reasons, state: decision.state)
}

private func decide(_ situation: Situation, _ tally: Tally, _ hooks: HookFindings) -> Decision {
  let decision = judged(situation, tally, hooks)
  for kind in decision.hooksBefore {
    guard let name = hooks.refused[kind] else { continue }
    return withheld(decision, by: kind, called: name, in: situation, tally)
  }
  return decision
}

private func judged(_ situation: Situation, _ tally: Tally, _ hooks: HookFindings) -> Decision {
  let weight = situation.weight
  let position = Position(of: situation)
  if let name = hooks.rollsBack, let state = position.underWay(in: situation) {
    return rollBack(situation, state, .hook, because: [.hookRollsBack(name)] + tally.grounds)
  }
  switch position {
  case .bottom(let failedRuns):
    return start(situation, tally, failedRuns: failedRuns, because: [])
  case .restarting(let old, let new):
    return start(situation, tally, failedRuns: 0, because: [.newRevision(from: old, to: new)])
  case .climbing(let state):
    return climb(situation, tally, from: state)
  case .returning(let state, let ground):
    return bringBack(situation, tally, from: state, because: ground.map { [$0] } ?? [])
  case .written(let intent):
    return complete(intent, situation, tally)
  case .completing(let intent):
    // What this run writes has changed now, whenever it was decided.
    return Decision(
      intent.decision, from: weight, to: intent.writesBaseline ? weight : intent.state.weight,
      standing: intent.standing, reasons: [.completes(intent.decision)],
      state: intent.state.with { $0.lastTransition = situation.now })
  case .bound(let state, let ground, let standing, let revision):
    guard tally.standing == .fail else {
      return Decision(
        .hold, from: weight, to: weight, standing: worse(standing, tally.standing),
        reasons: [ground] + tally.grounds, state: situation.change(to: state.weightKept(weight)))
    }
    guard revision != state.revision else {
      return fail(situation, tally.grounds, from: state, because: [ground])
    }
    // The record is of another revision, and so are its phase and its failed runs: of this one
    // nothing can be counted, so its first failure is its last.
    let renewed = state.with {
      $0.revision = revision
      $0.phase = .progressing
    }
    return rollBack(situation, renewed, .limit, because: tally.grounds + [ground])
  case .resting(let state, let ground, let standing):
    return Decision(
      .hold, from: weight, to: weight, standing: standing, reasons: [ground],
      state: situation.change(to: state, unlessNew: true))
  case .continuing(let state, let old):
    return Decision(
      .hold, from: weight, to: weight, standing: .inconclusive,
      reasons: [.newRevision(from: old, to: state.revision ?? "")], state: state)
  }
}

private func start(
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
    state: state)
}

/// The canary has no traffic, or has none any more.
private func notStarted(
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

private func climb(_ situation: Situation, _ tally: Tally, from state: Record.State) -> Decision {
  let weight = situation.weight
  var grounds: [Ground] = []
  if state.lastTransition == nil { grounds.append(.ageUnknown) }
  switch tally.standing {
  case .fail:
    return fail(situation, tally.grounds, from: state, because: grounds)
  case .inconclusive:
    return doubt(situation, tally, from: state, because: grounds)
  case .storeFailed, .notJudged:
    return Decision(
      .hold, from: weight, to: weight, standing: tally.standing, reasons: tally.grounds + grounds,
      state: situation.change(to: state, unlessNew: true))
  case .pass:
    break
  }
  let sure = state.with { $0.doubt = nil }
  guard let step = situation.step(from: sure) else {
    return top(situation, tally, from: sure, because: grounds)
  }
  if let brake = situation.brake {
    return Decision(
      .hold, from: weight, to: weight, standing: brake.standing(beside: tally.standing),
      reasons: [brake.ground] + tally.grounds + grounds,
      state: situation.change(to: sure, unlessNew: true))
  }
  if !weight.isZero, !situation.ladder.rungs.contains(weight) { grounds.append(.offLadder(weight)) }
  return Decision(
    .advance, from: weight, to: step.state.weight, standing: .pass,
    reasons: tally.grounds + step.grounds + grounds, state: step.state)
}

/// The canary has passed at the top.
private func top(
  _ situation: Situation, _ tally: Tally, from state: Record.State, because grounds: [Ground]
) -> Decision {
  let weight = situation.weight
  switch situation.atTop {
  case .stay:
    let isFinished = state.phase == .succeeded
    return Decision(
      .finish, from: weight, to: weight, standing: .pass,
      reasons: tally.grounds + [isFinished ? .alreadyFinished : .atTop] + grounds,
      state: situation.change(to: state.with { $0.phase = .succeeded }))
  case .promote:
    guard let revision = state.revision else {
      return Decision(
        .hold, from: weight, to: weight, standing: .inconclusive,
        reasons: [.revisionUnknown] + tally.grounds + grounds,
        state: situation.change(to: state, unlessNew: true))
    }
    if let brake = situation.brake {
      return Decision(
        .hold, from: weight, to: weight, standing: brake.standing(beside: tally.standing),
        reasons: [brake.ground, .atTop] + tally.grounds + grounds,
        state: situation.change(to: state, unlessNew: true))
    }
    return Decision(
      .promote, from: weight, to: weight, standing: .pass,
      reasons: tally.grounds + [.atTop, .promotes(revision)] + grounds,
      state: situation.promoting(from: state))
  }
}

/// Inconclusive holds, for as long as the config has patience.
///
/// A run that is only too early is no doubt: time mends it.
func doubt(
  _ situation: Situation, _ tally: Tally, from state: Record.State, because grounds: [Ground]
) -> Decision {
  let weight = situation.weight
  guard let patience = situation.patience, !tally.isOnlyEarly else {
    return Decision(
      .hold, from: weight, to: weight, standing: tally.standing, reasons: tally.grounds + grounds,
      state: situation.change(to: state, unlessNew: true))
  }
  let since = state.doubt?.since ?? situation.now
  let runs = patience.limit == nil ? 1 : (state.doubt?.runs ?? 0) + 1
  let isOver =
    patience.limit.map { runs > $0 } ?? false
    || patience.deadline.map { situation.now.since(since) > $0 } ?? false
  guard isOver else {
    return Decision(
      .hold, from: weight, to: weight, standing: tally.standing, reasons: tally.grounds + grounds,
      state: situation.change(
        to: state.with { $0.doubt = Record.Doubt(runs: runs, since: since) }))
  }
  let ended = [.patienceEnded(runs: runs, since: since)] + tally.grounds + grounds
  switch patience.then {
  case .rollBack: return rollBack(situation, state, .inconclusive, because: ended)
  case .fail: return fail(situation, ended, from: state, because: [])
  }
}

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
    state: Record.State(
      revision: state.revision, phase: .failed(isPromotion ? .promotion : cause), weight: to,
      lastTransition: situation.now, advancedBy: state.advancedBy, pause: state.pause))
}

/// The files are as the intent says: the run that wrote them ends here, a step later.
///
/// The weight is not raised a second time. A failure is counted as one at the new weight.
private func complete(
  _ intent: Record.Intent, _ situation: Situation, _ tally: Tally
) -> Decision {
  let weight = situation.weight
  let ground = Ground.completes(intent.decision)
  guard intent.isRaise else {
    return Decision(
      intent.decision, from: intent.from, to: weight, standing: intent.standing,
      reasons: [ground], state: intent.state)
  }
  guard tally.standing == .fail else {
    // A stage passes where its own rung is reached.
    let awaited = situation.target.flatMap { $0 > weight ? $0 : nil }
    return Decision(
      intent.decision, from: intent.from, to: weight,
      standing: awaited == nil ? tally.standing : worse(.inconclusive, tally.standing),
      reasons: [ground] + (awaited.map { [.stageAwaits($0)] } ?? []) + tally.grounds,
      state: intent.state)
  }
  return fail(situation, tally.grounds, from: intent.state, because: [ground])
}

/// What a hook that did not agree leaves of a decision.
private func withheld(
  _ decision: Decision, by kind: HookKind, called name: String, in situation: Situation,
  _ tally: Tally
) -> Decision {
  let weight = situation.weight
  let ground = Ground.notConfirmed(kind, name: name)
  let reasons = [ground] + tally.grounds
  let failedRuns = decision.state?.failedRuns ?? 0
  let limit = situation.failureLimit
  if kind == .preRollout, !weight.isZero, failedRuns < limit {
    return notStarted(
      situation, .initialized, failedRuns: failedRuns + 1, standing: .fail,
      because: [ground, .failureHeld(count: failedRuns + 1, limit: limit), .notStarted])
  }
  if kind == .preRollout {
    return fail(
      situation, [ground], from: situation.fresh(.initialized, at: weight, failedRuns: failedRuns),
      because: [.notStarted])
  }
  guard decision.kind == .start else {
    return Decision(
      .hold, from: weight, to: weight, standing: .inconclusive, reasons: reasons, state: nil)
  }
  return notStarted(
    situation, .waiting, failedRuns: failedRuns, standing: .inconclusive,
    because: reasons + [.notStarted])
}

/// A ground that binds the weight is never made lighter by a pass, nor hides a worse verdict.
private func worse(_ bound: Standing, _ judged: Standing) -> Standing {
  switch (bound, judged) {
  case (.fail, _), (_, .fail): .fail
  case (.storeFailed, _), (_, .storeFailed): .storeFailed
  case (.inconclusive, _), (_, .inconclusive): .inconclusive
  case (.pass, _), (_, .pass): .pass
  case (.notJudged, .notJudged): .notJudged
  }
}
