import Analysis

/// Decides what follows. Pure: the same situation and verdicts give the same decision.
///
/// `verdicts` are those of the checks that `Position(of: situation).occasion` names, in any order.
/// Only a pass raises a weight, by one rung; a failure past the limit always lowers it to 0.
package func decide(_ situation: Situation, verdicts: [Verdict]) -> Decision {
  let position = Position(of: situation)
  let tally = Tally(verdicts)
  let weight = situation.weight
  switch position {
  case .bottom(let failedRuns):
    return start(situation, tally, failedRuns: failedRuns, because: [])
  case .restarting(let old, let new):
    return start(situation, tally, failedRuns: 0, because: [.newRevision(from: old, to: new)])
  case .climbing(let state):
    return climb(situation, tally, from: state)
  case .written(let intent):
    return complete(intent, situation, tally)
  case .lowering(let intent):
    return Decision(
      intent.decision, from: weight, to: intent.state.weight, standing: standing(of: intent),
      reasons: [.completes(intent.decision)], state: intent.state)
  case .bound(let state, let ground, let standing, let revision):
    guard tally.standing == .fail else {
      return Decision(
        .hold, from: weight, to: weight, standing: worse(standing, tally.standing),
        reasons: [ground] + tally.grounds, state: situation.change(to: state.weightKept(weight)))
    }
    guard revision != state.revision else {
      return fail(situation, tally, from: state, because: [ground])
    }
    // The record is of another revision, and so are its failed runs.
    return rollBack(
      situation, tally, count: 1, from: state.with(revision: revision), because: [ground])
  case .resting(let state, let ground, let standing):
    return Decision(
      .hold, from: weight, to: weight, standing: standing, reasons: [ground],
      state: situation.change(to: state))
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
  func state(_ phase: Phase, at weight: Weight, failedRuns: Int) -> Record.State {
    Record.State(
      revision: situation.revision, phase: phase, weight: weight, failedRuns: failedRuns,
      lastTransition: situation.now)
  }
  switch tally.standing {
  case .pass, .notJudged:
    // A new revision never begins above the weight that the old one had.
    let rung = situation.ladder.first
    let to = weight.isZero ? rung : min(weight, rung)
    let unverified: [Ground] = tally.standing == .notJudged ? [.startedUnverified] : []
    return Decision(
      .start, from: weight, to: to, standing: tally.standing,
      reasons: grounds + tally.grounds + unverified,
      state: Record.State(
        revision: situation.revision, phase: .progressing, weight: to, failedRuns: failedRuns,
        lastTransition: situation.now, revisionSince: weight.isZero ? nil : situation.now))
  case .inconclusive, .storeFailed, .fail:
    // Without traffic nothing is broken yet, and a canary that is not ready may be so in the next
    // run: it is not counted. What had traffic under another revision has none from here on.
    return Decision(
      weight.isZero ? .hold : .rollBack, from: weight, to: weight.zero, standing: tally.standing,
      reasons: grounds + tally.grounds + [.notStarted],
      state: weight.isZero ? nil : state(.initialized, at: weight.zero, failedRuns: failedRuns))
  }
}

private func climb(_ situation: Situation, _ tally: Tally, from state: Record.State) -> Decision {
  let weight = situation.weight
  var grounds: [Ground] = []
  if situation.record == nil { grounds.append(.ageUnknown) }
  switch tally.standing {
  case .fail:
    return fail(situation, tally, from: state, because: grounds)
  case .inconclusive, .storeFailed, .notJudged:
    return Decision(
      .hold, from: weight, to: weight, standing: tally.standing,
      reasons: tally.grounds + grounds, state: situation.change(to: state, unlessNew: true))
  case .pass:
    break
  }
  guard let next = situation.ladder.next(after: weight) else {
    let isFinished = state.phase == .succeeded
    let finished = state.with(phase: .succeeded, weight: weight)
    return Decision(
      .finish, from: weight, to: weight, standing: .pass,
      reasons: tally.grounds + [isFinished ? .alreadyFinished : .atTop] + grounds,
      state: situation.change(to: finished))
  }
  if !situation.ladder.rungs.contains(weight) { grounds.append(.offLadder(weight)) }
  return Decision(
    .advance, from: weight, to: next, standing: .pass, reasons: tally.grounds + grounds,
    state: state.with(phase: .progressing, weight: next, lastTransition: situation.now))
}

private func fail(
  _ situation: Situation, _ tally: Tally, from state: Record.State, because grounds: [Ground]
) -> Decision {
  let count = state.failedRuns + 1
  let limit = situation.failureLimit
  let weight = situation.weight
  guard count > limit else {
    return Decision(
      .hold, from: weight, to: weight, standing: .fail,
      reasons: tally.grounds + [.failureHeld(count: count, limit: limit)] + grounds,
      state: state.with(failedRuns: count))
  }
  return rollBack(situation, tally, count: count, from: state, because: grounds)
}

private func rollBack(
  _ situation: Situation, _ tally: Tally, count: Int, from state: Record.State,
  because grounds: [Ground]
) -> Decision {
  let zero = situation.weight.zero
  return Decision(
    .rollBack, from: situation.weight, to: zero, standing: .fail,
    reasons: tally.grounds
      + [.failureLimitReached(count: count, limit: situation.failureLimit)] + grounds,
    state: Record.State(
      revision: state.revision, phase: .failed(.limit), weight: zero,
      lastTransition: situation.now))
}

/// The manifest has the intent's weight already: the run that wrote it ends here, a step later.
///
/// The weight is not raised a second time. A failure is counted as one at the new weight.
private func complete(
  _ intent: Record.Intent, _ situation: Situation, _ tally: Tally
) -> Decision {
  let weight = situation.weight
  let ground = Ground.completes(intent.decision)
  if intent.state.weight < intent.from {
    return Decision(
      intent.decision, from: intent.from, to: weight, standing: standing(of: intent),
      reasons: [ground], state: intent.state)
  }
  guard tally.standing == .fail else {
    return Decision(
      intent.decision, from: intent.from, to: weight, standing: tally.standing,
      reasons: [ground] + tally.grounds, state: intent.state)
  }
  return fail(situation, tally, from: intent.state, because: [ground])
}

/// What the run that was stopped had found, as far as its intent to lower the weight tells.
private func standing(of intent: Record.Intent) -> Standing {
  switch intent.state.phase {
  case .failed: .fail
  case .initialized: intent.state.failedRuns > 0 ? .fail : .inconclusive
  // A new revision takes the first rung below the old one's weight: nothing broke.
  case .progressing, .succeeded: .notJudged
  }
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

extension Situation {
  /// The state to record, or nil where the record says it already.
  fileprivate func change(to state: Record.State, unlessNew: Bool = false) -> Record.State? {
    guard let record else { return unlessNew ? nil : state }
    return record.state == state && record.intent == nil ? nil : state
  }
}

extension Record.State {
  /// A weight that a person raised stays unrecorded; a lowered one is recorded.
  fileprivate func weightKept(_ found: Weight) -> Record.State {
    guard found < weight else { return self }
    return with(weight: found)
  }
}
