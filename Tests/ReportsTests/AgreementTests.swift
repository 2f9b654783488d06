import Foundation
import Outcome
import Reports
import Testing

/// A JUnit report that says other than the exit status is worse than none.
@Suite struct AgreementTests {
  static let all =
    Sample.all + [
      Sample(folder: "long text", outcome: hostile(String(Hostile.long.prefix(10_000)))),
      Sample(folder: "empty text", outcome: hostile("")),
    ]

  @Test("JUnit, JSON and text agree on every check and on the exit status", arguments: all)
  func agree(sample: Sample) throws {
    let outcome = sample.outcome
    let document = try JSONSerialization.jsonObject(with: Data(JSONReport(outcome).text.utf8))
    let json = try #require(document as? [String: Any])
    let rollouts = try #require(json["rollouts"] as? [[String: Any]])
    let junit = try #require(ParsedJUnit(JUnitReport(outcome).bytes()))
    let words = rollouts.flatMap { rollout in
      (rollout["checks"] as? [[String: Any]] ?? []).compactMap { $0["verdict"] as? String }
    }

    // Checks are the cases that are named after a limit.
    let results = junit.suites.flatMap(\.cases)
      .filter { $0.name.contains(#/ ((<=|>=|in) [0-9.]+|(pass|fail) if |any value)/#) }.map(
        \.result)
    #expect(
      results
        == words.map {
          [
            "pass": "system-out", "fail": "failure", "inconclusive": "error", "error": "error",
            "skipped": "skipped",
          ][$0]
        })

    let text = TextFormat.text.render(outcome, style: TextStyle(color: false, unicode: true))
    let rows = text.matches(of: #/(?m)^  [✓✗?!-] (pass|fail|inconclusive|error|skipped) /#)
    #expect(rows.map { String($0.1) } == words)

    let status = try #require(json["exitStatus"] as? Int)
    #expect(text.contains("\nexit status \(status): ") || text.hasPrefix("exit status \(status): "))
    for (rollout, suite) in zip(rollouts, junit.suites.suffix(rollouts.count)) {
      let status = try #require(rollout["exitStatus"] as? Int)
      let failures = suite.cases.count { $0.result == "failure" }
      let errors = suite.cases.count { $0.result == "error" }
      switch status {
      case 0: #expect(failures == 0 && errors == 0)
      case 1: #expect(failures > 0)
      default: #expect(errors > 0)
      }
    }
  }

  @Test("The published values are the same in every form", arguments: all)
  func published(sample: Sample) throws {
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(JSONReport(sample.outcome).text.utf8))
        as? [String: Any])
    let env = pairs(DotenvReport(sample.outcome).text)
    let outputs = pairs(GitHubOutputs(sample.outcome).text)
    for (key, variable, output) in [
      ("verdict", "VERDICT", "verdict"), ("decision", "DECISION", "decision"),
      ("weight", "WEIGHT", "weight"), ("nextWeight", "NEXT_WEIGHT", "next-weight"),
      ("exitStatus", "EXIT_STATUS", "exit-status"),
    ] {
      let value = json[key].flatMap { $0 is NSNull ? nil : "\($0)" }
      #expect(env["ROLLOUTGATE_" + variable] == value)
      #expect(outputs[output] == value ?? "")
    }
    let changed = try #require(json["changed"] as? Bool)
    #expect(env["ROLLOUTGATE_CHANGED"] == "\(changed)" && outputs["changed"] == "\(changed)")
  }

  private func pairs(_ text: String) -> [String: String] {
    let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
