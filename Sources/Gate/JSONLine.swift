/// A JSON value on one line, whose objects keep the order of their members.
indirect enum JSONLine {
  case null
  case integer(Int)
  case text(String)
  case list([JSONLine])
  case object([(name: String, value: JSONLine)])

  static func text(_ value: String?) -> JSONLine { value.map(JSONLine.text) ?? .null }
  static func integer(_ value: Int?) -> JSONLine { value.map(JSONLine.integer) ?? .null }

  var written: String {
    switch self {
    case .null: "null"
    case .integer(let number): "\(number)"
    case .text(let text): Self.quoted(text)
    case .list(let items): "[" + items.map(\.written).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0.name)):\($0.value.written)" }.joined(separator: ",")
        + "}"
    }
  }

  /// RFC 8259, 7: quotes, backslashes and control characters are escaped, and nothing else.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      case _: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
