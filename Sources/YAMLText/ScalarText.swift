import Diagnostics

extension YAMLScalar {
  /// A text as a YAML value of one line: plain where every reader takes it for text, else in double
  /// quotes with everything escaped that could break a line or hide.
  package static func written(_ text: String) -> String {
    ScalarText.isPlain(text) && ScalarText.kind(text) == .text ? text : ScalarText.quoted(text)
  }
}

/// What a scalar's bytes must be for a new value, its quotes kept.
enum ScalarText {
  /// The bytes of the value itself, inside the quotes, and the new text in that style.
  static func replacement(
    of node: YAMLNode, by text: String
  ) throws(YAMLRefusal) -> (range: Range<Int>, text: String) {
    try node.refuseAnchorAndTag()
    guard let scalar = node.scalar else {
      throw YAMLRefusal(
        at: node.position, "a single value is expected here", advice: "write one value")
    }
    let inside =
      node.range.lowerBound + 1..<max(node.range.lowerBound + 1, node.range.upperBound - 1)
    switch scalar.style {
    case .literal, .folded:
      throw YAMLRefusal(
        at: node.position, "this value is a block of text", advice: "write it on one line")
    case .singleQuoted:
      guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
        throw YAMLRefusal(
          at: node.position, "the new value holds control characters",
          advice: "use double quotes here")
      }
      let doubled = text.unicodeScalars.map { $0 == "'" ? "''" : "\($0)" }
      return (inside, doubled.joined())
    case .doubleQuoted: return (inside, escaped(text))
    case .plain:
      guard !scalar.isNull else {
        throw YAMLRefusal(
          at: node.position, "there is no value here to replace", advice: "write the present value")
      }
      guard isPlain(text), kind(text) == kind(scalar.text) else {
        throw YAMLRefusal(
          at: node.position, "\"\(text)\" would change its type here without quotes",
          advice: "put the present value in quotes")
      }
      return (node.range, text)
    }
  }

  /// A new value: plain where that is safe, else in double quotes.
  static func fresh(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      default: isPrintable(scalar) ? "\(scalar)" : codePoint(scalar)
      }
    }.joined()
  }

  /// YAML's printable characters, without its line breaks and a byte order mark.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
    case 0x10000...: true
    default: false
    }
  }

  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Text that needs no quotes wherever it stands: a number, a name, a version, an image tag.
  fileprivate static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isWord(first) else { return false }
    return text.utf8.allSatisfy { isWord($0) || "._/+-@".utf8.contains($0) }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  fileprivate enum Kind {
    case wholeNumber, otherwise, text
  }

  /// What YAML readers take plain text for; `otherwise` is whatever some reader reads as no text.
  fileprivate static func kind(_ text: String) -> Kind {
    if DecimalText.count(text) != nil { return .wholeNumber }
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    let first = text.utf8.first ?? 0
    let isNumeral = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    guard !words.contains(text.lowercased()) else { return .otherwise }
    guard isNumeral else { return .text }
    // 1.10, 1e3, 0x1f, 1_000 and 12:30 are numbers to some readers; 1.2.3 and 1a are not.
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let odd = text.utf8.contains { byte in
      !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) && !"._eExXoObB+-".utf8.contains(byte)
        && !(UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        && !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
    }
    return odd || parts.count > 2 ? .text : .otherwise
  }
}
