import Analysis
import Rollouts
import Testing

/// What no sequence of runs, people and kills may bring about.
@Suite struct HistoryTests {
  @Test("The histories come to every position and to every kind of decision")
  func isVaried() {
    let steps = History.all
    for kind in Decision.Kind.allCases {
      #expect(steps.filter { $0.decision.kind == kind }.count > 500, "\(kind)")
    }
    var positions: [String: Int] = [:]
    for step in steps {
      positions[String("\(step.position)".prefix { $0 != "(" }), default: 0] += 1
    }
    for name in [
      "bottom", "climbing", "returning", "written", "completing", "bound", "resting", "restarting",
      "continuing",
    ] {
      #expect(positions[name] ?? 0 > 50, "\(name)")
    }
  }

  @Test("No run raises a weight but on a pass, or at the start where no check is asked")
  func raisesOnAPass() {
    for step in History.all where step.isRaise {
      let isUnverifiedStart = step.decision.kind == .start && step.standing == .notJudged
      #expect(step.standing == .pass || isUnverifiedStart, "\(step)")
    }
  }

  @Test("No run raises a weight by more than one rung")
  func raisesByOneRung() {
    for step in History.all where step.isRaise {
      #expect(step.decision.to == step.situation.ladder.next(after: step.tree.weight), "\(step)")
    }
  }

  @Test("No run raises a weight for a revision that has failed")
  func neverRaisesAFailedOne() {
    for step in History.all where step.isRaise {
      #expect(!step.failed.contains(step.situation.revision ?? ""), "\(step)")
    }
  }

  @Test("No run raises a weight while a person holds it or it waits for others")
  func neverRaisesWhileHeld() {
    for step in History.all where step.isRaise {
      #expect(step.tree.record?.state.pause == nil, "\(step)")
      #expect(step.situation.waitsFor.isEmpty, "\(step)")
    }
  }

  @Test("A failed promotion alone gives the canary more without a pass, up to the ladder's top")
  func returnsToTheCanary() {
    for step in History.all where step.decision.to > step.tree.weight && !step.isRaise {
      #expect(step.decision.state?.phase == .failed(.promotion), "\(step)")
      #expect(step.decision.to == step.situation.ladder.top, "\(step)")
      let before = step.tree.record
      #expect(
        before?.state.phase.isPromotion == true
          || before?.intent?.state.phase == .failed(.promotion),
        "\(step)")
    }
  }

  @Test("No traffic goes to a baseline that has the new revision at some of its places only")
  func neverToAHalfUpdatedBaseline() {
    let half = History.all.filter { Set($0.tree.baseline).count > 1 }
    #expect(half.count > 50)
    for step in half {
      #expect(step.decision.to >= step.tree.weight, "\(step)")
      let end = step.tree.writes(of: step.decision, in: step.situation).last
      #expect(Set(end?.baseline ?? []).count == 1, "\(step)")
    }
  }

  @Test("A run of the pipeline takes one step at most")
  func stepsOnce() {
    for step in History.all where step.isStep && step.situation.target == nil {
      guard let id = step.situation.runID else { continue }
      #expect(!step.stepped.contains(id), "\(step)")
    }
  }

  @Test("A failure past the limit takes all traffic from the canary in that very run")
  func neverDelaysARollBack() {
    for step in History.all where step.position.occasion == .weight && step.standing == .fail {
      guard let judged = step.judgedState else {
        Issue.record("\(step) is judged and has no state")
        continue
      }
      let isOver = judged.failedRuns + 1 > step.situation.failureLimit
      if isOver || step.hooks.rollsBack != nil { #expect(step.decision.to.isZero, "\(step)") }
    }
  }

  @Test("A failure within the limit is counted, and one of the baseline's never lowers the canary")
  func counts() {
    for step in History.all where step.standing == .fail && step.position.occasion == .promotion {
      #expect(step.decision.to >= step.tree.weight, "\(step)")
      #expect(step.decision.state != nil, "\(step)")
    }
  }

  @Test("No step is taken that a hook refuses, and a rollback hook is obeyed wherever one may be")
  func hears() {
    for step in History.all where !step.completes {
      let (decision, refused) = (step.decision, step.hooks.refused)
      if step.isRaise { #expect(refused[.confirmTrafficIncrease] == nil, "\(step)") }
      if decision.kind == .start {
        #expect(refused[.confirmRollout] == nil && refused[.preRollout] == nil, "\(step)")
      }
      if decision.kind == .promote, decision.to == decision.from {
        #expect(refused[.confirmPromotion] == nil, "\(step)")
      }
      if step.hooks.rollsBack != nil { #expect(!step.isRaise, "\(step)") }
    }
  }

  @Test("What the record says of the weight is what the manifest has after the run")
  func recordsWhatItWrites() {
    for step in History.all {
      guard let state = step.decision.state, step.decision.to != step.tree.weight else { continue }
      #expect(state.weight == step.decision.to, "\(step)")
    }
  }

  @Test("A run that is killed at any point and repeated comes to the same end")
  func repeats() {
    for step in History.all {
      let writes = step.tree.writes(of: step.decision, in: step.situation)
      guard let whole = writes.last else { continue }
      for (number, cut) in writes.dropLast().enumerated() {
        let again = step.situation(after: cut)
        let decision = decide(again, verdicts: step.verdicts, hooks: step.hooks)
        let end = cut.writes(of: decision, in: again).last ?? cut
        #expect(end.facts == whole.facts, "killed after write \(number + 1): \(step)")
      }
    }
  }
}

extension HistoryStep {
  /// What a failure of the canary's is counted on.
  fileprivate var judgedState: Record.State? {
    if case .written(let intent) = position { return intent.state }
    guard var state = position.judgedState else { return nil }
    // Of another revision than the record's nothing was counted yet, and nothing can be.
    if case .bound(_, _, _, let revision) = position, revision != state.revision {
      state.failedRuns = situation.failureLimit
    }
    return state
  }

  /// The same run, finding another work tree.
  fileprivate func situation(after cut: WorkTreeModel) -> Situation {
    Situation(
      weight: cut.weight, ladder: situation.ladder, strategy: situation.strategy,
      atTop: situation.atTop, record: cut.record, revision: situation.revision,
      baselineRevisions: cut.baseline, failureLimit: situation.failureLimit,
      onNewRevision: situation.onNewRevision, patience: situation.patience,
      settle: situation.settle, target: situation.target, runID: situation.runID,
      waitsFor: situation.waitsFor, now: situation.now)
  }
}
