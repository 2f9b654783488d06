import Outcome

/// The text report for a job log of Azure Pipelines: a group for each rollout, then at most ten errors
/// and ten warnings, and the published values as output variables of the step.
package struct AzureReport {
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
    lines += outcome.shownRemarks.compactMap(\.azureIssue)
    lines += variables.map { name, value in
      azureCommand("setvariable", [("variable", name), ("isOutput", "true")], value)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Attaches a file of Markdown to the summary of the pipeline's run, in a line of its own.
  ///
  /// - Parameter path: Absolute, as the agent demands.
  package static func attachingSummary(_ path: String) -> String {
    azureCommand("uploadsummary", [], printable(path, limit: .max)) + "\n"
  }

  private func group(_ title: String, _ lines: [String]) -> [String] {
    ["##[group]" + commandFree(title)] + lines + ["##[endgroup]"]
  }

  /// Named as the keys of the JSON report; what is not known is empty, and `paths` has one a line.
  private var variables: [(name: String, value: String)] {
    let values = Published(outcome)
    return [
      ("verdict", values.verdict),
      ("decision", values.decision?.rawValue ?? ""),
      ("weight", values.weight.map { "\($0.parts)" } ?? ""),
      ("nextWeight", values.nextWeight.map { "\($0.parts)" } ?? ""),
      ("changed", "\(values.changed)"),
      ("exitStatus", "\(values.exitStatus.rawValue)"),
      ("paths", values.paths.map { printable($0, limit: .max) }.joined(separator: "\n")),
    ]
  }
}

extension Remark {
  /// Nil for a notice, which Azure has not.
  fileprivate var azureIssue: String? {
    guard level != .notice else { return nil }
    let place = position.map {
      [("sourcepath", printable($0.file)), ("linenumber", "\($0.line)")]
    }
    let text = printable(title, limit: 200) + ": " + printable(message)
    return azureCommand(
      "logissue", [("type", level.rawValue)] + (place ?? []) + [("code", code)],
      text.clipped(to: 1_000))
  }
}

/// A command to the agent: `##vso[task.logissue type=error;code=noData]text`.
private func azureCommand(
  _ name: String, _ properties: [(name: String, value: String)], _ data: String
) -> String {
  let list = properties.map { "\($0.name)=\(azureEscaped($0.value))" }.joined(separator: ";")
  return "##vso[task.\(name)\(list.isEmpty ? "" : " " + list)]" + azureEscaped(data)
}

/// The rules of microsoft/azure-pipelines-agent, `CommandStringConvertor.cs`. The agent takes the
/// percent sign back last.
private func azureEscaped(_ text: String) -> String {
  commandFree(text).replacingScalars { scalar in
    switch scalar {
    case "%": "%AZP25"
    case ";": "%3B"
    case "]": "%5D"
    case "\r": "%0D"
    case "\n": "%0A"
    default: nil
    }
  }
}
