import Foundation
import Outcome
import Reports

/// A run as its JSON report tells it, read by a decoder that knows nothing of our writer.
struct ReportedRun: Decodable {
  let verdict: String
  let exitStatus: Int
  let diagnostics: [Diagnostic]
  let rollouts: [Rollout]

  init(_ outcome: Outcome) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(JSONReport(outcome).text.utf8))
  }

  struct Rollout: Decodable {
    let rollout: String
    let verdict: String
    let exitStatus: Int
    let decision: Decision?
    let checks: [Check]
    let hooks: [Hook]
    let diagnostics: [Diagnostic]
    let writeFailures: [String]
  }

  struct Decision: Decodable {
    let kind: String
    let from: Int
    let to: Int
    let reasons: [Reason]
  }

  struct Check: Decodable {
    let name: String
    let verdict: String
    let reason: Reason?
    let value: Value
    let atLeast: Bool
    let unit: String
    let at: String
    let dryRun: Bool
  }

  struct Hook: Decodable {
    let type: String
    let name: String
    let result: String
    let status: String
    let text: String
  }

  struct Reason: Decodable {
    let id: String
    let text: String
  }

  struct Diagnostic: Decodable {
    let severity: String
    let message: String
    let advice: String?
  }

  enum Value: Decodable {
    case none
    case number(Double)
    /// What is not finite.
    case word(String)
    case list([Value])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .none
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else if let word = try? value.decode(String.self) {
        self = .word(word)
      } else {
        self = .list(try value.decode([Value].self))
      }
    }
  }
}

extension ReportedRun.Check {
  /// What people read of why it does not pass.
  var saidReason: String {
    reason?.text ?? (verdict == "skipped" ? "not judged in this run (at: [\(at)])" : "")
  }
}

extension String {
  /// A decision's kind as a sentence has it: `roll back`.
  var words: String { self == "rollBack" ? "roll back" : self }
}

extension ReportedRun {
  func rollouts(in order: Said.Order) -> [Rollout] {
    switch order {
    case .ofConfigs: rollouts
    case .ofConfigsWithNames:
      rollouts.filter { $0.rollout.wholeMatch(of: #/[a-z0-9-]+\/[a-z0-9.-]+/#) != nil }
    // As the README has it; equals as they come.
    case .ofExitStatus:
      [5, 2, 1, 4, 3, 0].flatMap { status in rollouts.filter { $0.exitStatus == status } }
    }
  }

  /// The results that a JUnit report must have, suite by suite.
  var junitResults: [[String]] {
    let ofRollouts = rollouts.map(\.junitResults)
    guard !diagnostics.isEmpty || rollouts.isEmpty else { return ofRollouts }
    let shared = diagnostics.map(\.junitResult)
    return [shared.isEmpty ? ["skipped"] : shared] + ofRollouts
  }
}

extension ReportedRun.Rollout {
  /// In this order: what is wrong, the checks, the hooks, and the decision, which carries the verdict
  /// where nothing else does.
  fileprivate var junitResults: [String] {
    let results =
      diagnostics.map(\.junitResult) + writeFailures.map { _ in "error" }
      + checks.map(\.junitResult) + hooks.map(\.junitResult)
    let closing =
      switch verdict {
      case "fail" where !results.contains("failure"): "failure"
      case "inconclusive" where !results.contains("error"): "error"
      case "error" where !results.contains("error"): "error"
      case "not-judged": "skipped"
      default: "system-out"
      }
    if decision != nil { return results + [closing] }
    guard closing == "system-out" || closing == "skipped" else { return results + [closing] }
    return results.isEmpty ? ["skipped"] : results
  }
}

extension ReportedRun.Diagnostic {
  fileprivate var junitResult: String { severity == "error" ? "error" : "system-out" }
}

extension ReportedRun.Check {
  fileprivate var junitResult: String {
    switch verdict {
    case "pass": "system-out"
    case "fail": "failure"
    case "inconclusive", "error": "error"
    default: "skipped"
    }
  }
}

extension ReportedRun.Hook {
  fileprivate var junitResult: String {
    switch (type, result) {
    case (_, "notCalled"): "skipped"
    case ("pre-rollout", "failure"), ("rollout", "failure"), ("rollback", "success"): "failure"
    case ("post-rollout", _): "system-out"
    case (_, "interrupted"): "error"
    case ("confirm-rollout", "failure"), ("confirm-traffic-increase", "failure"),
      ("confirm-promotion", "failure"):
      "error"
    default: "system-out"
    }
  }
}
