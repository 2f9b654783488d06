import Analysis

/// Decides what follows. Pure: the same situation and verdicts give the same decision.
///
/// `verdicts` are those of the checks that `Position(of: situation).occasion` names, in any order.
/// Only a pass raises a weight, by one rung; a failure past the limit always lowers it to 0, or in
/// a promotion gives it back to the canary.
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
      state: intent.state.with { $0.lastTransition = situation.now }, completing: true)
  case .bound(let state, let ground, let standing, let revision):
    guard tally.standing == .fail else {
      // What binds the weight is never made lighter by a pass, nor hides a worse verdict.
      return Decision(
        .hold, from: weight, to: weight, standing: .worst(of: [standing, tally.standing]),
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
