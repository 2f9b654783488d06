import GateConfig
import Outcome
import Prometheus

/// The outcome of a stage that another run of the same work tree did not let begin: nothing was
/// asked, read or written, for the reason `why`.
package func overtaken(
  _ stage: Stage, by why: String, with effects: Effects
) -> (outcome: Outcome, answers: SavedAnswers) {
  let (entries, unknown) = stage.selected()
  let seconds = (effects.elapsed() * 1_000).rounded() / 1_000
  let outcome = Outcome(
    version: stage.version, command: stage.command, evaluatedAt: stage.evaluatedAt,
    startedAt: stage.startedAt, seconds: seconds, host: stage.host, isDryRun: stage.isDryRun,
    rollouts: entries.map { $0.overtaken(by: why) },
    diagnostics: stage.configuration.diagnostics + unknown)
  let answers = SavedAnswers(
    evaluatedAt: stage.evaluatedAt, startedAt: stage.startedAt, seconds: seconds,
    host: stage.host, exchanges: [])
  return (outcome, answers)
}

extension GateConfiguration.Entry {
  fileprivate func overtaken(by why: String) -> RolloutOutcome {
    switch self {
    case .broken(let title, let position, let diagnostics):
      RolloutOutcome(
        title: title, position: position, standing: .notJudged, diagnostics: diagnostics,
        writeFailures: [why])
    case .sound(let config, let warnings):
      RolloutOutcome(
        title: "\(config.name)", position: config.position, ladder: config.ladder,
        standing: .notJudged, manifest: config.manifest?.file, diagnostics: warnings,
        writeFailures: [why])
    }
  }
}
