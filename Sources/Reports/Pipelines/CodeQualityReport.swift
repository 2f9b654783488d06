import Diagnostics
import Outcome

/// What is wrong, at the lines of the configs, in the part of Code Climate's format that GitLab reads
/// (`artifacts:reports:codequality`); an empty list where nothing is.
package struct CodeQualityReport {
  private let outcome: Outcome

  package init(_ outcome: Outcome) {
    self.outcome = outcome
  }

  package var text: String {
    var names = UniqueNames(separator: "\n")
    return JSONText.list(
      outcome.remarks.filter { $0.level != .notice }.map { remark in
        let identity = names.name(remark.title + "\n" + remark.subject)
        return .object([
          "description": .text(
            printable(remark.title, limit: 200) + ": " + printable(remark.message, limit: 1_000)),
          "check_name": .text(remark.code),
          "fingerprint": .text(FNV1a.digits64(of: identity)),
          "severity": .text(remark.cause.severity),
          "location": .object([
            // GitLab fails without a path; what the command line says stands in no file.
            "path": .text(printable(remark.position?.file ?? ".")),
            "lines": .object(["begin": .integer(remark.position?.line ?? 1)]),
          ]),
        ])
      }
    ).document
  }
}

extension Remark.Cause {
  fileprivate var severity: String {
    switch self {
    case .wrongInput: "blocker"
    case .notWritten: "critical"
    case .breach: "major"
    case .storeFailed, .inconclusive: "minor"
    case .warning, .step: "info"
    }
  }
}
