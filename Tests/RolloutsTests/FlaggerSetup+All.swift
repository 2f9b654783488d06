import Rollouts

/// What both are asked: each strategy, with each end, in each status, for all that a tick may find.
extension FlaggerSetup {
  static func all() throws -> [FlaggerSetup] {
    let ends: [(threshold: Int, stepWeightPromotion: Int, atTop: AtTop)] = [
      (1, 0, .promote(step: nil)), (3, 25, .promote(step: 25)), (2, 0, .stay),
    ]
    return try ends.flatMap { end in
      try plans().map { plan in
        FlaggerSetup(
          model: FlaggerModel(
            plan: plan.plan, mirrors: plan.mirrors, threshold: end.threshold,
            stepWeightPromotion: end.stepWeightPromotion),
          ladder: plan.ladder, strategy: plan.strategy, atTop: end.atTop)
      }
    }
  }

  private typealias Row = (
    plan: FlaggerModel.Plan, mirrors: Bool, ladder: Ladder, strategy: Strategy
  )

  private static func plans() throws -> [Row] {
    let whole = try Ladder(rungs: [100])
    var rows: [Row] = []
    for mirrors in [false, true] {
      let strategy = mirrors ? Strategy.mirroring : .canary
      for steps in [[10, 30, 60, 100], [5, 50]] {
        rows.append((.stepWeights(steps), mirrors, try Ladder(rungs: steps), strategy))
      }
      for (step, max) in [(20, 60), (20, 50)] {
        let ladder = try Ladder(step: step, max: max)
        rows.append((.stepWeight(step, maxWeight: max), mirrors, ladder, strategy))
      }
      for all in [1, 3] {
        rows.append(
          (.blueGreen(iterations: all), mirrors, whole, .blueGreen(iterations: all)))
      }
    }
    for all in [1, 3] {
      rows.append((.abTesting(iterations: all), false, whole, .abTesting(iterations: all)))
    }
    return rows
  }

  /// Every status that Flagger can come to, from its first and from weights that are no step of the
  /// plan; in a stable order.
  var statuses: [FlaggerModel.Status] {
    var found = [FlaggerModel.Status(phase: .initializing)]
    switch model.plan {
    case .stepWeight, .stepWeights:
      found += [3, 45, 80].map { .init(phase: .progressing, weight: $0) }
    case .blueGreen, .abTesting: break
    }
    var known = Set(found)
    var next = 0
    while next < found.count {
      for metricsPass in [true, false] {
        for isNewRevision in [true, false] {
          for against in Self.hooks {
            let tick = FlaggerModel.Tick(
              metricsPass: metricsPass, isNewRevision: isNewRevision, against: against)
            let status = model.tick(found[next], tick).status
            if known.insert(status).inserted { found.append(status) }
          }
        }
      }
      next += 1
    }
    // A rollout that stays at the top is never promoted.
    return atTop == .stay
      ? found.filter { $0.phase != .promoting && $0.phase != .finalising } : found
  }

  /// Of the hooks, two speak against a revision where all else is well with it, and one where its
  /// metrics fail; a new revision has one less, and a provider's error, which is one of no values,
  /// none.
  func cases(at status: FlaggerModel.Status) -> [FlaggerCase] {
    var cases: [FlaggerCase] = []
    for metrics in FlaggerCase.Metrics.allCases {
      for isNewRevision in status.phase == .initializing ? [false] : [false, true] {
        let most = metrics.mostHooks - (isNewRevision ? 1 : 0)
        for against in Self.hooks where against.count <= max(0, most) {
          for hasOwnChecks in [false, true] {
            let one = FlaggerCase(
              self, status, metrics, isNewRevision: isNewRevision, against: against,
              hasOwnChecks: hasOwnChecks)
            if !hasOwnChecks || one.asksOwnChecks { cases.append(one) }
          }
        }
      }
    }
    return cases
  }

  private static let hooks: [Set<HookKind>] = {
    let kinds: [HookKind] = [
      .confirmRollout, .preRollout, .rollout, .confirmTrafficIncrease, .confirmPromotion, .rollback,
    ]
    var hooks: [Set<HookKind>] = [[]] + kinds.map { [$0] }
    for (index, one) in kinds.enumerated() {
      hooks += kinds[(index + 1)...].map { [one, $0] }
    }
    return hooks
  }()
}

extension FlaggerCase.Metrics {
  fileprivate var mostHooks: Int {
    switch self {
    case .pass: 2
    case .fail, .noValues: 1
    case .providerError: 0
    }
  }
}
