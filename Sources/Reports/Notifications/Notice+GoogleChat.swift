import Diagnostics

extension Notice {
  /// For an incoming webhook of Google Chat: a card, whose texts know some of HTML's tags, and so no
  /// mention.
  ///
  /// A message may have 32,000 bytes. Source: developers.google.com, "Cards v2" and "Format messages" of
  /// the Chat API.
  package func googleChat() -> JSONText {
    let color = severity.webColor
    var widgets = [
      Self.paragraph(
        "<b><font color=\"\(color)\">\(Self.html(headline, to: 400))</font></b>\n"
          + Self.html(reasons, to: 3_000))
    ]
    widgets += facts.map { fact in
      .object([
        "decoratedText": .object([
          "topLabel": .text(fact.name), "text": .text(Self.html(fact.value, to: 1_000)),
          "wrapText": .flag(true),
        ])
      ])
    }
    if !checks.isEmpty {
      widgets.append(Self.paragraph("<b>Checks</b>\n" + Self.html(checks, to: 4_000)))
    }
    if let job {
      widgets.append(
        .object([
          "buttonList": .object([
            "buttons": .list([
              .object([
                "text": .text("Job"),
                "onClick": .object(["openLink": .object(["url": .text(job.text)])]),
              ])
            ])
          ])
        ]))
    }
    return .object([
      "cardsV2": .list([
        .object([
          "cardId": .text("rolloutgate"),
          "card": .object(["sections": .list([.object(["widgets": .list(widgets)])])]),
        ])
      ]),
      "fallbackText": .text(Self.html(headline, to: 400)),
    ])
  }

  private static func paragraph(_ text: String) -> JSONText {
    .object(["textParagraph": .object(["text": .text(text)])])
  }

  private static let html = Spelling { scalar, _ in
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case _: nil
    }
  }
}
