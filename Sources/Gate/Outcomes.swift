import Diagnostics
import GateConfig
import Outcome

extension Stage {
  /// What the stage came to.
  ///
  /// - Parameter moment: What was judged; nil for the stage's own evaluation time.
  func outcome(
    of rollouts: [RolloutOutcome], _ diagnostics: [Diagnostic], judgedAt moment: Timestamp? = nil,
    with effects: Effects
  ) -> Outcome {
    Outcome(
      version: version, command: command, evaluatedAt: moment ?? evaluatedAt,
      startedAt: startedAt, seconds: (effects.elapsed() * 1_000).rounded() / 1_000, host: host,
      isDryRun: isDryRun, rollouts: rollouts, diagnostics: diagnostics)
  }
}

extension GateConfiguration.Entry {
  /// The outcome of a rollout that nothing was decided on: for what is wrong with it, for the given
  /// faults, or because nothing could be written.
  func undecided(
    for faults: [Diagnostic] = [], notWritten failures: [String] = []
  ) -> RolloutOutcome {
    switch self {
    case .broken(let title, let position, let diagnostics):
      RolloutOutcome(
        title: title, position: position, standing: .notJudged,
        diagnostics: diagnostics + faults, writeFailures: failures)
    case .sound(let config, let warnings):
      RolloutOutcome(
        title: "\(config.name)", position: config.position, ladder: config.ladder,
        standing: .notJudged, manifest: config.manifest?.file, diagnostics: warnings + faults,
        writeFailures: failures)
    }
  }
}
