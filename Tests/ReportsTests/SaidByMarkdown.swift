import Reports

extension Said {
  /// What a page of Markdown says, as GitHub renders it.
  init(markdown page: [UInt8]) throws {
    try self.init(pages: [page], inOrder: .ofExitStatus)
  }

  /// What the comments say, one for each rollout that has a name.
  init(comments files: [RenderedReport.File]) throws {
    let ofRollouts = files.filter { $0.name != "rolloutgate.md" }
    try self.init(pages: ofRollouts.map(\.bytes), inOrder: .ofConfigsWithNames)
  }

  private init(pages: [[UInt8]], inOrder order: Order) throws {
    rollouts = []
    self.order = order
    for page in pages {
      let elements = try RenderedMarkdown(page).root.all
      let hasMany = elements.contains { $0.name == "h3" && Self.heading($0.text) != nil }
      for element in elements {
        switch element.name {
        case hasMany ? "h3" : "h2":
          if let rollout = Self.heading(element.text) { rollouts.append(rollout) }
        case "li" where element.text.hasPrefix("Why: "):
          rollouts[rollouts.count - 1].decision?.reasons = [String(element.text.dropFirst(5))]
        case "table" where element.rows.first?.prefix(2) == ["verdict", "check"]:
          rollouts[rollouts.count - 1].checks = element.rows.dropFirst().compactMap(Check.init)
        default: break
        }
      }
    }
  }

  /// `❌ fail · shop/checkout, roll back 30 → 0`
  private static func heading(_ text: String) -> Rollout? {
    let verdicts =
      #/\S+ (pass|fail|inconclusive|error|not judged) · (.*?)(, ([a-z]+( back)? (at [0-9]+|[0-9]+ → [0-9]+)))?/#
    guard let found = text.wholeMatch(of: verdicts),
      found.2.wholeMatch(of: #/([0-9]+|no) rollouts?(: .*)?/#) == nil
    else { return nil }
    return Rollout(
      title: String(found.2), verdict: String(found.1).replacing(" ", with: "-"),
      decision: found.4.flatMap { Decision(String($0)) })
  }
}

extension Said.Check {
  /// Verdict, check, value, limit, window, requests, reason.
  fileprivate init?(row: [String]) {
    guard row.count == 7, let verdict = row[0].split(separator: " ").last else { return nil }
    self.init(name: row[1], verdict: String(verdict), value: row[2], reason: row[6])
  }
}
