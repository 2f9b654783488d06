import Diagnostics
import Outcome
import Rollouts

/// One decision of an earlier job, held against the files as they are now.
///
/// It only says which of the decisions that this job would take itself is meant; nothing else in it
/// is believed.
struct Application {
  private let decided: EarlierDecisions.Entry
  private let age: Duration
  private let isOfFuture: Bool
  private let maxAge: Duration
  private let stage: Stage

  init(
    _ decided: EarlierDecisions.Entry, of file: EarlierDecisions, maxAge: Duration, in stage: Stage
  ) {
    self.decided = decided
    self.maxAge = maxAge
    self.stage = stage
    let judgedAt = decided.evaluatedAt ?? file.evaluatedAt
    isOfFuture = judgedAt > stage.evaluatedAt
    age =
      isOfFuture ? judgedAt.since(stage.evaluatedAt) : stage.evaluatedAt.since(judgedAt)
  }

  func outcome(of candidate: Candidate, in scene: Scene, _ effects: Effects) -> RolloutOutcome {
    if let record = scene.record, record.holds(decided.id), record.intent == nil {
      return hold(.alreadyApplied(decided.id), .notJudged, candidate, scene, effects)
    }
    // As in a run, no step is taken that a person took back in Git.
    if decision(in: scene.situation).heedsHistory,
      let reverted = candidate.asTakenBack(with: effects)
    {
      return outcome(of: reverted.candidate, reverted.scene, isTakenBack: true, effects)
    }
    return outcome(of: candidate, scene, isTakenBack: false, effects)
  }

  private func outcome(
    of candidate: Candidate, _ scene: Scene, isTakenBack: Bool, _ effects: Effects
  ) -> RolloutOutcome {
    switch choice(in: scene) {
    case .carryOut(let chosen):
      return carriedOut(chosen, by: candidate, in: scene, effects)
    case .nothingLeft(let ground):
      return hold(ground, .notJudged, candidate, scene, effects)
    case .refuse(let why):
      let why = isTakenBack ? "a person took a later run back in Git" : why
      return hold(.stale(why), .inconclusive, candidate, scene, effects)
    }
  }

  /// Asks the hooks that the earlier job could not ask, but for a roll back, which waits for nobody.
  private func carriedOut(
    _ chosen: Decision, by candidate: Candidate, in scene: Scene, _ effects: Effects
  ) -> RolloutOutcome {
    let hooks = Hooks(of: candidate, in: stage, with: effects)
    let judged = chosen.kind == .rollBack ? [] : hooks.judged(candidate)
    let findings = HookFindings(judged)
    let isChanged = !findings.failed.isEmpty || findings.rollsBack != nil
    let decided = isChanged ? decision(in: scene.situation, hooks: findings) : chosen
    let (agreed, asked) = hooks.agreed(to: decided, besides: judged) {
      decision(in: scene.situation, hooks: $0)
    }
    guard !(judged + asked).contains(where: { $0.end == .interrupted }) else {
      return candidate.interrupted(after: nil, judged + asked, nil)
    }
    // What a hook withholds or ends is another decision than the one that was meant.
    let isMeant = agreed == chosen
    return candidate.carriedOut(
      isMeant ? agreed.applied(in: stage.runID) : agreed, in: scene, [], judged + asked,
      id: isMeant ? self.decided.id : nil, stage: stage, with: effects)
  }

  private func hold(
    _ ground: Ground, _ standing: Standing, _ candidate: Candidate, _ scene: Scene,
    _ effects: Effects
  ) -> RolloutOutcome {
    let weight = scene.situation.weight
    let decision = Decision(
      .hold, from: weight, to: weight, standing: standing, reasons: [ground], state: nil)
    return candidate.carriedOut(
      decision, in: scene, [], id: decided.id, stage: stage, with: effects)
  }

  /// What this job would decide, had it judged what the earlier one judged.
  private func decision(
    in situation: Situation, hooks: HookFindings = HookFindings()
  ) -> Decision {
    decide(situation, judged: decided.standing, isOnlyEarly: decided.isOnlyEarly, hooks: hooks)
  }

  private enum Choice {
    case carryOut(Decision)
    case nothingLeft(Ground)
    case refuse(String)
  }

  private func choice(in scene: Scene) -> Choice {
    let situation = scene.situation
    let now = decision(in: situation)
    let isSame =
      now.kind == decided.kind && now.from.parts == decided.from && now.to.parts == decided.to
    let staleness = staleness(of: scene)
    if isSame, staleness == nil { return .carryOut(now) }
    guard isRollBack(in: situation) else {
      return .refuse(tooHigh(for: situation) ?? staleness ?? difference(from: now))
    }
    if situation.weight.isZero, let phase = scene.record?.state.phase {
      if phase.isFailed { return .nothingLeft(.alreadyApplied(decided.id)) }
      if phase == .succeeded { return .nothingLeft(.alreadyFinished) }
    }
    let isRollBack =
      now.kind == .rollBack && now.to.isZero && now.state?.revision == situation.revision
    return .carryOut(isRollBack ? now : rollBack(situation))
  }

  /// Whether all traffic is to be taken from the revision that the canary has now. In a promotion
  /// less for the canary would be more for a baseline that has not passed.
  private func isRollBack(in situation: Situation) -> Bool {
    decided.kind == .rollBack && decided.to == 0 && decided.revision == situation.revision
      && !situation.isPromoting
  }

  /// What no run may do, whatever the report says.
  private func tooHigh(for situation: Situation) -> String? {
    let next = situation.ladder.next(after: situation.weight)?.parts
    guard decided.to > situation.weight.parts, decided.to != next else { return nil }
    return "\(decided.to) is more than one rung above the weight \(situation.weight)"
  }

  private func staleness(of scene: Scene) -> String? {
    let situation = scene.situation
    if decided.revision != situation.revision {
      return "the revision is \(situation.revision ?? "unknown"), "
        + "and was \(decided.revision ?? "unknown")"
    }
    let generation = scene.record?.base ?? 0
    if decided.generation != generation {
      return "the record's generation is \(generation), and was \(decided.generation)"
    }
    guard age > maxAge else { return nil }
    let text = DurationText.text(.seconds(age.components.seconds))
    return isOfFuture
      ? "it was judged at a time that is \(text) ahead"
      : "it was judged \(text) ago, and the limit is \(DurationText.text(maxAge))"
  }

  private func difference(from now: Decision) -> String {
    if now.from.parts != decided.from {
      return "the weight is \(now.from), and was \(decided.from)"
    }
    let ground = now.reasons.first { !$0.isTally }
    return "\(now.kind.rawValue) \(now.from) -> \(now.to) would follow now"
      + (ground.map { ": \($0)" } ?? "")
  }
}
