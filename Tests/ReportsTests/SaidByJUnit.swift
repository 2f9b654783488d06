extension Said {
  /// What a JUnit report says.
  init?(junit bytes: [UInt8]) {
    guard let report = ParsedJUnit(bytes) else { return nil }
    rollouts = report.suites.filter { $0.name.hasPrefix("canary.") }.map { suite in
      var rollout = Rollout(verdict: suite.properties["verdict"])
      for found in suite.cases {
        if found.name == "decision" {
          let lines = found.text.split(separator: "\n").map(String.init)
          let sentence = (lines.first ?? "").split(separator: ": ", maxSplits: 1)
          rollout.decision = Decision(
            String(sentence.first ?? ""),
            reasons: sentence.dropFirst().map(String.init)
              + lines.dropFirst().map { String($0.dropFirst(2)) })
        } else if let check = Check(found) {
          rollout.checks.append(check)
        }
      }
      return rollout
    }
  }
}

extension Said.Check {
  /// Nil for what is no check: cases of checks are named after a limit.
  fileprivate init?(_ found: ParsedJUnit.Case) {
    let limit = #/ ((<=|>=|=|in) [0-9.]+.*|(pass|fail) if .*|any value)$/#
    guard let limit = found.name.firstMatch(of: limit) else { return nil }
    let name = String(found.name[..<limit.range.lowerBound])
    let lines = found.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // What is cut off goes on below.
    let isCut = lines[0].hasSuffix(" more characters)") && lines.count > 1
    let headline = SaidHeadline(isCut ? String(lines[1].dropFirst(2)) : lines[0], of: name)
    guard let headline else { return nil }
    let measured = lines.firstMatch { $0.wholeMatch(of: #/  measured +(.*?), limit .*/#)?.1 }
    self.init(
      name: name,
      verdict: ["system-out": "pass", "failure": "fail", "skipped": "skipped"][found.result]
        ?? (["Unreachable", "StoreError"].contains(found.type) ? "error" : "inconclusive"),
      value: headline.value ?? measured.map(String.init) ?? "-", reason: headline.reason)
  }
}

extension Sequence {
  /// The first that becomes something.
  func firstMatch<Found>(_ find: (Element) -> Found?) -> Found? {
    for element in self { if let found = find(element) { return found } }
    return nil
  }
}
