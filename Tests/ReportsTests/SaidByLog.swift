extension Said {
  /// What a log in our own words says, as a terminal, GitHub, GitLab and Azure DevOps get it.
  init(log text: String) {
    rollouts = []
    var isInDecision = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // GitLab's markers of sections.
      if line.hasPrefix("\u{1b}[0Ksection_") { continue }
      let line = String(line)
      if let title = line.firstMatch(of: #/^(.+?)  revision /#)?.1 ?? Self.bareTitle(line) {
        rollouts.append(Rollout(title: String(title)))
      }
      guard !rollouts.isEmpty else { continue }
      if let check = Check(row: line) {
        rollouts[rollouts.count - 1].checks.append(check)
      }
      if let found = line.firstMatch(
        of: #/^  ([A-Z]+( [A-Z]+)?) (at [0-9]+|[0-9]+ -> [0-9]+)(: (.*))?$/#)
      {
        rollouts[rollouts.count - 1].decision = Decision(
          "\(found.1) \(found.3)", reasons: found.5.map { [String($0)] } ?? [])
        isInDecision = true
      } else if isInDecision, line.hasPrefix("    ") {
        rollouts[rollouts.count - 1].decision?.reasons?.append(String(line.dropFirst(4)))
      } else {
        isInDecision = false
      }
    }
  }

  /// The heading of a rollout of which nothing more is known.
  private static func bareTitle(_ line: String) -> Substring? {
    let isOurs = ["exit status ", "::", "##[", "##vso["].contains { line.hasPrefix($0) }
    guard let first = line.first, first != " ", !isOurs, !line.contains(": ") else { return nil }
    return line[...]
  }

  /// What the one line of each rollout says.
  init(lines text: String) {
    rollouts = text.split(separator: "\n").compactMap { line in
      let words = ["pass", "fail", "inconclusive", "error", "not-judged"].joined(separator: "|")
      guard let pattern = try? Regex("^(.*) (\(words))( .*)?$"),
        let found = line.wholeMatch(of: pattern), let title = found[1].substring,
        let verdict = found[2].substring
      else { return nil }
      let decision = found[3].substring.flatMap { Decision(String($0.dropFirst())) }
      return Rollout(title: String(title), verdict: String(verdict), decision: decision)
    }
  }
}

extension Said.Check {
  /// Nil for a line that is no row of the table: mark, verdict, check, value, limit, a bar where it has
  /// one, window, requests, reason.
  fileprivate init?(row line: String) {
    guard
      let found = line.wholeMatch(of: #/  [✓✗?!-] (pass|fail|inconclusive|error|skipped) +(.*)/#)
    else { return nil }
    let cells = found.2.split(separator: #/  +/#).map(String.init)
    guard cells.count >= 5,
      let window = cells[3...].firstIndex(where: { $0.wholeMatch(of: #/([0-9]+[a-z]+)+/#) != nil })
    else { return nil }
    self.init(
      name: cells[0], verdict: String(found.1), value: cells[1],
      reason: cells.dropFirst(window + 2).joined(separator: "  "))
  }
}
