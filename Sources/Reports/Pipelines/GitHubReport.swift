import Outcome

/// The text report for a job log of GitHub Actions: a group for each rollout, named after its
/// result, then annotations: at most ten errors, ten warnings and ten notices.
package struct GitHubReport {
  private let outcome: Outcome
  private let report: TextReport

  package init(_ outcome: Outcome, style: TextStyle) {
    self.outcome = outcome
    report = TextReport(outcome, style: style)
  }

  package var text: String {
    var lines: [String] = []
    if !outcome.diagnostics.isEmpty {
      lines += group("rolloutgate", report.diagnosticLines)
    }
    for rollout in outcome.rollouts {
      lines += group(QuietReport.line(rollout), report.lines(of: rollout))
    }
    lines += report.closingLines
    lines += outcome.shownRemarks.map(\.gitHubAnnotation)
    return lines.joined(separator: "\n") + "\n"
  }

  private func group(_ title: String, _ lines: [String]) -> [String] {
    ["::group::" + gitHubEscaped(title)] + lines + ["::endgroup::"]
  }
}

extension Remark {
  fileprivate var gitHubAnnotation: String {
    let place = position.map { "file=\(escapedProperty($0.file)),line=\($0.line)," } ?? ""
    return "::\(level.rawValue) \(place)title=\(escapedProperty(title))::"
      + gitHubEscaped(printable(message))
  }

  private func escapedProperty(_ text: String) -> String {
    gitHubEscaped(printable(text)).replacingScalars { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }
}

/// The text as the data of a workflow command; it is cut far below the 4,096 characters that GitHub
/// keeps.
///
/// The rules are those of actions/toolkit, `packages/core/src/command.ts`; percent first.
private func gitHubEscaped(_ text: String) -> String {
  commandFree(text).clipped(to: 1_000).replacingScalars { scalar in
    switch scalar {
    case "%": "%25"
    case "\r": "%0D"
    case "\n": "%0A"
    default: nil
    }
  }
}
