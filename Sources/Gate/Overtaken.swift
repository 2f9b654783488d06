import GateConfig
import Outcome
import Prometheus

/// The outcome of a stage that another run of the same work tree did not let begin: nothing was
/// asked, read or written, for the reason `why`.
package func overtaken(
  _ stage: Stage, by why: String, with effects: Effects
) -> (outcome: Outcome, answers: SavedAnswers) {
  let (entries, unknown) = stage.selected()
  let outcome = stage.outcome(
    of: entries.map { $0.undecided(notWritten: [why]) },
    stage.configuration.diagnostics + unknown, with: effects)
  return (outcome, SavedAnswers(of: [], for: outcome))
}
