import Diagnostics
import Outcome

/// One line for each rollout: `test/podinfo pass advance 10 -> 30`.
package struct QuietReport {
  private let outcome: Outcome

  package init(_ outcome: Outcome) {
    self.outcome = outcome
  }

  package var text: String {
    let shared = outcome.diagnostics.hasErrors ? ["rolloutgate error"] : []
    return (shared + outcome.rollouts.map(Self.line)).map { commandFree($0) + "\n" }.joined()
  }

  static func line(_ rollout: RolloutOutcome) -> String {
    let decision = rollout.decision.map { " \($0.kind.words) \($0.step)" } ?? ""
    return printable(rollout.title, limit: 200) + " " + rollout.verdictWord + decision
  }
}
