import Rollouts

/// Where a decision is unlike Flagger's on purpose: what the cases have in common, and what follows
/// there instead.
enum DeliberateDifference: String, Hashable, Sendable, CaseIterable {
  case firstRevisionStarts, newRevisionAtOnce, newRevisionInPromotion, topWaitsForBaseline
  case finishedIsJudged, topStays, promotionIsJudged, startIsChecked, rollbackIsHeardFirst
  case confirmedAtEachTry, waitsWithoutTraffic, raisesAreConfirmed
  case neverGoesBack, judgedAfterRefusal, loweredLimit, unknownIsHeld, neverPastTheTop, offTheLadder

  var why: String {
    switch self {
    case .firstRevisionStarts:
      "Flagger makes a baseline of the first revision; here Git has one already"
    case .newRevisionAtOnce:
      "Flagger takes all traffic back and starts a tick later; here one run does both, and "
        + "never above the weight that the old revision had"
    case .newRevisionInPromotion:
      "Flagger goes on promoting what the canary no longer is; here the new revision begins"
    case .topWaitsForBaseline:
      "with `atTop: stay` a person promotes, and until then the baseline is behind the canary"
    case .finishedIsJudged:
      "with `atTop: stay` the canary keeps its traffic, so it goes on being judged"
    case .topStays: "Flagger always promotes; `atTop: stay` leaves it to a person"
    case .promotionIsJudged:
      "Flagger shifts the traffic to a baseline that it doesn't judge; here only a pass does, "
        + "and a failure leaves it with the canary"
    case .startIsChecked:
      "Flagger judges nothing before there is traffic; checks `at: [start]` must pass first"
    case .rollbackIsHeardFirst:
      "Flagger's documentation hears a rollback hook while a confirmation is waited for; its "
        + "code doesn't"
    case .confirmedAtEachTry:
      "Flagger asks confirm-rollout before it scales up; here each run that would start asks, "
        + "for a person may have changed their mind"
    case .waitsWithoutTraffic:
      "Flagger says Progressing of a canary that waits for its first traffic; here it is Waiting"
    case .raisesAreConfirmed:
      "Flagger asks confirm-traffic-increase before it mirrors and at the top, and not before "
        + "a mirrored, blue/green or A/B canary goes live; here each raise asks, and nothing else"
    case .neverGoesBack:
      "Flagger repeats an iteration after each refused promotion; here the last one is judged "
        + "again and asked again"
    case .judgedAfterRefusal:
      "after a refused promotion of one iteration Flagger starts anew and judges nothing"
    case .loweredLimit:
      "with a limit that is lowered below the failed runs Flagger rolls back whatever it "
        + "finds; here the next failed run does"
    case .unknownIsHeld:
      "Flagger counts no values and an unreachable store as failures; here they hold, and "
        + "count nothing"
    case .neverPastTheTop: "Flagger adds its step past maxWeight; here the last rung is maxWeight"
    case .offTheLadder:
      "from a weight that is no step Flagger goes to 100 or adds a step; here the next higher "
        + "rung follows"
    }
  }

  /// Whether a case is one of these.
  func applies(to one: FlaggerCase) -> Bool {
    let phase = one.status.phase
    switch self {
    case .firstRevisionStarts: return phase == .initializing
    case .newRevisionAtOnce: return one.isNewRevision && one.isClimbing
    case .newRevisionInPromotion: return one.isNewRevision && one.isPromoting
    case .topWaitsForBaseline: return one.isNewRevision && one.isFinished
    case .finishedIsJudged: return !one.isNewRevision && one.isFinished
    case .topStays: return one.setup.atTop == .stay && one.flagger.move == .promote
    case .promotionIsJudged:
      return !one.isNewRevision && one.isPromoting && one.metrics != .pass
    case .startIsChecked: return one.isHeldByOwnChecks
    case .rollbackIsHeardFirst:
      return one.begins && phase != .progressing && one.says(.rollback, .confirmRollout)
    case .confirmedAtEachTry:
      return one.begins && phase == .progressing && one.says(.confirmRollout)
        && !one.says(.rollback) && !one.isHeldByOwnChecks
    case .waitsWithoutTraffic:
      return one.mayStart && one.says(.confirmTrafficIncrease) && one.setup.strategy == .canary
    case .raisesAreConfirmed:
      return one.says(.confirmTrafficIncrease)
        && (one.mayStart && one.isAskedElsewhereAtStart || one.mayStep && one.isAskedElsewhere)
    case .neverGoesBack:
      return one.isClimbing && !one.isNewRevision && !one.isDue && !one.says(.rollback)
        && one.hasGoneBack && !one.status.isAtStart && one.isPassed
    case .judgedAfterRefusal:
      return one.isClimbing && !one.isNewRevision && !one.isDue && !one.says(.rollback)
        && one.hasGoneBack && one.status.isAtStart
    case .loweredLimit:
      return one.isClimbing && !one.isNewRevision && one.isDue && !one.says(.rollback)
    case .unknownIsHeld:
      return one.isJudged && one.metrics.isUnknown && !one.says(.rollout)
    case .neverPastTheTop:
      return one.mayStep && one.isOnLadder && one.flagger.weight > one.setup.ladder.top.parts
    case .offTheLadder:
      return one.mayStep && !one.isOnLadder && one.flagger.move == .advance
    }
  }

  /// Whether what follows is what these cases are meant to have.
  func allows(_ ours: FlaggerCase.Outcome, _ one: FlaggerCase) -> Bool {
    let weight = one.status.weight
    let ladder = one.setup.ladder
    let isHeld = ours.move == .hold && ours.weight == weight
    switch self {
    case .firstRevisionStarts:
      let likeNew = FlaggerCase(
        one.setup, .init(phase: .initialized), one.metrics, isNewRevision: true,
        against: one.against, hasOwnChecks: one.hasOwnChecks
      ).ours
      return ours.move == likeNew.move && ours.weight == likeNew.weight
    case .newRevisionAtOnce, .newRevisionInPromotion:
      let bottom = weight == 0 ? ladder.first.parts : min(weight, ladder.first.parts)
      let begun = one.setup.strategy.passesAtZero > 0 ? 0 : bottom
      switch ours.move {
      case .start, .restart: return ours.weight == begun && ours.failedRuns == 0
      case .hold, .rollBack: return ours.weight == 0
      case .scaleUp, .advance, .count, .promote, .shift, .finish: return false
      }
    case .topWaitsForBaseline:
      let top = ladder.top.parts
      let isBad = one.metrics == .fail || one.says(.rollout) || one.says(.rollback)
      return isBad
        ? ours.move == .rollBack && ours.weight == 0 : ours.move == .hold && ours.weight == top
    case .finishedIsJudged:
      let top = ladder.top.parts
      switch ours.move {
      case .finish: return one.metrics == .pass && ours.weight == top
      case .hold: return one.metrics != .pass || one.says(.rollout)
      case .rollBack: return one.metrics == .fail || one.says(.rollback) || one.says(.rollout)
      case .scaleUp, .start, .advance, .count, .restart, .promote, .shift: return false
      }
    case .topStays:
      return ours.move == .finish && ours.phase == "Succeeded" && ours.weight == weight
    case .promotionIsJudged:
      let isBack = ours.move == .rollBack && ours.weight == max(weight, ladder.top.parts)
      guard one.metrics == .fail else { return isHeld && ours.failedRuns == 0 }
      return one.setup.model.threshold == 1 ? isBack : isHeld && ours.failedRuns == 1
    case .startIsChecked: return isHeld && ours.failedRuns == one.failedRuns
    case .rollbackIsHeardFirst:
      return ours.move == .rollBack && ours.phase == "Failed" && ours.weight == 0
    case .confirmedAtEachTry, .waitsWithoutTraffic:
      return isHeld && ours.phase == "Waiting" && ours.failedRuns == one.failedRuns
    case .raisesAreConfirmed:
      return one.flagger.move == .hold
        ? ours.weight == weight && ours.move != .hold : isHeld && one.flagger.weight > weight
    case .neverGoesBack:
      let failedRuns = ours.move == .promote ? 0 : one.failedRuns
      return ours.weight >= weight && ours.failedRuns == failedRuns
    case .judgedAfterRefusal:
      let isBad = one.metrics == .fail || one.says(.rollout)
      let isCounted = ours.failedRuns == one.failedRuns + 1 || ours.move == .rollBack
      return isBad ? isCounted : ours.failedRuns == one.failedRuns && ours.move != .rollBack
    case .loweredLimit: return ours.move != .rollBack
    case .unknownIsHeld: return isHeld && ours.failedRuns == one.failedRuns
    case .neverPastTheTop: return ours.move == .advance && ours.weight == ladder.top.parts
    case .offTheLadder:
      return ours.move == .advance
        && ours.weight == ladder.next(after: DecisionRow.weight(weight))?.parts
    }
  }
}

/// What a case is, in the order in which Flagger asks.
extension FlaggerCase {
  func says(_ kinds: HookKind...) -> Bool { against.isSuperset(of: kinds) }

  var isClimbing: Bool { status.phase == .progressing || status.phase == .waitingPromotion }

  var isPromoting: Bool { status.phase == .promoting || status.phase == .finalising }

  /// At the top for good, with all that the config has for it.
  var isFinished: Bool { setup.atTop == .stay && status.phase == .succeeded }

  /// As a record counts them: a new promotion's and a finished rollout's are none.
  var failedRuns: Int { setup.state(status)?.failedRuns ?? 0 }

  var isDue: Bool { status.failedChecks >= setup.model.threshold }

  /// Whether a revision without traffic is to start.
  var begins: Bool {
    switch status.phase {
    case .initialized, .failed: isNewRevision
    case .succeeded: isNewRevision && setup.atTop != .stay
    case .waiting: true
    case .progressing: status.isAtStart && !isNewRevision && !isDue
    case .initializing, .waitingPromotion, .promoting, .finalising: false
    }
  }

  var isHeldByOwnChecks: Bool {
    begins && hasOwnChecks && metrics != .pass && !says(.rollback)
  }

  /// Whether nothing but confirm-traffic-increase can keep it from starting.
  var mayStart: Bool {
    begins && !isHeldByOwnChecks
      && against.isDisjoint(with: [.rollback, .confirmRollout, .preRollout])
  }

  /// Whether Flagger judges the canary.
  var isJudged: Bool {
    isClimbing && !status.isAtStart && !isNewRevision && !isDue && !says(.rollback)
  }

  var isPassed: Bool { metrics == .pass && !says(.rollout) }

  /// Whether nothing but a confirmation can keep it from its next step.
  var mayStep: Bool { isJudged && isPassed && !hasGoneBack }

  /// Whether a refused promotion took an iteration back.
  var hasGoneBack: Bool {
    guard status.phase == .waitingPromotion else { return false }
    switch setup.model.plan {
    case .stepWeight, .stepWeights: return false
    case .blueGreen(let all): return status.iterations < (status.weight > 0 ? all + 1 : all)
    case .abTesting(let all): return status.iterations < all
    }
  }

  var isOnLadder: Bool {
    status.weight == 0 || setup.ladder.rungs.contains { $0.parts == status.weight }
  }

  var isLastIterationWithoutTraffic: Bool {
    switch setup.model.plan {
    case .blueGreen(let all): status.weight == 0 && status.iterations == all
    case .stepWeight, .stepWeights, .abTesting: false
    }
  }

  /// Mirroring gives no traffic to users, and an A/B test does at once.
  fileprivate var isAskedElsewhereAtStart: Bool {
    switch setup.strategy {
    case .mirroring, .abTesting: true
    case .canary, .blueGreen: false
    }
  }

  fileprivate var isAskedElsewhere: Bool {
    switch setup.strategy {
    case .canary, .mirroring:
      status.isMirrored || status.phase == .progressing && status.weight >= setup.ladder.top.parts
    case .blueGreen: isLastIterationWithoutTraffic
    case .abTesting: false
    }
  }
}
