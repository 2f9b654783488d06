import Diagnostics
import Outcome

extension Notice {
  /// For programs: the rollout's part of the JSON report, in an envelope.
  ///
  /// `schema` names the version of the envelope and of what is in it; it rises when a key changes its
  /// meaning or goes, not when one is added. `type` leaves room for other things to tell.
  package func webhook(of rollout: RolloutOutcome, in outcome: Outcome, name: String?) -> JSONText {
    .object([
      "schema": .integer(1),
      "type": .text("decision"),
      "severity": .text(severity.rawValue),
      "headline": .text(headline),
      "notification": .text(name),
      "rollout": .text(rollout.title),
      "decision": .text(rollout.decision?.kind.rawValue),
      "command": .text(outcome.command.rawValue),
      "version": .text(version),
      "job": .text(job?.text),
      "report": RolloutInJSON(rollout: rollout, run: outcome).json,
    ])
  }
}
