import Diagnostics

/// What readers of YAML take a text for that stands without quotes.
///
/// As wide as the widest of them: YAML 1.1's types (yaml.org/type: int, float, bool, timestamp),
/// which go-yaml, PyYAML and Psych read in part, and YAML 1.2's core schema (section 10.3.2).
enum PlainText {
  enum Kind {
    /// The same text to every reader.
    case text
    /// Digits without leading zero, at most 15: the same number to every reader, and it keeps its
    /// text.
    case wholeNumber
    /// A number, a date or a time to some readers, which may write it otherwise: 1.10, 1e5, 007.
    case numeral
    /// A boolean or null to some readers.
    case word
  }

  static func kind(of text: String) -> Kind {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    guard !words.contains(text.lowercased()) else { return .word }
    guard let first = text.utf8.first, isDigit(first) else { return .text }
    let bytes = text.utf8[...]
    if bytes.allSatisfy(isDigit), bytes.count <= 15, bytes.count == 1 || first != zero {
      return .wholeNumber
    }
    return isNumber(bytes) || isBased(bytes) || isTime(bytes) || isDate(bytes) ? .numeral : .text
  }

  /// Whether a text needs no quotes wherever it stands: a number, a name, a version, an image tag.
  ///
  /// A colon inside, as in an image with its tag, is not understood by all readers between braces.
  static func needsNoQuotes(_ text: String, mayHoldColons: Bool = false) -> Bool {
    guard let first = text.utf8.first, isWord(first) else { return false }
    let colon = UInt8(ascii: ":")
    return text.utf8.last != colon
      && text.utf8.allSatisfy { byte in
        isWord(byte) || "._/+-@".utf8.contains(byte) || (mayHoldColons && byte == colon)
      }
  }

  /// `12`, `1_000`, `1.10`, `1e5`.
  private static func isNumber(_ text: Substring.UTF8View) -> Bool {
    var rest = text.drop(while: isDigitOrLine)
    if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: isDigitOrLine) }
    guard let mark = rest.first else { return true }
    guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
    rest.removeFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigitOrLine)
  }

  /// `0x1f`, `0o17`, `0b101`.
  private static func isBased(_ text: Substring.UTF8View) -> Bool {
    guard text.first == zero, let mark = text.dropFirst().first else { return false }
    let digits = text.dropFirst(2)
    switch mark {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return digits.allSatisfy(isHexDigitOrLine)
    case UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "b"), UInt8(ascii: "B"):
      return digits.allSatisfy(isDigitOrLine)
    default: return false
    }
  }

  /// `12:30`, which YAML 1.1 reads as a number to the base of 60.
  private static func isTime(_ text: Substring.UTF8View) -> Bool {
    text.allSatisfy { isDigitOrLine($0) || ":.".utf8.contains($0) }
      && text.contains(UInt8(ascii: ":"))
  }

  /// `2024-01-31`, alone or with a time behind it.
  private static func isDate(_ text: Substring.UTF8View) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].count == 4, parts[0].allSatisfy(isDigit),
      (1...2).contains(parts[1].count), parts[1].allSatisfy(isDigit)
    else { return false }
    let day = parts[2].prefix(while: isDigit)
    guard (1...2).contains(day.count) else { return false }
    guard let next = parts[2][day.endIndex...].first else { return parts.count == 3 }
    return next == UInt8(ascii: "T") || next == UInt8(ascii: "t")
  }

  private static let zero = UInt8(ascii: "0")

  private static func isDigit(_ byte: UInt8) -> Bool {
    (zero...UInt8(ascii: "9")).contains(byte)
  }

  private static func isDigitOrLine(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_")
  }

  private static func isHexDigitOrLine(_ byte: UInt8) -> Bool {
    isDigitOrLine(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigitOrLine(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
