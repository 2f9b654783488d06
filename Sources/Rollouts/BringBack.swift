/// A promotion: the baseline has the canary's revision, is judged, and gets its traffic back.
///
/// Flagger judges nothing here and shifts the traffic by `stepWeightPromotion`; here a pass does.
/// Without traffic there is nothing to pass at, so the first step needs only the checks `at:
/// [promotion]`, and with none the time that the Git sync takes.
func bringBack(
  _ situation: Situation, _ tally: Tally, from state: Record.State, because grounds: [Ground]
) -> Decision {
  let weight = situation.weight
  let grounds = (tally.standing == .notJudged ? [] : [.baselineJudged]) + grounds
  func hold(_ standing: Standing, _ reasons: [Ground]) -> Decision {
    Decision(
      .hold, from: weight, to: weight, standing: standing, reasons: reasons + grounds,
      state: situation.change(to: state))
  }
  var unverified: [Ground] = []
  switch tally.standing {
  case .fail:
    return fail(situation, tally.grounds, from: state, because: grounds)
  case .inconclusive:
    return doubt(situation, tally, from: state, because: grounds)
  case .storeFailed:
    return hold(.storeFailed, tally.grounds)
  case .notJudged:
    let settled = (state.lastTransition ?? situation.now).advanced(by: situation.settle)
    guard situation.now >= settled else {
      return hold(.inconclusive, [.settling(until: settled)])
    }
    unverified = [.returnedUnverified]
  case .pass:
    break
  }
  if weight.isZero {
    return Decision(
      .finish, from: weight, to: weight, standing: tally.standing,
      reasons: tally.grounds + unverified + [.promoted] + grounds,
      state: state.with {
        $0.phase = .succeeded
        $0.doubt = nil
      })
  }
  if let brake = situation.brake {
    return hold(brake.standing(beside: tally.standing), [brake.ground] + tally.grounds)
  }
  let to = situation.stepDown
  return Decision(
    .promote, from: weight, to: to, standing: tally.standing,
    reasons: tally.grounds + unverified + grounds,
    state: state.with {
      $0.phase = .promotion(at: to)
      $0.weight = to
      $0.lastTransition = situation.now
      $0.doubt = nil
      $0.advancedBy = situation.runID ?? $0.advancedBy
    })
}

extension Situation {
  /// The next weight of a promotion.
  fileprivate var stepDown: Weight {
    switch atTop {
    case .stay, .promote(step: nil): weight.zero
    case .promote(step: .some(let step)):
      Weight(max(0, weight.parts - step), of: weight.total) ?? weight.zero
    }
  }
}

extension Record.Intent {
  /// What the run that was stopped had found, as far as its intent tells.
  var standing: Standing {
    switch state.phase {
    case .failed: .fail
    case .initialized, .waiting: state.failedRuns > 0 ? .fail : .inconclusive
    // A new revision takes the first rung below the old one's weight, or the baseline gets its
    // traffic back: nothing broke.
    case .progressing, .promoting, .finalising, .succeeded: .notJudged
    }
  }
}
