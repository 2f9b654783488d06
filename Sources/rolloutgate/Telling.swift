import Diagnostics
import Outcome
import Reports

extension Surroundings {
  /// Shows an outcome and writes its reports; returns what could not be written.
  func show(
    _ outcome: Outcome, _ format: ReportOptions.Format, color: ColorChoice,
    reports: [ReportTarget] = []
  ) -> [String] {
    let isGitHub = environment("GITHUB_ACTIONS") == "true"
    let format: TextFormat =
      switch format {
      case .auto: isGitHub ? .github : .text
      case .text: .text
      case .github: .github
      case .json: .json
      case .quiet: .quiet
      }
    show(format.render(outcome, style: style(color: color)))
    // Where the shown text does not hold them, errors are still told to the person.
    if format == .json || format == .quiet {
      warn(outcome.diagnostics + outcome.rollouts.flatMap(\.diagnostics))
    }
    var failures = reports.compactMap { $0.write(outcome) }
    if isGitHub, let path = environment("GITHUB_OUTPUT"), !path.isEmpty {
      let text = GitHubOutputs(outcome).text
      failures += Folder.append(Array(text.utf8), to: path).map { [$0] } ?? []
    }
    return failures
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
