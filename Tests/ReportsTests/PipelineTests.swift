import Analysis
import Foundation
import Outcome
import Testing

@testable import Reports

/// What GitHub, GitLab and Azure read is what the JSON report says, told by readers that keep their
/// rules and know nothing of our writers.
@Suite struct PipelineTests {
  /// Those without hostile texts, which have tests of their own.
  static let samples = Sample.all.filter { !$0.isHostile }

  static let plain = TextStyle(color: false, unicode: true)

  @Test("GitHub's annotations are the checks that did not pass", arguments: samples)
  func annotations(sample: Sample) throws {
    let report = try ParsedReport(of: sample.outcome)
    let log = TextFormat.github.render(sample.outcome, style: Self.plain)
    let commands = log.split(separator: "\n").compactMap { WorkflowCommand($0) }
    let annotations = commands.filter { ["error", "warning", "notice"].contains($0.name) }
    #expect(
      commands.allSatisfy { ["group", "endgroup"].contains($0.name) || annotations.contains($0) })
    #expect(commands.count { $0.name == "group" } == commands.count { $0.name == "endgroup" })
    for rollout in report.rollouts {
      for check in rollout.checks where check.isRemarkable {
        let level = check.verdict == "inconclusive" ? "warning" : "error"
        let found = annotations.first { annotation in
          annotation.name == level && annotation.properties["title"] == printable(rollout.rollout)
            && annotation.properties["file"] == check.file.map { printable($0) }
            && annotation.properties["line"] == check.line.map { "\($0)" }
            && check.isTold(by: annotation.data)
        }
        // Where more are wrong than a step may say, the last one says so.
        let isCut = annotations.contains { $0.name == level && $0.data.hasPrefix("... and ") }
        #expect(found != nil || isCut, "\(check)")
      }
    }
  }

  @Test("GitHub's outputs are the published values", arguments: AgreementTests.all)
  func outputs(sample: Sample) throws {
    let report = try ParsedReport(of: sample.outcome)
    let outputs = try #require(stepOutputs(GitHubOutputs(sample.outcome).text))
    #expect(
      outputs == [
        "verdict": report.verdict, "decision": report.decision ?? "",
        "weight": report.weight.map { "\($0)" } ?? "",
        "next-weight": report.nextWeight.map { "\($0)" } ?? "", "changed": "\(report.changed)",
        "exit-status": "\(report.exitStatus)",
        "paths": report.paths.map { printable($0, limit: .max) }.joined(separator: "\n"),
      ])
  }

  @Test("Azure's issues and variables say the same", arguments: samples)
  func azure(sample: Sample) throws {
    let report = try ParsedReport(of: sample.outcome)
    let lines = TextFormat.azure.render(sample.outcome, style: Self.plain).split(separator: "\n")
    let commands = lines.compactMap { AgentCommand($0) }
    let issues = commands.filter { $0.name == "task.logissue" }
    for rollout in report.rollouts {
      for check in rollout.checks where check.isRemarkable {
        let found = issues.first { issue in
          issue.properties["code"] == check.reason?.id
            && issue.properties["sourcepath"] == check.file.map { printable($0) }
            && issue.properties["linenumber"] == check.line.map { "\($0)" }
            && issue.data.hasPrefix(commandFree(printable(rollout.rollout, limit: 200) + ": "))
            && check.isTold(by: issue.data)
        }
        let type = check.verdict == "inconclusive" ? "warning" : "error"
        let isCut = issues.contains { $0.properties["code"] == "more" }
        #expect(found.map { $0.properties["type"] == type } ?? isCut, "\(check)")
      }
    }
    let variables = commands.filter { $0.name == "task.setvariable" }
    #expect(variables.allSatisfy { $0.properties["isOutput"] == "true" })
    let values = variables.map { [$0.properties["variable"] ?? "", $0.data] }
    #expect(
      values.prefix(6) == [
        ["verdict", report.verdict], ["decision", report.decision ?? ""],
        ["weight", report.weight.map { "\($0)" } ?? ""],
        ["nextWeight", report.nextWeight.map { "\($0)" } ?? ""], ["changed", "\(report.changed)"],
        ["exitStatus", "\(report.exitStatus)"],
      ])
    #expect(values.count == 7 && values.last?.first == "paths")
    #expect(values.last?.last == report.paths.joined(separator: "\n"))
    // No other line is a command, but those that open and close a group.
    let others = lines.filter { AgentCommand($0) == nil && $0.contains("##") }
    #expect(others.allSatisfy { $0.hasPrefix("##[group]") || $0 == "##[endgroup]" })
    #expect(
      others.count == 2 * (report.rollouts.count + (sample.outcome.diagnostics.isEmpty ? 0 : 1)))
    #expect(issues.count + variables.count == commands.count)
  }

  @Test(
    "GitLab's sections are the rollouts, open where one did not pass", arguments: AgreementTests.all
  )
  func sections(sample: Sample) throws {
    let report = try ParsedReport(of: sample.outcome)
    let log = TextFormat.gitlab.render(sample.outcome, style: Self.plain)
    let (sections, rest) = try #require(LogSection.all(in: log))
    #expect(Set(sections.map(\.name)).count == sections.count)
    let ofRollouts = sections.suffix(report.rollouts.count)
    #expect(sections.count - ofRollouts.count == (sample.outcome.diagnostics.isEmpty ? 0 : 1))
    for (section, rollout) in zip(ofRollouts, report.rollouts) {
      #expect(section.isCollapsed == (rollout.exitStatus == 0))
      #expect(section.lines[0].contains(" " + rollout.verdict))
    }
    #expect(rest.contains { $0.hasPrefix("exit status \(report.exitStatus): ") })
    // Without the markers it is the text report's own lines.
    let text = TextFormat.text.render(sample.outcome, style: Self.plain)
    for line in sections.flatMap({ $0.lines.dropFirst() }) where !line.isEmpty && !sample.isHostile
    {
      #expect(text.contains(line))
    }
  }

  @Test(
    "Of each level ten annotations are shown at most, the worst first", arguments: [9, 10, 11, 40])
  func limits(count: Int) throws {
    let rollouts = (0..<count).flatMap { _ in [healthy, noData, broken] } + [unwritten]
    let outcome = ran(rollouts)
    for (format, levels) in [
      (TextFormat.github, ["error", "warning", "notice"]), (.azure, ["error", "warning"]),
    ] {
      let log = format.render(outcome, style: Self.plain)
      for level in levels {
        let messages = log.split(separator: "\n").compactMap { line in
          format == .github
            ? WorkflowCommand(line).flatMap { $0.name == level ? $0.data : nil }
            : AgentCommand(line).flatMap { $0.properties["type"] == level ? $0.data : nil }
        }
        // An error each for two checks and one file, a warning for three, a notice for a step.
        let all = ["error": 2 * count + 1, "warning": 3 * count, "notice": count][level] ?? 0
        #expect(messages.count == min(10, all), "\(level)")
        if level == "error" { #expect(messages[0].contains("changed since it was read")) }
        let isCut = messages.last?.contains("... and \(all - 9) more: see") ?? false
        #expect(isCut == (all > 10))
      }
    }
  }

  @Test("A file that is not written comes before a broken limit, and that before a silent store")
  func order() {
    let rollouts = [noData, unreachable, broken, unwritten, healthy]
    let log = TextFormat.github.render(ran(rollouts), style: Self.plain)
    let annotations = log.split(separator: "\n").compactMap { WorkflowCommand($0) }
      .filter { !["group", "endgroup"].contains($0.name) }
    #expect(
      annotations.map(\.name)
        == Array(repeating: "error", count: 5) + ["warning", "warning", "warning", "notice"])
    #expect(annotations[0].data.contains("changed since it was read"))
    #expect(annotations[1].data.hasPrefix("request-success-rate = 97.2 %, limit >= 99 %"))
    #expect(annotations[3].data.contains("could not be reached"))
    #expect(annotations[8].data == "advance 10 -> 30: all 3 checks passed")
  }

  @Test("Files are named from the repository's root, wherever the work tree lies in it")
  func folder() throws {
    let outcome = ran([broken]).lying(in: "services/shop")
    let file = "services/shop/rolloutgate.yaml"
    let gitHub = TextFormat.github.render(outcome, style: Self.plain)
    let azure = TextFormat.azure.render(outcome, style: Self.plain)
    let quality = String(decoding: try ReportKind.codequality.bytes(outcome), as: UTF8.self)
    #expect(gitHub.contains("::error file=\(file),line=18,"))
    #expect(azure.contains(";sourcepath=\(file);linenumber=18;"))
    #expect(quality.contains("\"path\": \"\(file)\""))
    // The outputs are for commands in the work tree.
    #expect(GitHubOutputs(outcome).text == GitHubOutputs(ran([broken])).text)
  }

  @Test("A summary is attached to a run of Azure by its path")
  func summary() throws {
    let line = AzureReport.attachingSummary("/builds/a;b]%.md")
    #expect(line == "##vso[task.uploadsummary]/builds/a%3Bb%5D%AZP25.md\n")
    #expect(AgentCommand(line.dropLast())?.data == "/builds/a;b]%.md")
  }
}

extension Sample {
  /// Texts of others, of which some reports show a part only.
  var isHostile: Bool { folder.contains("text") }
}
