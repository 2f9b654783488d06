import Analysis
import Diagnostics
import Outcome
import Rollouts

/// A run for a person at a terminal or in a job log: what was decided and why, then the details.
package struct TextReport {
  private let outcome: Outcome
  private let style: TextStyle

  package init(_ outcome: Outcome, style: TextStyle) {
    self.outcome = outcome
    self.style = style
  }

  package var text: String {
    // Where a shared input stops everything, rollouts of which nothing is known are left out.
    let told = outcome.rollouts.filter { rollout in
      !outcome.diagnostics.hasErrors || !rollout.diagnostics.isEmpty || !rollout.checks.isEmpty
        || !rollout.writeFailures.isEmpty || rollout.decision != nil
    }
    var blocks = told.map(lines(of:))
    if !outcome.diagnostics.isEmpty { blocks.insert(diagnosticLines, at: 0) }
    blocks.append(closingLines)
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// What concerns no single rollout.
  var diagnosticLines: [String] { lines(of: outcome.diagnostics, indent: 0).map(commandFree) }

  var closingLines: [String] {
    let status = outcome.exitStatus
    let isNothing = Published(outcome).verdict == "not-judged"
    let words = status == .pass && isNothing ? "nothing was judged" : status.words
    let paint: TextStyle.Paint = status == .pass ? .green : status == .inconclusive ? .yellow : .red
    let dryRun = outcome.isDryRun ? ["dry run: no file was written"] : []
    return dryRun + [
      style.paint("exit status \(status.rawValue): \(words)", isNothing ? .plain : paint)
        + "  (evaluated at \(outcome.evaluatedAt))"
    ]
  }

  /// One rollout: heading, diagnostics, table, decision, ladder, diff, details.
  func lines(of rollout: RolloutOutcome) -> [String] {
    var parts = [[heading(of: rollout)] + lines(of: rollout.diagnostics, indent: 2)]
    parts[0] += rollout.writeFailures.map {
      "  " + style.paint("not written: " + printable($0, limit: 2_000), .red)
    }
    parts.append(table(of: rollout))
    parts.append(hooks(of: rollout))
    parts.append(decision(of: rollout))
    parts.append(diff(of: rollout))
    let moment = rollout.evaluatedAt ?? outcome.evaluatedAt
    parts += detailed(rollout.checks).map { details(of: $0, at: moment) }
    return Array(parts.filter { !$0.isEmpty }.joined(separator: [""])).map(commandFree)
  }

  /// The checks without those that repeat an earlier one's failure of the store.
  private func detailed(_ checks: [CheckOutcome]) -> [CheckOutcome] {
    var told: Set<String?> = []
    return checks.filter { $0.word != .error || told.insert($0.reasonText).inserted }
  }

  private func heading(of rollout: RolloutOutcome) -> String {
    var words = [style.paint(printable(rollout.title, limit: 200), .bold)]
    if let revision = rollout.revision {
      words.append("revision " + printable(revision, limit: 200))
    }
    if let weight = rollout.decision?.from { words.append("weight \(weight)") }
    return words.joined(separator: "  ")
  }

  private func lines(of diagnostics: [Diagnostic], indent: Int) -> [String] {
    diagnostics.map { diagnostic in
      let paint: TextStyle.Paint =
        switch diagnostic.severity {
        case .error: .red
        case .warning: .yellow
        case .note: .plain
        }
      let text = printable("\(diagnostic)", limit: 2_000)
      return String(repeating: " ", count: indent) + style.paint(text, paint)
    }
  }

  private var bar: TextBar { TextBar(unicode: style.unicode) }

  private func table(of rollout: RolloutOutcome) -> [String] {
    guard !rollout.checks.isEmpty else { return [] }
    let titles = ["verdict", "check", "value", "limit", "of limit", "window", "requests", "reason"]
    let head = titles.map {
      TextTable.Cell((style.unicode && $0 == "verdict" ? "  " : "") + $0, .dim)
    }
    let rows = rollout.checks.map { check in
      let word = check.word
      let mark = style.unicode ? word.mark + " " : ""
      return [
        TextTable.Cell(mark + word.rawValue, word.paint),
        TextTable.Cell(printable(check.check.name, limit: 100)),
        TextTable.Cell(check.valueText ?? "-"),
        TextTable.Cell(check.limitText),
        TextTable.Cell(
          check.limitUse.map { bar.share($0, width: 8) } ?? "", check.word.paint),
        TextTable.Cell(DurationText.text(check.check.window)),
        TextTable.Cell(check.judgement?.measurement.requests.map(CheckOutcome.count) ?? "-"),
        TextTable.Cell((check.reasonText ?? "").clipped(to: 120)),
      ]
    }
    let table = TextTable(
      columns: [.left, .left, .right, .left, .left, .right, .right, .left], rows: [head] + rows)
    return table.lines(indent: 2, style: style)
  }

  private func hooks(of rollout: RolloutOutcome) -> [String] {
    rollout.hooks.map { hook in
      let paint: TextStyle.Paint = hook.isBreach ? .red : hook.isOpen ? .yellow : .plain
      return "  hook    " + style.paint(hook.headline, paint)
    }
  }

  private func decision(of rollout: RolloutOutcome) -> [String] {
    var lines: [String] = []
    if let decision = rollout.decision {
      let kind = style.paint(decision.kind.words.uppercased() + " " + decision.step, .bold)
      let first = decision.reasonTexts.first.map { ": " + $0 } ?? ""
      lines.append("  " + kind + first)
      lines += decision.reasonTexts.dropFirst().map { "    " + $0 }
    }
    if let ladder = rollout.ladder {
      let text = ladder.text(from: rollout.decision?.from, to: rollout.decision?.to)
      let from = rollout.decision?.from
      let drawn = from.map {
        bar.weight(from: $0, to: rollout.decision?.to ?? $0, width: 20) + "  "
      }
      lines.append("  ladder  " + (drawn ?? "") + text)
    }
    if let traffic = rollout.traffic { lines.append("  traffic " + traffic.text) }
    lines += sampling(of: rollout)
    lines += rollout.changedPaths.map { "  wrote   " + printable($0, limit: 1_000) }
    return lines
  }

  /// What the decision and the closing line do not say of several samples.
  private func sampling(of rollout: RolloutOutcome) -> [String] {
    let count = rollout.decision == nil ? rollout.samples : nil
    let moment = rollout.evaluatedAt == outcome.evaluatedAt ? nil : rollout.evaluatedAt
    let texts = [
      count.map { "\($0.count) samples, \($0.failed) failed" },
      moment.map { "judged last at \($0)" },
    ].compactMap(\.self)
    return texts.isEmpty ? [] : ["  " + texts.joined(separator: ", ")]
  }

  private func diff(of rollout: RolloutOutcome) -> [String] {
    guard !rollout.diff.isEmpty else { return [] }
    return printableLines(rollout.diff, lineLimit: 500).map { line in
      let paint: TextStyle.Paint =
        line.hasPrefix("+") ? .green : line.hasPrefix("-") ? .red : .plain
      return "  " + style.paint(line, paint)
    }
  }

  /// Nothing for a check that passed or was not judged.
  private func details(of check: CheckOutcome, at moment: Timestamp) -> [String] {
    switch check.word {
    case .pass, .skipped: []
    case .fail, .inconclusive, .error:
      ["  " + style.paint(check.headline.clipped(to: 2_000), check.word.paint)]
        + check.details(at: moment, lineLimit: 2_000).flatMap { $0.text(indent: 4) }
    }
  }
}
