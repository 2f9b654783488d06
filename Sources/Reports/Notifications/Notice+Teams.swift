import Diagnostics
import Rollouts

extension Notice {
  /// For a webhook of the Workflows app of Microsoft Teams, with an Adaptive Card in it.
  ///
  /// All text is in TextRuns, which know no Markdown, where TextBlocks and FactSets do; and nobody is
  /// mentioned without `msteams.entities`. A message may have 28 KB. Source: learn.microsoft.com,
  /// "Text features" of Adaptive Cards, "Create and send messages" of Teams.
  package func teams() -> JSONText {
    let blocks =
      [Self.block([Self.run(headline, isBold: true, color: severity.teamsColor, isLarge: true)])]
      + reasons.map { Self.block([Self.run($0)]) }
      + facts.map { Self.block([Self.run($0.name + ": ", isBold: true), Self.run($0.value)]) }
      + (checks.isEmpty ? [] : [Self.block([Self.run("Checks", isBold: true)])])
      + checks.map { Self.block([Self.run($0)]) }
    let actions: JSONText? = job.map { job in
      .list([
        .object([
          "type": .text("Action.OpenUrl"), "title": .text("Job"), "url": .text(job.text),
        ])
      ])
    }
    let card: [(String, JSONText?)] = [
      ("$schema", .text("http://adaptivecards.io/schemas/adaptive-card.json")),
      ("type", .text("AdaptiveCard")), ("version", .text("1.4")),
      ("msteams", .object(["width": .text("Full")])), ("body", .list(blocks)),
      ("actions", actions),
    ]
    return .object([
      "type": .text("message"),
      "attachments": .list([
        .object([
          "contentType": .text("application/vnd.microsoft.card.adaptive"), "contentUrl": .null,
          "content": .members(card.present),
        ])
      ]),
    ])
  }

  private static func block(_ runs: [JSONText]) -> JSONText {
    .object(["type": .text("RichTextBlock"), "inlines": .list(runs)])
  }

  private static func run(
    _ text: String, isBold: Bool = false, color: String? = nil, isLarge: Bool = false
  ) -> JSONText {
    let members: [(String, JSONText?)] = [
      ("type", .text("TextRun")), ("text", .text(Spelling.plain(text, to: 400))),
      ("weight", isBold ? .text("Bolder") : nil), ("size", isLarge ? .text("Medium") : nil),
      ("color", color.map(JSONText.text)),
    ]
    return .members(members.present)
  }
}

extension Severity {
  fileprivate var teamsColor: String {
    switch self {
    case .info: "Good"
    case .warn: "Warning"
    case .error: "Attention"
    }
  }
}
