import Diagnostics
import GateConfig
import Outcome
import Prometheus
import Rollouts

/// Judges what a pull or merge request proposes: each weight that it raises must be the step that the
/// gate would take now, by the configs, records and limits of the base.
///
/// `stage` has the base's configs and `effects` reads the base's files; nothing is written. The store
/// is asked only where a weight is raised.
package func check(
  _ proposal: Proposal, in stage: Stage, with effects: Effects
) -> (outcome: Outcome, answers: SavedAnswers) {
  let (entries, unknown) = stage.selected()
  let loosenings = GateConfig.loosenings(from: stage.configuration, to: proposal.configuration)
  var shared = stage.configuration.diagnostics + unknown
  shared += proposal.faults(besides: shared + entries.flatMap(\.diagnostics))
  var changes: [String: ProposedChange] = [:]
  var outcomes: [RolloutOutcome] = []
  for entry in entries {
    let warnings = loosenings[entry.title].map { $0.map(\.warning) } ?? []
    guard case .sound(let config, _) = entry, !unknown.hasErrors else {
      outcomes.append(entry.undecided())
      continue
    }
    guard config.manifest != nil, config.ladder != nil else {
      outcomes.append(entry.undecided(for: warnings))
      continue
    }
    do throws(CandidateFault) {
      let candidate = try Candidate(config, warnings: [], in: stage, with: effects)
      guard let scene = candidate.scene else { continue }
      let change = try ProposedChange(
        of: candidate, scene, by: proposal, in: stage, with: effects)
      changes[entry.title] = change
      outcomes.append(change.outcome(warnings))
    } catch {
      outcomes.append(entry.undecided(for: warnings + error.diagnostics))
    }
  }
  let raised = changes.filter { $0.value.raises }.map(\.key).sorted()
  guard !raised.isEmpty else {
    let outcome = stage.reporting(outcomes, shared, with: effects)
    return (outcome, SavedAnswers(of: [], for: outcome))
  }
  let (judged, answers) = run(stage.selecting(raised), with: effects)
  shared += judged.diagnostics.filter { !shared.contains($0) }
  outcomes = outcomes.map { outcome in
    guard let change = changes[outcome.title], change.raises,
      let own = judged.rollouts.first(where: { $0.title == outcome.title })
    else { return outcome }
    return change.outcome(
      besides: own, loosening: loosenings[outcome.title] ?? [], outcome.diagnostics)
  }
  let outcome = stage.reporting(outcomes, shared, judgedAt: judged.evaluatedAt, with: effects)
  return (outcome, answers)
}

extension Loosening {
  fileprivate var warning: Diagnostic {
    .warning(
      at: position, "the proposal loosens what the canary is held against: " + what,
      advice: "propose it without a higher weight")
  }
}

extension Proposal {
  /// What is wrong with the proposed configs, and is not wrong in the base already.
  fileprivate func faults(besides known: [Diagnostic]) -> [Diagnostic] {
    configuration.allDiagnostics.filter { $0.severity == .error && !known.contains($0) }.map {
      Diagnostic(.error, at: $0.position, "in the proposal, " + $0.what, advice: $0.advice)
    }
  }
}

extension GateConfiguration.Entry {
  fileprivate var diagnostics: [Diagnostic] {
    switch self {
    case .sound(_, let warnings): warnings
    case .broken(_, _, let diagnostics): diagnostics
    }
  }
}

extension Stage {
  /// As `check` tells of it, which a stage of a proposal is to its user.
  fileprivate func reporting(
    _ rollouts: [RolloutOutcome], _ diagnostics: [Diagnostic], judgedAt moment: Timestamp? = nil,
    with effects: Effects
  ) -> Outcome {
    let outcome = outcome(of: rollouts, diagnostics, judgedAt: moment, with: effects)
    return Outcome(
      version: outcome.version, command: .check, evaluatedAt: outcome.evaluatedAt,
      startedAt: outcome.startedAt, seconds: outcome.seconds, host: outcome.host, isDryRun: false,
      rollouts: rollouts, diagnostics: diagnostics)
  }
}
