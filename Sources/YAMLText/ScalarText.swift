import Diagnostics

extension YAMLScalar {
  /// A text as a YAML value of one line: plain where every reader takes it for text, else in double
  /// quotes with everything escaped that could break a line or hide.
  package static func written(_ text: String) -> String {
    ScalarText.mayStandPlain(text) ? text : ScalarText.quoted(text)
  }
}

/// What a scalar's bytes must be for a new value.
enum ScalarText {
  /// The bytes of the value itself, inside the quotes, and the new text in that style; with
  /// `addingQuotes` a plain value gets double quotes.
  static func replacement(
    of node: YAMLNode, by text: String, addingQuotes: Bool = false
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
      guard !addingQuotes else { return (node.range, quoted(text)) }
      guard PlainText.needsNoQuotes(text, mayHoldColons: scalar.holdsColon),
        PlainText.kind(of: text) == PlainText.kind(of: scalar.text)
      else {
        throw YAMLRefusal(
          at: node.position, "\"\(text)\" would change its type here without quotes",
          advice: "put the present value in quotes")
      }
      return (node.range, text)
    }
  }

  /// Refuses bytes that would be no part of a text any more, or another one, in the text's quotes.
  static func refuse(_ bytes: String, inside text: YAMLNode) throws(YAMLRefusal) {
    let isFit: Bool
    switch text.scalar?.style {
    case .literal: isFit = true
    case .folded: isFit = !bytes.contains { $0.isNewline }
    case .singleQuoted: isFit = bytes.unicodeScalars.allSatisfy { $0 != "'" && $0.value >= 0x20 }
    case .doubleQuoted:
      isFit = bytes.unicodeScalars.allSatisfy { $0 != "\"" && $0 != "\\" && $0.value >= 0x20 }
    case .plain, nil: isFit = bytes.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: ".") }
    }
    guard !isFit else { return }
    throw YAMLRefusal(
      at: text.position, "\(bytes) can't be written into this text as it is quoted",
      advice: "write the text as a block after |")
  }

  /// A new value: plain where that is safe, else in double quotes.
  static func fresh(_ text: String) -> String {
    PlainText.needsNoQuotes(text) ? text : quoted(text)
  }

  /// Whether every reader takes a text for that very text, without quotes and wherever it stands.
  static func mayStandPlain(_ text: String, mayHoldColons: Bool = false) -> Bool {
    PlainText.needsNoQuotes(text, mayHoldColons: mayHoldColons)
      && PlainText.kind(of: text) == .text
  }

  static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// What YAML does not print, and what a person would not see or a build agent obey, is written as
  /// its number: Azure's agents take `##vso[` for a command wherever it stands.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      case "#" where previous == "#": escaped += codePoint(scalar)
      default: escaped += isMisleading(scalar) ? codePoint(scalar) : "\(scalar)"
      }
      previous = scalar
    }
    return escaped
  }

  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (mark, width) = scalar.value > 0xFFFF ? ("\\U", 8) : ("\\u", 4)
    return mark + String(repeating: "0", count: width - digits.count) + digits
  }
}

extension UInt8 {
  fileprivate var isAlphanumeric: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
