import Diagnostics

/// A JSON value whose objects keep the order in which they were made.
///
/// Written here rather than by an encoder so that keys stand in reading order, what is not known is
/// `null` instead of absent, and the bytes do not change with a library's version.
indirect enum JSONText {
  case null
  case flag(Bool)
  case integer(Int)
  /// Not finite becomes a text: `"NaN"`, `"+Inf"`, `"-Inf"`.
  case number(Double)
  case text(String)
  case list([JSONText])
  case object(KeyValuePairs<String, JSONText>)

  static func text(_ value: String?) -> JSONText { value.map(JSONText.text) ?? .null }
  static func integer(_ value: Int?) -> JSONText { value.map(JSONText.integer) ?? .null }
  static func number(_ value: Double?) -> JSONText { value.map(JSONText.number) ?? .null }

  /// The document, with a line feed at its end.
  var document: String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += "\(number)"
    case .number(let number): text += Self.number(number)
    case .text(let string): text += Self.quoted(string)
    case .list(let values):
      guard !values.isEmpty else { return text += "[]" }
      let inner = indent + "  "
      for (index, value) in values.enumerated() {
        text += (index == 0 ? "[\n" : ",\n") + inner
        value.write(to: &text, indent: inner)
      }
      text += "\n" + indent + "]"
    case .object(let members):
      guard !members.isEmpty else { return text += "{}" }
      let inner = indent + "  "
      for (index, member) in members.enumerated() {
        text += (index == 0 ? "{\n" : ",\n") + inner + Self.quoted(member.key) + ": "
        member.value.write(to: &text, indent: inner)
      }
      text += "\n" + indent + "}"
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
