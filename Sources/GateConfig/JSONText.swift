/// A JSON value that keeps the order of its members, for text that people read and diff.
indirect enum JSONText {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([JSONText])
  case object([(String, JSONText)])

  static func type(_ name: String) -> JSONText { .object([("type", .string(name))]) }

  /// Adds the members of another object behind this one's.
  mutating func append(_ other: JSONText) {
    guard case .object(let mine) = self, case .object(let theirs) = other else { return }
    self = .object(mine + theirs)
  }

  func printed(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .string(let text): return Self.quoted(text)
    case .integer(let number): return "\(number)"
    case .boolean(let flag): return flag ? "true" : "false"
    case .array(let items):
      let isShort = items.allSatisfy(\.isScalar)
      if isShort { return "[" + items.map { $0.printed() }.joined(separator: ", ") + "]" }
      let lines = items.map { inner + $0.printed(indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let lines = members.map {
        inner + Self.quoted($0.0) + ": " + $0.1.printed(indent: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .string, .integer, .boolean: true
    case .array, .object: false
    }
  }

  private static func quoted(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "\"") { result, scalar in
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    } + "\""
  }
}
