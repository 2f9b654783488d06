/// A JSON value whose objects keep the order in which they were made.
///
/// Written here rather than by an encoder so that keys stand in reading order, what is not known is
/// `null` instead of absent, and the bytes do not change with a library's version.
package indirect enum JSONText {
  case null
  case flag(Bool)
  case integer(Int)
  /// Not finite becomes a text: `"NaN"`, `"+Inf"`, `"-Inf"`.
  case number(Double)
  case text(String)
  case list([JSONText])
  case members([(name: String, value: JSONText)])

  package static func text(_ value: String?) -> JSONText { value.map(JSONText.text) ?? .null }
  package static func integer(_ value: Int?) -> JSONText { value.map(JSONText.integer) ?? .null }
  package static func number(_ value: Double?) -> JSONText { value.map(JSONText.number) ?? .null }

  /// The same, as a dictionary's literal.
  package static func object(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
    .members(members.map { ($0.key, $0.value) })
  }

  package enum Layout: Sendable {
    /// All on one line, without blanks, for a machine.
    case line
    /// A line for each member and each item.
    case lines
    /// The same, but lists without objects and lists in them on one line.
    case linesWithShortLists
  }

  /// The document, with a line feed at its end.
  package var document: String { written(.lines) + "\n" }

  package func written(_ layout: Layout) -> String {
    var text = ""
    write(to: &text, layout, indent: "")
    return text
  }

  private func write(to text: inout String, _ layout: Layout, indent: String) {
    switch self {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += "\(number)"
    case .number(let number): text += Self.number(number)
    case .text(let string): text += Self.quoted(string)
    case .list(let values):
      let isShort = layout == .linesWithShortLists && values.allSatisfy(\.isScalar)
      let between = isShort ? ", " : ","
      let breaks = isShort || layout == .line ? nil : indent
      Self.write(values, in: "[", "]", between, breaks, to: &text) { value, text, inner in
        value.write(to: &text, layout, indent: inner)
      }
    case .members(let members):
      let breaks = layout == .line ? nil : indent
      Self.write(members, in: "{", "}", ",", breaks, to: &text) { member, text, inner in
        text += Self.quoted(member.name) + (layout == .line ? ":" : ": ")
        member.value.write(to: &text, layout, indent: inner)
      }
    }
  }

  /// - Parameter indent: That of the brackets, where each item has a line of its own.
  private static func write<Item>(
    _ items: [Item], in open: String, _ close: String, _ separator: String, _ indent: String?,
    to text: inout String, each write: (Item, inout String, String) -> Void
  ) {
    guard let indent, !items.isEmpty else {
      text += open
      for (index, item) in items.enumerated() {
        if index > 0 { text += separator }
        write(item, &text, "")
      }
      return text += close
    }
    let inner = indent + "  "
    text += open
    for (index, item) in items.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + inner
      write(item, &text, inner)
    }
    text += "\n" + indent + close
  }

  private var isScalar: Bool {
    switch self {
    case .null, .flag, .integer, .number, .text: true
    case .list, .members: false
    }
  }

  /// Reads back as the same `Double`.
  private static func number(_ number: Double) -> String {
    guard number.isFinite else { return quoted(DecimalText.text(number)) }
    if number == number.rounded(), number.magnitude < 1e15 { return "\(Int64(number))" }
    return "\(number)"
  }

  /// Escapes also what a terminal or a build agent would obey if the document is printed.
  private static func quoted(_ string: String) -> String {
    var text = "\""
    var previous: Unicode.Scalar?
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "#" where previous == "#": text += "\\u0023"
      case "\u{20}"..."\u{7e}": text.unicodeScalars.append(scalar)
      default:
        if isMisleading(scalar) {
          for unit in String(scalar).utf16 { text += "\\u" + hexadecimal(unit) }
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
      previous = scalar
    }
    return text + "\""
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
