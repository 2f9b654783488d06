import Rollouts

/// One tick of Flagger's scheduler as a function of values: what it answers, to be compared with.
///
/// Source: flagger 1.44 `pkg/controller/scheduler.go` (`advanceCanary`) and `pkg/canary/status.go`.
/// Left out is what a cluster alone knows: readiness, the progress deadline, scaling, and
/// `skipAnalysis`, which judges nothing.
struct FlaggerModel: Hashable, Sendable {
  enum Plan: Hashable, Sendable {
    case stepWeight(Int, maxWeight: Int)
    case stepWeights([Int])
    case blueGreen(iterations: Int)
    case abTesting(iterations: Int)
  }

  let plan: Plan
  /// `analysis.mirror`, with a router that can.
  var mirrors = false
  /// The failed checks at which it rolls back, from 1.
  let threshold: Int
  /// 0 for all at once.
  var stepWeightPromotion = 0

  enum Phase: Hashable, Sendable, CaseIterable {
    case initializing, initialized, waiting, progressing, waitingPromotion, promoting, finalising
    case succeeded, failed
  }

  /// `status`, with what the router says of the canary.
  struct Status: Hashable, Sendable {
    var phase: Phase
    var weight = 0
    var isMirrored = false
    var iterations = 0
    var failedChecks = 0

    /// Neither traffic nor an iteration yet: metrics are not asked.
    var isAtStart: Bool { weight == 0 && iterations == 0 && !isMirrored }
  }

  /// What a tick finds.
  struct Tick: Hashable, Sendable {
    /// Whether every metric is in its range. No values and a provider's error are out of it.
    var metricsPass = true
    var isNewRevision = false
    /// A confirm, pre-rollout or rollout hook that failed; a rollback hook that succeeded.
    var against: Set<HookKind> = []
  }

  enum Move: Hashable, Sendable, CaseIterable {
    case scaleUp, start, advance, hold, count, rollBack, restart, promote, shift, finish
  }

  /// Ticks until nothing is left of what one run does at once: scaling up is not a gate's, and
  /// Flagger rolls back a tick after the failure that reached its threshold.
  func collapsed(_ status: Status, _ tick: Tick) -> (status: Status, move: Move) {
    var tick = tick
    var result = self.tick(status, tick)
    tick.isNewRevision = false
    if result.move == .scaleUp { result = self.tick(result.status, tick) }
    let isDue = result.status.failedChecks >= threshold
    if result.move == .count, isDue { result = self.tick(result.status, tick) }
    return result.move == .count ? (result.status, .hold) : result
  }

  func tick(_ status: Status, _ tick: Tick) -> (status: Status, move: Move) {
    switch status.phase {
    case .initializing:
      // The first revision that it sees becomes the primary's, without an analysis.
      return (Status(phase: .initialized), .hold)
    case .initialized, .succeeded, .failed:
      // `shouldAdvance`: nothing is done until the target's spec changes.
      return tick.isNewRevision ? begin(status, tick) : (status, .hold)
    case .waiting:
      return begin(status, tick)
    case .promoting:
      // `runPromotionTrafficShift`: no metrics, no hooks, and no look at the revision.
      let left = stepWeightPromotion == 0 ? 0 : max(0, status.weight - stepWeightPromotion)
      var next = status
      next.weight = left
      if left == 0 { next.phase = .finalising }
      return (next, .shift)
    case .finalising:
      return (Status(phase: .succeeded, failedChecks: status.failedChecks), .finish)
    case .progressing, .waitingPromotion:
      return analyse(status, tick)
    }
  }

  /// `checkCanaryStatus`: the counters are cleared first, then confirm-rollout is asked.
  private func begin(_ status: Status, _ tick: Tick) -> (Status, Move) {
    tick.against.contains(.confirmRollout)
      ? (Status(phase: .waiting, weight: status.weight), .hold)
      : (Status(phase: .progressing, weight: status.weight), .scaleUp)
  }

  private func analyse(_ status: Status, _ tick: Tick) -> (Status, Move) {
    // `hasCanaryRevisionChanged`: all traffic back, all counters cleared, and no more in this tick.
    if tick.isNewRevision { return (Status(phase: .progressing), .restart) }
    if tick.against.contains(.rollback) || status.failedChecks >= threshold {
      return (Status(phase: .failed), .rollBack)
    }
    let failing: Bool
    if status.isAtStart {
      failing = tick.against.contains(.preRollout)
    } else {
      failing = tick.against.contains(.rollout) || !tick.metricsPass
    }
    guard !failing else {
      var next = status
      next.failedChecks += 1
      return (next, .count)
    }
    switch plan {
    case .stepWeight(let step, let maxWeight):
      return canary(status, tick, by: step, upTo: maxWeight)
    case .stepWeights(let steps):
      return canary(status, tick, by: increment(status.weight, steps), upTo: steps.last ?? 0)
    case .blueGreen(let iterations):
      return blueGreen(status, tick, iterations)
    case .abTesting(let iterations):
      return abTest(status, tick, iterations)
    }
  }

  /// `nextStepWeight` with a list: from a weight that is not in it, or is its last, to 100.
  private func increment(_ weight: Int, _ steps: [Int]) -> Int {
    let rest = 100 - weight
    guard rest > 0 else { return 1 }
    guard weight > 0 else { return min(rest, steps.first ?? 0) }
    guard let index = steps.dropLast().firstIndex(of: weight) else { return rest }
    return min(rest, steps[index + 1] - weight)
  }

  /// `runCanary`. confirm-traffic-increase is asked at the top, too, and not while mirrored.
  private func canary(
    _ status: Status, _ tick: Tick, by step: Int, upTo maxWeight: Int
  ) -> (Status, Move) {
    let isAsked = !status.isMirrored && status.phase != .waitingPromotion
    if isAsked, tick.against.contains(.confirmTrafficIncrease) { return (status, .hold) }
    guard status.weight < maxWeight else { return promote(status, tick) }
    var next = status
    if mirrors, status.weight == 0, !status.isMirrored {
      next.isMirrored = true
    } else {
      next.isMirrored = false
      next.weight = min(100, status.weight + step)
    }
    return (next, status.isAtStart ? .start : .advance)
  }

  /// `runBlueGreen`: confirm-promotion is asked before all of the traffic, and again a tick later.
  private func blueGreen(_ status: Status, _ tick: Tick, _ iterations: Int) -> (Status, Move) {
    var next = status
    guard status.iterations >= iterations else {
      next.iterations += 1
      if mirrors, !status.isMirrored {
        next.weight = 0
        next.isMirrored = true
      }
      return (next, status.isAtStart ? .start : .advance)
    }
    guard status.iterations == iterations else { return promote(status, tick) }
    guard !tick.against.contains(.confirmPromotion) else { return waiting(status) }
    next.weight = 100
    next.isMirrored = false
    next.iterations += 1
    return (next, .advance)
  }

  /// `runAB`: all of the traffic that the match picks, from the first tick on.
  private func abTest(_ status: Status, _ tick: Tick, _ iterations: Int) -> (Status, Move) {
    guard status.iterations >= iterations else {
      var next = status
      next.weight = 100
      next.iterations += 1
      return (next, status.isAtStart ? .start : .advance)
    }
    return promote(status, tick)
  }

  /// The primary gets the spec; the failed checks stay in the status.
  private func promote(_ status: Status, _ tick: Tick) -> (Status, Move) {
    guard !tick.against.contains(.confirmPromotion) else { return waiting(status) }
    var next = status
    next.phase = .promoting
    next.iterations = 0
    return (next, .promote)
  }

  /// `runConfirmPromotionHooks`: one iteration less than all, also where there are none.
  private func waiting(_ status: Status) -> (Status, Move) {
    var next = status
    next.phase = .waitingPromotion
    next.iterations = iterations - 1
    return (next, .hold)
  }

  var iterations: Int {
    switch plan {
    case .stepWeight, .stepWeights: 0
    case .blueGreen(let iterations), .abTesting(let iterations): iterations
    }
  }
}
