import Analysis
import Diagnostics
import Outcome
import Rollouts

/// One rollout in Markdown: what came of it and why, then the checks, then what they are made of.
struct MarkdownSection {
  private let rollout: RolloutOutcome
  private let outcome: Outcome
  private let level: Int

  init(_ rollout: RolloutOutcome, in outcome: Outcome, level: Int) {
    self.rollout = rollout
    self.outcome = outcome
    self.level = level
  }

  /// - Parameter room: In bytes; what does not fit is counted.
  func lines(within room: Int) -> [String] {
    let (facts, left) = facts.lines(within: room / 3) { [$0] }
    var lines = [heading, ""] + facts + (left == 0 ? [] : ["- ... and \(left) more remarks"])
    // Room for what is said of what is left out.
    var room = room - lines.byteCount - 600
    for part in [table(within: room / 2), diff(within: room / 4)] where !part.isEmpty {
      lines += [""] + part
      room -= part.byteCount + 1
    }
    return lines + queries(within: room)
  }

  private var heading: String {
    let step = rollout.decision.map { ", " + $0.markdownStep } ?? ""
    return String(repeating: "#", count: level) + " " + markedVerdict(rollout.verdictWord) + " · "
      + MarkdownText.code(rollout.title, limit: 120) + step
  }

  /// What is wrong with files; then why, what follows and where it stands, and all else.
  private var facts: [String] {
    var facts =
      rollout.writeFailures.counted(5) { MarkdownText.prose($0) }.map { "- **Not written:** " + $0 }
      + Self.remarks(on: rollout.diagnostics)
    func add(_ label: String, _ texts: [String], _ separator: String = "; ") {
      if !texts.isEmpty { facts.append("- **\(label):** " + texts.joined(separator: separator)) }
    }
    func sentence(_ text: String) -> String { MarkdownText.prose(text) }
    if let decision = rollout.decision {
      add("Why", decision.reasonTexts.counted(5, sentence))
      let isOpen = !rollout.writeFailures.isEmpty
      add(
        outcome.isDryRun ? "Would follow" : "Next",
        [sentence(isOpen ? "the next run completes what is open" : decision.consequence)])
    }
    add(
      "Ladder",
      [
        rollout.ladder?.text(
          from: rollout.decision?.from, to: rollout.decision?.to, joined: " · ",
          present: { #"**\[\#($0)\]**"# }, next: { "**→ \($0)**" })
      ].compactMap(\.self))
    add("Revision", [rollout.revision].compactMap(\.self).map { MarkdownText.code($0) })
    add("Traffic", [rollout.traffic].compactMap { $0.map { sentence($0.text) } })
    add(
      "Samples", [rollout.samples].compactMap { $0.map { "\($0.count), \($0.failed) failed" } })
    facts += rollout.hooks.map(\.headline).counted(10, sentence).map { "- **Hook:** " + $0 }
    add("Written", rollout.changedPaths.counted(10) { MarkdownText.code($0) }, ", ")
    if outcome.isDryRun { add("Dry run", ["no file was written"]) }
    return facts
  }

  private func table(within room: Int) -> [String] {
    guard !rollout.checks.isEmpty else { return [] }
    let (rows, left) = shownChecks.lines(within: room) { check in
      [
        MarkdownText.row([
          MarkdownText.unbroken(markedVerdict(check.word.rawValue)),
          MarkdownText.code(check.check.name, limit: 100),
          check.valueText.map { MarkdownText.unbroken(MarkdownText.prose($0, limit: 100)) } ?? "-",
          MarkdownText.unbroken(MarkdownText.prose(check.limitText, limit: 200)),
          DurationText.text(check.check.window),
          check.judgement?.measurement.requests.map(CheckOutcome.count) ?? "-",
          MarkdownText.prose(check.reasonText ?? "", limit: 200),
        ])
      ]
    }
    let head = [
      "| verdict | check | value | limit | window | requests | reason |",
      "|---|---|--:|---|--:|--:|---|",
    ]
    return head + rows + (left == 0 ? [] : ["", "... and \(left) more checks"])
  }

  /// In the order of the config, but the worst first where there may be too many to show.
  private var shownChecks: [CheckOutcome] {
    let order: [CheckWord] = [.fail, .error, .inconclusive, .pass, .skipped]
    guard rollout.checks.count > 30 else { return rollout.checks }
    return order.flatMap { word in rollout.checks.filter { $0.word == word } }
  }

  private func diff(within room: Int) -> [String] {
    guard !rollout.diff.isEmpty else { return [] }
    let (lines, left) = printableLines(rollout.diff, lineLimit: 300).lines(within: room) { [$0] }
    let rest = left == 0 ? [] : ["... (\(left) more lines)"]
    return MarkdownText.folded(
      "Change of the manifest", MarkdownText.block(lines + rest, "diff"))
  }

  /// What was asked and answered, check by check, and of the traffic.
  private func queries(within room: Int) -> [String] {
    let moment = rollout.evaluatedAt ?? outcome.evaluatedAt
    var blocks = shownChecks.filter { !$0.queries.isEmpty }.map { check in
      (
        title: "**" + MarkdownText.code(check.check.name, limit: 100) + "**",
        queries: check.queries, details: check.details(at: moment, lineLimit: 500)
      )
    }
    if let traffic = rollout.traffic {
      blocks.append(("**Traffic**", traffic.queries, traffic.details(lineLimit: 500)))
    }
    guard !blocks.isEmpty else { return [] }
    let (lines, left) = blocks.lines(within: room) { title, queries, details in
      [title + Self.links(of: queries), ""]
        + MarkdownText.block(details.flatMap { $0.text(indent: 0) }) + [""]
    }
    let rest = left == 0 ? [] : ["The JSON report has the queries of \(left) more."]
    return [""] + MarkdownText.folded("What was asked, and what was answered", lines + rest)
  }

  private static func links(of queries: [QueryOutcome]) -> String {
    let links = queries.compactMap { query in
      query.page.map { "[\(MarkdownText.code(query.role, limit: 40))](\(address($0)))" }
    }
    return links.isEmpty ? "" : ": " + links.joined(separator: ", ")
  }

  /// Printable ASCII without what ends a link; only an entity would still be read in it.
  private static func address(_ page: WebAddress) -> String {
    page.text.replacing("&", with: "&amp;")
  }

  static func remarks(on diagnostics: [Diagnostic]) -> [String] {
    diagnostics.counted(10) { MarkdownText.prose("\($0)") }.map { "- " + $0 }
  }

  /// The last line: how the run ended, when, and where.
  static func footer(of outcome: Outcome) -> String {
    let status = outcome.exitStatus
    let job = outcome.job.map { " · [the job](\(address($0)))" } ?? ""
    return "exit status \(status.rawValue): \(status.words) · evaluated at `\(outcome.evaluatedAt)`"
      + job + " · rolloutgate " + outcome.version
  }
}
