import Diagnostics
import Outcome

/// The text report for a job log of GitLab: a section for each rollout, named after its result, which
/// is collapsed where there is nothing to complain of.
package struct GitLabReport {
  private let outcome: Outcome
  private let style: TextStyle
  private let report: TextReport

  package init(_ outcome: Outcome, style: TextStyle) {
    self.outcome = outcome
    self.style = style
    report = TextReport(outcome, style: style)
  }

  package var text: String {
    var names = UniqueNames(separator: "-")
    var lines: [String] = []
    if !outcome.diagnostics.isEmpty {
      lines += section(
        names.name("rolloutgate"), "rolloutgate", report.diagnosticLines,
        isCollapsed: !outcome.diagnostics.hasErrors)
    }
    for rollout in outcome.rollouts {
      lines += section(
        names.name(Self.name(of: rollout)), style.paint(QuietReport.line(rollout), .bold),
        report.lines(of: rollout), isCollapsed: rollout.exitStatus == .pass)
    }
    return (lines + report.closingLines).joined(separator: "\n") + "\n"
  }

  /// GitLab tells names apart by letters in lower case and digits alone, and takes all else for `-`.
  private static func name(of rollout: RolloutOutcome) -> String {
    let title = String(rollout.title.lowercased().unicodeScalars.prefix(100))
    return "rolloutgate-"
      + title.replacingScalars { scalar in
        switch scalar {
        case "a"..."z", "0"..."9": nil
        default: "-"
        }
      }
  }

  /// The form is that of GitLab's `lib/gitlab/regex.rb`: all of it ends in a carriage return and the
  /// order to clear the line. The times give the section's duration, that of the whole run.
  private func section(
    _ name: String, _ title: String, _ lines: [String], isCollapsed: Bool
  ) -> [String] {
    let clear = "\u{1b}[0K"
    let start = max(0, outcome.startedAt.milliseconds / 1_000)
    let end = start + Int64(min(max(outcome.seconds, 0), 1e9))
    let options = isCollapsed ? "[collapsed=true]" : ""
    return ["\(clear)section_start:\(start):\(name)\(options)\r\(clear)" + commandFree(title)]
      + lines + ["\(clear)section_end:\(end):\(name)\r\(clear)"]
  }
}
