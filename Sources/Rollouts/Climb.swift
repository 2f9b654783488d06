/// The next step of a canary that has traffic, or is judged before it has.
func climb(_ situation: Situation, _ tally: Tally, from state: Record.State) -> Decision {
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
    reasons: tally.grounds + step.grounds + grounds, state: step.state, asking: step.hooks)
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
      state: situation.change(to: state.with { $0.phase = .succeeded }),
      asking: isFinished ? [] : [.rollout, .confirmPromotion])
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
      state: situation.promoting(from: state), asking: [.rollout, .confirmPromotion])
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
