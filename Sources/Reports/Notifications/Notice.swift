import Diagnostics
import Outcome
import Rollouts

/// What people are told of a rollout, before a service's own form. All texts are printable and short,
/// and may still hold what others wrote: each service spells them so that they stay text.
package struct Notice {
  let severity: Severity
  /// `Error: test/podinfo was rolled back from 30 to 0`. What matters is in the words, not in a
  /// colour.
  let headline: String
  let facts: [(name: String, value: String)]
  /// Why it was decided, the weightiest first.
  let reasons: [String]
  /// The checks that did not pass, with values against limits; the broken ones first.
  let checks: [String]
  let at: Timestamp
  let job: WebAddress?
  let version: String

  /// Of each list so many are told, and how many more there are: services bound their messages, Teams
  /// with 28 KB the tightest.
  private static let longestList = 6

  /// Nil where there is nothing to tell.
  package init?(of rollout: RolloutOutcome, in outcome: Outcome) {
    guard let severity = rollout.severity, let decision = rollout.decision else { return nil }
    let title = printable(rollout.title, limit: 150)
    self.severity = severity
    headline = severity.prefix + title + " " + decision.happening(severity)
    at = rollout.evaluatedAt ?? outcome.evaluatedAt
    facts =
      [
        ("Rollout", title), rollout.revision.map { ("Revision", printable($0, limit: 200)) },
        ("Verdict", "\(rollout.verdictWord), exit status \(rollout.exitStatus.rawValue)"),
        ("Evaluated at", "\(at)"),
      ].compactMap(\.self)
      // Discord takes no message with a field that is blank.
      .filter { !$0.1.allSatisfy(\.isWhitespace) }
    reasons = Self.shortened(decision.reasonTexts)
    checks = Self.shortened(
      [CheckWord.fail, .error, .inconclusive].flatMap { word in
        rollout.checks.filter { $0.word == word }.map { printable($0.headline, limit: 300) }
      })
    job = outcome.job
    version = outcome.version
  }

  private static func shortened(_ texts: [String]) -> [String] {
    let rest = texts.count - longestList
    return rest <= 0 ? texts : texts.prefix(longestList) + ["... and \(rest) more"]
  }
}

extension Severity {
  /// Before a headline; a rollout that goes its way needs no word for it.
  fileprivate var prefix: String {
    switch self {
    case .info: ""
    case .warn: "Warning: "
    case .error: "Error: "
    }
  }

  /// Red, green and blue, each 0...255, as 24 bits.
  var color: Int {
    switch self {
    case .info: 0x2D_A44E
    case .warn: 0xBF_8700
    case .error: 0xCF_222E
    }
  }

  /// `#cf222e`.
  var webColor: String {
    let digits = String(color, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

extension Decision {
  /// As the end of a sentence about the rollout: `was rolled back from 30 to 0`.
  fileprivate func happening(_ severity: Severity) -> String {
    let way = from == to ? "at weight \(to)" : "from \(from) to \(to)"
    return switch kind {
    case .start: "started at weight \(to)"
    case .advance: from == to ? "passed an iteration \(way)" : "advanced \(way)"
    case .hold: severity == .error ? "has failed, and is held \(way)" : "is held \(way)"
    case .rollBack: from == to ? "has failed \(way)" : "was rolled back \(way)"
    case .promote:
      from == to ? "promotes its revision \(way)" : "gives its baseline the traffic, \(way)"
    case .finish: "finished \(way)"
    }
  }
}
