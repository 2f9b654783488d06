import Diagnostics
import GateConfig
import Outcome
import Rollouts

/// Carries out what an earlier job decided, if it is still what this job would decide: the same
/// revision, weight and record, and not too old.
///
/// A roll back of the same revision is carried out however old it is and whatever was recorded
/// since: it is never too late for one.
///
/// - Parameter maxAge: Older decisions are stale; so are those from further in the future.
package func apply(
  _ file: EarlierDecisions, maxAge: Duration, in stage: Stage, with effects: Effects
) -> Outcome {
  let (entries, unknown) = stage.selected()
  var shared = stage.configuration.diagnostics + unknown
  let titles = Set(entries.map(\.title))
  for decided in file.entries where stage.selection.isEmpty && !titles.contains(decided.rollout) {
    shared.append(
      .error(
        at: nil, "the config has no rollout \(decided.rollout), which was decided on",
        advice: "give the same configs to both jobs"))
  }
  let rollouts =
    unknown.hasErrors
    ? []
    : entries.compactMap { entry -> RolloutOutcome? in
      let decided = file.entries.filter { $0.rollout == entry.title }
      return decided.first.map { first in
        decided.count == 1
          ? Application(first, of: file, maxAge: maxAge, in: stage).outcome(for: entry, effects)
          : RolloutOutcome(
            title: entry.title, position: nil, standing: .notJudged,
            diagnostics: [
              .error(at: nil, "the report decides on it twice", advice: "write the report again")
            ])
      }
    }
  return Outcome(
    version: stage.version, command: stage.command, evaluatedAt: stage.evaluatedAt,
    startedAt: stage.startedAt, seconds: (effects.elapsed() * 1_000).rounded() / 1_000,
    host: stage.host, isDryRun: stage.isDryRun, rollouts: rollouts, diagnostics: shared)
}

/// One decision of an earlier job, held against the files as they are now.
private struct Application {
  let decided: EarlierDecisions.Entry
  let age: Duration
  let isOfFuture: Bool
  let maxAge: Duration
  let stage: Stage

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

  func outcome(for entry: GateConfiguration.Entry, _ effects: Effects) -> RolloutOutcome {
    switch entry {
    case .broken(let title, let position, let diagnostics):
      return RolloutOutcome(
        title: title, position: position, standing: .notJudged, diagnostics: diagnostics)
    case .sound(let config, let warnings):
      do throws(CandidateFault) {
        let candidate = try Candidate(config, warnings: warnings, in: stage, with: effects)
        return carriedOut(by: candidate, effects)
      } catch {
        return RolloutOutcome(
          title: "\(config.name)", position: config.position, ladder: config.ladder,
          standing: .notJudged, manifest: config.manifest?.file,
          diagnostics: warnings + error.diagnostics)
      }
    }
  }

  private func carriedOut(by candidate: Candidate, _ effects: Effects) -> RolloutOutcome {
    guard let scene = candidate.scene else {
      preconditionFailure("only check has no scene")
    }
    let situation = scene.situation
    func hold(_ ground: Ground, _ standing: Standing) -> RolloutOutcome {
      let decision = Decision(
        .hold, from: situation.weight, to: situation.weight, standing: standing, reasons: [ground],
        state: nil)
      return candidate.carriedOut(decision, [], in: stage, with: effects)
    }
    if let record = scene.record, record.holds(decided.id), record.intent == nil {
      return hold(.alreadyApplied(decided.id), .notJudged)
    }
    if let fault = unacceptable(situation) {
      return hold(.stale(fault), .inconclusive)
    }
    let isRollBack = decided.kind == .rollBack && decided.to == 0
    if isRollBack, decided.revision == situation.revision, !situation.isPromoting {
      if situation.weight.isZero, scene.record?.state.phase.isFailed == true {
        return hold(.alreadyApplied(decided.id), .notJudged)
      }
      return candidate.carriedOut(
        rollBack(situation), [], id: decided.id, in: stage, with: effects)
    }
    if decided.kind != .rollBack, candidate.asTakenBack(with: effects) != nil {
      return hold(.stale("a person took a later run back in Git"), .inconclusive)
    }
    if let why = staleness(of: scene) { return hold(.stale(why), .inconclusive) }
    let judged = decide(situation, judged: decided.standing)
    let (decision, asked) = Hooks(of: candidate, in: stage, with: effects)
      .agreed(to: judged) { findings in
        decide(situation, judged: decided.standing, hooks: findings)
      }
    guard decision == judged else {
      return candidate.carriedOut(decision, [], asked, in: stage, with: effects)
    }
    guard decision.kind == decided.kind, decision.to.parts == decided.to else {
      let now = "\(decision.kind.rawValue) to \(decision.to) would follow now"
      return hold(.stale(now), .inconclusive)
    }
    return candidate.carriedOut(
      decision.applied(), [], asked, id: decided.id, in: stage, with: effects)
  }

  /// What no run may do, whatever the report says.
  private func unacceptable(_ situation: Situation) -> String? {
    let next = situation.ladder.next(after: situation.weight)?.parts
    guard decided.to > situation.weight.parts, decided.to != next, decided.kind != .rollBack else {
      return nil
    }
    return "\(decided.to) is more than one rung above the weight \(situation.weight)"
  }

  private func staleness(of scene: Scene) -> String? {
    let situation = scene.situation
    let isOwn = scene.record?.intent?.transition.id == decided.id
    if decided.revision != situation.revision {
      return
        "the revision is \(situation.revision ?? "unknown"), and was \(decided.revision ?? "unknown")"
    }
    if decided.generation != scene.record?.base ?? 0 {
      return "the record's generation is \(scene.record?.base ?? 0), and was \(decided.generation)"
    }
    if decided.from != situation.weight.parts, !isOwn {
      return "the weight is \(situation.weight), and was \(decided.from)"
    }
    if age > maxAge {
      let text = DurationText.text(.seconds(age.components.seconds))
      return isOfFuture
        ? "it was judged at a time that is \(text) ahead"
        : "it was judged \(text) ago, and the limit is \(DurationText.text(maxAge))"
    }
    return nil
  }
}

extension Decision {
  /// The same, which this job has not judged itself.
  fileprivate func applied() -> Decision {
    Decision(kind, from: from, to: to, standing: .notJudged, reasons: reasons, state: state)
  }
}
