extension ConditionLexer {
  /// Reads `12`, `1_000`, `0x2A`, `0o52`, `0b10`, `.5`, `1.5e-3`.
  mutating func number() throws(ConditionFault) -> ConditionToken.Kind {
    let start = index
    let radix = peek() == "0" ? radix(of: peek(1)) : nil
    if radix != nil { index += 2 }
    passDigits(hex: radix == 16)
    var isReal = false
    if radix == nil {
      if peek() == ".", peek(1) != "." {
        isReal = true
        index += 1
        passDigits(hex: false)
      }
      if peek() == "e" || peek() == "E" {
        isReal = true
        index += 1
        if peek() == "+" || peek() == "-" { index += 1 }
        passDigits(hex: false)
      }
    }
    let written = text(from: start)
    let bad = ConditionFault(
      offset: start, what: "\"\(written)\" is no number", advice: "write it as in 0.95 or 1e-3")
    if let scalar = peek(), isNamePart(scalar) || "0" <= scalar && scalar <= "9" { throw bad }
    let plain = written.filter { $0 != "_" }
    if isReal {
      guard let value = Self.real(plain) else { throw bad }
      return .real(value)
    }
    guard let value = Int(radix == nil ? plain : String(plain.dropFirst(2)), radix: radix ?? 10)
    else { throw bad }
    return .whole(value)
  }

  /// A finite number by the grammar `[+-]digits[.digits][e[+-]digits]`, where one side of the point
  /// may be empty; nil for all else, and for what is too large.
  static func real(_ text: String) -> Double? {
    var rest = Array(text.utf8)[...]
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      rest.removeFirst()
    }
    let exponent = rest.firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
    var mantissa = rest[..<(exponent ?? rest.endIndex)]
    if let point = mantissa.firstIndex(of: UInt8(ascii: ".")) { mantissa.remove(at: point) }
    guard !mantissa.isEmpty, mantissa.allSatisfy(isDigit) else { return nil }
    if let exponent {
      var digits = rest[rest.index(after: exponent)...]
      if let sign = digits.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        digits.removeFirst()
      }
      guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func radix(of letter: Unicode.Scalar?) -> Int? {
    switch letter {
    case "x", "X": 16
    case "o", "O": 8
    case "b", "B": 2
    default: nil
    }
  }

  private mutating func passDigits(hex: Bool) {
    while let scalar = peek() {
      switch scalar {
      case "0"..."9", "_": index += 1
      case "a"..."f", "A"..."F":
        guard hex else { return }
        index += 1
      default: return
      }
    }
  }

  /// Reads a text in single or double quotes, on one line.
  mutating func quoted(by quote: Unicode.Scalar) throws(ConditionFault) -> String {
    let open = fault("a quoted text is never closed on its line", "close it with \(quote)")
    var text = String.UnicodeScalarView()
    index += 1
    while let scalar = peek(), scalar != "\n" {
      index += 1
      if scalar == quote { return String(text) }
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      switch peek() {
      case "n": text.append("\n")
      case "r": text.append("\r")
      case "t": text.append("\t")
      case "\\": text.append("\\")
      case quote: text.append(quote)
      default:
        throw fault("this escape is not known", "known are \\n \\r \\t \\\\ and the quote itself")
      }
      index += 1
    }
    throw open
  }

  /// Reads a text in backquotes, where nothing is escaped.
  mutating func raw() throws(ConditionFault) -> String {
    let open = fault("a text in backquotes is never closed", "close it with \"`\"")
    let start = index + 1
    index += 1
    while let scalar = peek(), scalar != "`" { index += 1 }
    guard index < scalars.count else { throw open }
    let inside = text(from: start)
    index += 1
    return inside
  }
}
