import Diagnostics
import Outcome
import Reports
import WorkTree

extension Surroundings {
  /// Shows an outcome and writes its reports; returns what could not be written.
  func show(
    _ outcome: Outcome, _ format: ReportOptions.Format, color: ColorChoice,
    reports: [ReportTarget] = []
  ) -> [String] {
    let outcome = outcome.lying(in: folderInRepository)
    let format = TextFormat(format, in: self)
    show(format.render(outcome, style: style(color: color, isJobLog: format.isJobLog)))
    // Where the shown text does not hold them, errors are still told to the person.
    if format == .json || format == .quiet {
      warn(outcome.diagnostics + outcome.rollouts.flatMap(\.diagnostics))
    }
    var failures: [String] = []
    for report in reports {
      if let failure = report.write(outcome) {
        failures.append(failure)
      } else if format == .azure, let page = report.page {
        show(AzureReport.attachingSummary(page))
      }
    }
    if isGitHub, let path = environment("GITHUB_OUTPUT"), !path.isEmpty {
      let text = GitHubOutputs(outcome).text
      failures += Folder.append(Array(text.utf8), to: path).map { [$0] } ?? []
    }
    if isGitHub, format == .github, let path = environment("GITHUB_STEP_SUMMARY"), !path.isEmpty {
      failures += addToSummary(MarkdownReport(outcome).text, in: path)
    }
    return failures
  }

  /// Behind what others wrote in the same step. GitHub shows nothing at all of a summary that is too
  /// large, so the page is left out where it has no room.
  private func addToSummary(_ page: String, in path: String) -> [String] {
    let size = Output.size(of: path)
    let text = (size > 0 ? "\n\n" : "") + page
    guard size + text.utf8.count <= 1 << 20 else {
      warn("\(path): the step's summary has no room for this run's; it is left as it is")
      return []
    }
    return Folder.append(Array(text.utf8), to: path).map { [$0] } ?? []
  }

  /// The same, with the status that the process ends with.
  func tell(
    _ outcome: Outcome, _ format: ReportOptions.Format, color: ColorChoice,
    reports: [ReportTarget] = []
  ) -> ExitStatus {
    status(of: outcome, besides: show(outcome, format, color: color, reports: reports))
  }

  /// The status that the process ends with, once it has said what could not be written.
  func status(of outcome: Outcome, besides failures: [String]) -> ExitStatus {
    for failure in failures { warn(failure) }
    return .worst(of: [outcome.exitStatus] + (failures.isEmpty ? [] : [ExitStatus.notWritten]))
  }

  /// The outcome of a command that could not begin, so that it, too, ends with its reports.
  ///
  /// - Parameter moment: What it should have judged; nil for now.
  func stopped(
    _ command: Outcome.Command, for fault: Diagnostic, judging moment: Timestamp? = nil,
    isDryRun: Bool
  ) -> Outcome {
    let now = now()
    return Outcome(
      version: RolloutGate.version, command: command, evaluatedAt: moment ?? now,
      startedAt: now, seconds: elapsed(), host: hostName, isDryRun: isDryRun, rollouts: [],
      diagnostics: [fault]
    ).done(by: job)
  }
}

extension ReportTarget {
  /// The absolute path of a page for people that a CI may show; nil for other reports, and for what
  /// goes to a stream.
  fileprivate var page: String? { kind == .markdown ? Output.file(at: path) : nil }

  /// Makes and writes the report; returns why it could not.
  func write(_ outcome: Outcome) -> String? {
    do throws(ReportFault) {
      let failures = try kind.render(outcome).files(at: path).compactMap { file in
        Folder.write(file.bytes, to: file.path)
      }
      return failures.first
    } catch {
      return "\(error)"
    }
  }
}
