/// How much a terminal or a job log can show.
package struct TextStyle: Hashable, Sendable {
  /// ANSI colours.
  package let color: Bool
  /// Marks beside the words; without it only words.
  package let unicode: Bool

  package init(color: Bool, unicode: Bool) {
    self.color = color
    self.unicode = unicode
  }

  enum Paint: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case plain = ""
  }

  /// The only place that writes an escape sequence; `text` must be printable already.
  func paint(_ text: String, _ paint: Paint) -> String {
    guard color, paint != .plain, !text.isEmpty else { return text }
    return "\u{1b}[\(paint.rawValue)m" + text + "\u{1b}[0m"
  }
}

extension CheckWord {
  var paint: TextStyle.Paint {
    switch self {
    case .pass: .green
    case .fail, .error: .red
    case .inconclusive: .yellow
    case .skipped: .dim
    }
  }

  /// One column wide.
  var mark: String {
    switch self {
    case .pass: "✓"
    case .fail: "✗"
    case .inconclusive: "?"
    case .error: "!"
    case .skipped: "-"
    }
  }
}
