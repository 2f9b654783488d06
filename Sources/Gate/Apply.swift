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
  // All is read before anything is written, as in a run: what one rollout waits for does not hang
  // on the order of the report. A store's faults are no matter here: none is asked.
  let places =
    unknown.hasErrors
    ? [] : entries.compactMap { Place($0, in: file, maxAge: maxAge, stage: stage, with: effects) }
  // All is written before anybody is told.
  let written = places.map { ($0, $0.outcome(effects)) }
  return stage.outcome(
    of: written.map { $0.toldEnd(of: $1, in: stage, with: effects) },
    unknown + stage.configuration.notificationFaults
      + strangers(to: entries, in: file, of: stage), with: effects)
}

/// Decisions that concern no rollout, and rollouts that were asked for and not decided on.
private func strangers(
  to entries: [GateConfiguration.Entry], in file: EarlierDecisions, of stage: Stage
) -> [Diagnostic] {
  let titles = Set(entries.map(\.title))
  guard stage.selection.isEmpty else {
    return entries.map(\.title)
      .filter { title in !file.entries.contains { $0.rollout == title } }
      .map {
        .error(
          at: nil, "the report decides nothing on \($0)",
          advice: "see in it what the run said instead")
      }
  }
  return file.entries.filter { !titles.contains($0.rollout) }.map {
    .error(
      at: nil, "the config has no rollout \($0.rollout), which was decided on",
      advice: "give the same configs to both jobs")
  }
}

/// A rollout that was decided on: read, or with what is wrong.
private enum Place {
  case faulty(RolloutOutcome)
  case ready(Application, Candidate, Scene)

  /// Nil for a rollout on which the file decides nothing.
  init?(
    _ entry: GateConfiguration.Entry, in file: EarlierDecisions, maxAge: Duration, stage: Stage,
    with effects: Effects
  ) {
    let decided = file.entries.filter { $0.rollout == entry.title }
    guard let first = decided.first else { return nil }
    guard case .sound(let config, let warnings) = entry else {
      self = .faulty(entry.undecided())
      return
    }
    guard decided.count == 1 else {
      let fault = Diagnostic.error(
        at: nil, "the report decides on it twice", advice: "write the report again")
      self = .faulty(entry.undecided(for: [fault]))
      return
    }
    do throws(CandidateFault) {
      let candidate = try Candidate(config, warnings: warnings, in: stage, with: effects)
      guard let scene = candidate.scene else {
        self = .faulty(entry.undecided())
        return
      }
      self = .ready(Application(first, of: file, maxAge: maxAge, in: stage), candidate, scene)
    } catch {
      self = .faulty(entry.undecided(for: error.diagnostics))
    }
  }

  func outcome(_ effects: Effects) -> RolloutOutcome {
    switch self {
    case .faulty(let outcome): outcome
    case .ready(let application, let candidate, let scene):
      application.outcome(of: candidate, in: scene, effects)
    }
  }

  func toldEnd(
    of outcome: RolloutOutcome, in stage: Stage, with effects: Effects
  ) -> RolloutOutcome {
    switch self {
    case .faulty: outcome
    case .ready(_, let candidate, _):
      outcome.telling(Hooks(of: candidate, in: stage, with: effects).ended(with: outcome))
    }
  }
}
