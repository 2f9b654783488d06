import Diagnostics

extension Notice {
  /// For an incoming webhook of Slack.
  ///
  /// Markup is off, but for what stands between `<` and `>`, a mention of the whole channel among it,
  /// which no switch turns off. Source: docs.slack.dev, "Formatting message text" and "Secondary message
  /// attachments"; a text may have 3,000 characters where Slack is strictest.
  package func slack(channel: String?, username: String?) -> JSONText {
    let fields =
      facts.map { ($0.name, Self.slack($0.value, to: 2_000), true) }
      + [
        ("Checks", Self.slack(checks, to: 3_000), false)
      ]
      .filter { !$0.1.isEmpty }
    return .members(
      [
        ("channel", channel.map(JSONText.text)), ("username", username.map(JSONText.text)),
        ("text", .text(Self.slack(headline, to: 3_000))), ("mrkdwn", .flag(false)),
        // Slack would fetch what a text of others names.
        ("unfurl_links", .flag(false)), ("unfurl_media", .flag(false)),
        (
          "attachments",
          .list([
            .members(
              [
                ("color", .text(severity.webColor)),
                ("fallback", .text(Self.slack(headline, to: 3_000))),
                ("mrkdwn_in", .list([])),
                ("title", job.map { _ in .text("Job") }),
                ("title_link", job.map { .text($0.text) }),
                ("text", .text(Self.slack(reasons, to: 3_000))),
                ("fields", .list(fields.map(Self.field))),
                ("footer", .text("rolloutgate \(version)")),
                ("ts", .integer(Int(at.unixSeconds))),
              ].present)
          ])
        ),
      ].present)
  }

  private static func field(_ name: String, _ value: String, isShort: Bool) -> JSONText {
    .object(["title": .text(name), "value": .text(value), "short": .flag(isShort)])
  }

  private static let slack = Spelling { scalar, _ in
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case _: nil
    }
  }
}

extension [(String, JSONText?)] {
  /// Those that there are.
  var present: [(name: String, value: JSONText)] {
    compactMap { name, value in value.map { (name, $0) } }
  }
}
