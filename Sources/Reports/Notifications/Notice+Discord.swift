import Diagnostics

extension Notice {
  /// For a webhook of Discord.
  ///
  /// An embed mentions nobody, and `allowed_mentions` says so once more. Of its texts, a title may have
  /// 256 characters, a description 4,096, a field's value 1,024, and all of it 6,000. Source:
  /// docs.discord.com, "Embed Limits" and "Allowed Mentions Object".
  package func discord(username: String?) -> JSONText {
    var fields = facts.map { ($0.name, Self.discord($0.value, to: 400), true) }
    if !checks.isEmpty {
      fields.append(("Checks", Self.discord(checks, to: 1_024, bullet: "• "), false))
    }
    let embed: [(String, JSONText?)] = [
      ("title", .text(Self.discord(headline, to: 256))), ("url", job.map { .text($0.text) }),
      ("description", .text(Self.discord(reasons, to: 2_000, bullet: "• "))),
      ("color", .integer(severity.color)),
      (
        "fields",
        .list(
          fields.map { name, value, isInline in
            .object(["name": .text(name), "value": .text(value), "inline": .flag(isInline)])
          })
      ),
      ("footer", .object(["text": .text("rolloutgate \(version)")])),
      ("timestamp", .text("\(at)")),
    ]
    let message: [(String, JSONText?)] = [
      ("username", username.map(JSONText.text)),
      ("allowed_mentions", .object(["parse": .list([])])),
      ("embeds", .list([.members(embed.present)])),
    ]
    return .members(message.present)
  }

  /// A backslash takes the meaning from any punctuation; `-` and `+` have one at the begin of a line.
  private static let discord = Spelling { scalar, isFirst in
    switch scalar {
    case "\\", "*", "_", "~", "`", "|", "[", "]", "<", ">", "@", "#": "\\\(scalar)"
    case "-", "+": isFirst ? "\\\(scalar)" : nil
    case _: nil
    }
  }
}
