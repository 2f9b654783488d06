import Diagnostics

extension Notice {
  /// For an incoming webhook of Rocket.Chat.
  ///
  /// What others wrote stands in an attachment, and there in code, where nothing has a meaning: its
  /// parsers differ in what a backslash does. `@all` and `@here` are looked for in the message's own
  /// text. Source: Rocket.Chat, `processWebhookMessage.ts`, `Mentions.ts`, `grammar.pegjs`.
  package func rocket(channel: String?, username: String?) -> JSONText {
    let lines =
      facts.map { ($0.name, Self.code($0.value), true) }
      + [
        ("Checks", checks.map(Self.code).joined(separator: "\n"), false)
      ]
      .filter { !$0.1.isEmpty }
    let attachment: [(String, JSONText?)] = [
      ("color", .text(severity.webColor)), ("title", job.map { _ in .text("Job") }),
      ("title_link", job.map { .text($0.text) }),
      ("text", .text(reasons.map(Self.code).joined(separator: "\n"))),
      (
        "fields",
        .list(
          lines.map { name, value, isShort in
            .object(["title": .text(name), "value": .text(value), "short": .flag(isShort)])
          })
      ),
      ("ts", .text("\(at)")),
    ]
    let message: [(String, JSONText?)] = [
      ("channel", channel.map(JSONText.text)), ("username", username.map(JSONText.text)),
      ("text", .text(Self.broken(headline, to: 300))), ("parseUrls", .flag(false)),
      ("attachments", .list([.members(attachment.present)])),
    ]
    return .members(message.present)
  }

  private static func code(_ text: String) -> String { "`" + inCode(text, to: 400) + "`" }

  /// A grave accent of its own is the one thing that ends code.
  private static let inCode = Spelling { scalar, _ in scalar == "`" ? "\u{2CB}" : nil }

  /// A rollout's name holds nothing of this; a blank without width ends what would begin a name or
  /// markup.
  private static let broken = Spelling { scalar, _ in
    switch scalar {
    case "@", "#", "<", "[", "]", "(", "!", "`", "*", "_", "~", "|": "\(scalar)\u{200B}"
    case _: nil
    }
  }
}
