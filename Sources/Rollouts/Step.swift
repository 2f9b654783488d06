/// The way up: where a pass leads from a state, and which states a decision leaves behind.
extension Situation {
  /// The next judgement at this weight, or the next rung; nil where the top has passed.
  ///
  /// Source: flagger `pkg/controller/scheduler.go`, whose blue/green and A/B rollouts count their
  /// iterations from 1 in the run that starts them.
  ///
  /// With it come its grounds, and the hooks that must agree to it.
  func step(
    from state: Record.State
  ) -> (state: Record.State, grounds: [Ground], hooks: [HookKind])? {
    let next: (weight: Weight, iteration: Int)
    if weight.isZero, state.iteration < strategy.passesAtZero {
      next = (weight, state.iteration + 1)
    } else if let rung = ladder.next(after: weight) {
      next = (rung, strategy.passesAtTop > 1 ? 1 : 0)
    } else if state.iteration < strategy.passesAtTop, strategy.passesAtTop > 1 {
      next = (weight, state.iteration + 1)
    } else {
      return nil
    }
    let all = weight.isZero ? strategy.passesAtZero : strategy.passesAtTop
    let stepped = state.with {
      $0.phase = .progressing
      $0.weight = next.weight
      $0.iteration = next.iteration
      $0.lastTransition = now
      $0.advancedBy = runID ?? $0.advancedBy
    }
    if next.weight == weight {
      return (stepped, [.iteration(next.iteration, of: all)], [.rollout])
    }
    // As Flagger asks of a blue/green canary: it goes live all at once.
    return goesLive
      ? (stepped, [.goesLive], [.rollout, .confirmPromotion, .confirmTrafficIncrease])
      : (stepped, [], [.rollout, .confirmTrafficIncrease])
  }

  /// Whether the next rung is all of the traffic, after the judgements without any.
  private var goesLive: Bool {
    switch strategy {
    case .blueGreen: weight.isZero
    case .canary, .mirroring, .abTesting: false
    }
  }

  /// The state of a revision that begins.
  func fresh(_ phase: Phase, at weight: Weight, failedRuns: Int) -> Record.State {
    let before = record?.state
    return Record.State(
      revision: revision, phase: phase, weight: weight, failedRuns: failedRuns,
      lastTransition: before?.lastTransition, advancedBy: before?.advancedBy,
      pause: before?.pause)
  }

  /// The state of a revision that fails now; what was counted of it ends.
  func failed(
    _ cause: Phase.Cause, at weight: Weight, from state: Record.State
  ) -> Record.State {
    Record.State(
      revision: state.revision, phase: .failed(cause), weight: weight, lastTransition: now,
      advancedBy: state.advancedBy, pause: state.pause)
  }

  /// The state in which the baseline has the revision and no traffic yet.
  ///
  /// Its failed runs are counted anew: they are the baseline's.
  func promoting(from state: Record.State) -> Record.State {
    state.with {
      $0.phase = .promoting
      $0.weight = weight
      $0.iteration = 0
      $0.failedRuns = 0
      $0.lastTransition = now
      $0.doubt = nil
      $0.advancedBy = runID ?? $0.advancedBy
    }
  }

  /// The state to record, or nil where the record says it already.
  func change(to state: Record.State, unlessNew: Bool = false) -> Record.State? {
    guard let record else { return unlessNew ? nil : state }
    return record.state == state && record.intent == nil ? nil : state
  }
}

extension Record.State {
  /// A weight that a person raised stays unrecorded; a lowered one is recorded.
  func weightKept(_ found: Weight) -> Record.State {
    found < weight ? with { $0.weight = found } : self
  }
}
