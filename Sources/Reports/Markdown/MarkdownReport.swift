import Diagnostics
import Outcome

/// A run as a page of GitHub-flavoured Markdown: the summary of a step, a job or a pipeline.
///
/// It is bounded whatever the run was: the worst rollouts are told in full, more of them in a line
/// each, and the rest are counted.
package struct MarkdownReport {
  private let outcome: Outcome

  /// In bytes; GitHub takes 65,536 characters for a comment and 1 MiB for the summary of a step.
  package static let maxBytes = 60_000
  /// Of a run of many rollouts, one that has very many checks leaves room for others.
  private static let maxBytesOfEach = 20_000
  private static let maxBytesOfLines = 20_000

  package init(_ outcome: Outcome) {
    self.outcome = outcome
  }

  package var text: String {
    let footer = ["", MarkdownSection.footer(of: outcome)]
    var room = Self.maxBytes - footer.byteCount
    var lines: [String] = []
    let faults = MarkdownSection.remarks(on: outcome.diagnostics)
    if let only = outcome.rollouts.first, outcome.rollouts.count == 1 {
      if !faults.isEmpty { lines += ["## " + headline, ""] + faults + [""] }
      room -= lines.byteCount
      let section = MarkdownSection(only, in: outcome, level: faults.isEmpty ? 2 : 3)
      lines += section.lines(within: room)
    } else {
      lines += ["## " + headline] + (faults.isEmpty ? [] : [""]) + faults
      let rollouts = outcome.rollouts.worstFirst
      lines += overview(of: rollouts)
      room -= lines.byteCount
      lines += details(of: rollouts, within: room)
    }
    return (lines + footer).map { $0 + "\n" }.joined()
  }

  private var headline: String {
    let rollouts = outcome.rollouts
    let counts =
      rollouts.isEmpty
      ? "no rollout"
      : "\(rollouts.count) rollout\(rollouts.count == 1 ? "" : "s"): "
        + rollouts.worstFirst.countsOfVerdicts
    return markedVerdict(Published(outcome).verdict) + " · " + counts
  }

  private func overview(of rollouts: [RolloutOutcome]) -> [String] {
    guard !rollouts.isEmpty else { return [] }
    let head = ["", "| verdict | rollout | decision | why |", "|---|---|---|---|"]
    let (rows, left) = rollouts.lines(within: Self.maxBytesOfLines) { rollout in
      [
        MarkdownText.row([
          MarkdownText.unbroken(markedVerdict(rollout.verdictWord)),
          MarkdownText.code(rollout.title, limit: 120),
          MarkdownText.unbroken(rollout.decision?.markdownStep ?? ""),
          MarkdownText.prose(rollout.firstReason, limit: 200),
        ])
      ]
    }
    let rest = Array(rollouts.suffix(left))
    return head + rows + (left == 0 ? [] : ["", "... and \(left) more: \(rest.countsOfVerdicts)"])
  }

  /// What is to be seen to stands open; what passed is folded.
  private func details(of rollouts: [RolloutOutcome], within room: Int) -> [String] {
    var room = room - 300
    func sections(_ rollouts: [RolloutOutcome]) -> (lines: [String], left: Int) {
      let told = rollouts.lines(within: room) { rollout in
        [""]
          + MarkdownSection(rollout, in: outcome, level: 3).lines(
            within: min(room, Self.maxBytesOfEach))
      }
      room -= told.lines.byteCount
      return told
    }
    let open = sections(rollouts.filter { $0.exitStatus != .pass })
    let passed = rollouts.filter { $0.exitStatus == .pass }
    let calm = open.left == 0 ? sections(passed) : ([], passed.count)
    let count = passed.count - calm.left
    let left = open.left + calm.left
    return open.lines
      + (count == 0
        ? []
        : [""]
          + MarkdownText.folded(
            "Without trouble: \(count) rollout\(count == 1 ? "" : "s")", calm.lines))
      + (left == 0
        ? []
        : ["", "The checks of \(left) rollouts are not shown here; the JSON report has them."])
  }
}

extension [String] {
  /// With the line feeds between them.
  var byteCount: Int { reduce(0) { $0 + $1.utf8.count + 1 } }
}

extension Array {
  /// The first of them in words, and how many more there are.
  func counted(_ most: Int, _ words: (Element) -> String) -> [String] {
    prefix(most).map(words) + (count > most ? ["... and \(count - most) more"] : [])
  }

  /// The lines of as many items as fit into so many bytes, from the first on, and how many do not.
  func lines(within room: Int, of item: (Element) -> [String]) -> (lines: [String], left: Int) {
    var lines: [String] = []
    var rest = room
    for (index, element) in enumerated() {
      let next = item(element)
      rest -= next.byteCount
      guard rest >= 0 else { return (lines, count - index) }
      lines += next
    }
    return (lines, 0)
  }
}
