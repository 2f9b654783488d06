/// RFC 8259 and nothing beside it: the first fault ends it.
struct JSONReader {
  private let bytes: [UInt8]
  /// Where the next byte is; after a fault, about where that is.
  private var index = 0
  /// What is wrong, where it is not simply that JSON has no such byte there.
  private var what: String?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func document() throws(JSONFault) -> JSONValue {
    guard let value = value(depth: 0), index == bytes.count else { throw fault }
    return value
  }

  private var fault: JSONFault {
    let before = bytes[..<index]
    let lineFeed = UInt8(ascii: "\n")
    let start = before.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
    // Bytes that continue a scalar are no columns of their own.
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    let usual = index == bytes.count ? "the text ends too early" : "this is no JSON"
    return .text(
      line: before.count { $0 == lineFeed } + 1, column: column, what: what ?? usual)
  }

  /// Takes one value and the blanks around it; nil at the first fault.
  private mutating func value(depth: Int) -> JSONValue? {
    guard depth <= JSONValue.depthLimit else {
      what = "lists and objects lie too deep in each other"
      return nil
    }
    skipBlanks()
    guard let value = bareValue(depth: depth) else { return nil }
    skipBlanks()
    return value
  }

  private mutating func bareValue(depth: Int) -> JSONValue? {
    switch peek {
    case UInt8(ascii: "{"): object(depth: depth)
    case UInt8(ascii: "["): array(depth: depth)
    case UInt8(ascii: "\""): string().map(JSONValue.text)
    case UInt8(ascii: "t"): take("true") ? .flag(true) : nil
    case UInt8(ascii: "f"): take("false") ? .flag(false) : nil
    case UInt8(ascii: "n"): take("null") ? .null : nil
    default: number()
    }
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard peek == character.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let text = "\(word)".utf8
    guard bytes[index...].starts(with: text) else { return false }
    index += text.count
    return true
  }

  private mutating func array(depth: Int) -> JSONValue? {
    index += 1
    skipBlanks()
    if take("]" as Character) { return .list([]) }
    var items: [JSONValue] = []
    while let item = value(depth: depth + 1) {
      items.append(item)
      if take("]" as Character) { return .list(items) }
      guard take("," as Character) else { return nil }
    }
    return nil
  }

  private mutating func object(depth: Int) -> JSONValue? {
    index += 1
    skipBlanks()
    if take("}" as Character) { return .members([:]) }
    var members: [String: JSONValue] = [:]
    while true {
      skipBlanks()
      let start = index
      guard peek == UInt8(ascii: "\""), let key = string() else { return nil }
      skipBlanks()
      guard take(":" as Character), let member = value(depth: depth + 1) else { return nil }
      guard members.updateValue(member, forKey: key) == nil else {
        (index, what) = (start, "this member is there twice")
        return nil
      }
      if take("}" as Character) { return .members(members) }
      guard take("," as Character) else { return nil }
    }
  }

  private mutating func string() -> String? {
    index += 1
    let start = index
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(validating: bytes[start..<index - 1], as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let beginning = String(validating: bytes[start..<index], as: UTF8.self) else {
          return nil
        }
        return escapedString(after: beginning)
      case 0..<0x20:
        return nil
      default:
        index += 1
      }
    }
    return nil
  }

  /// Goes on from the first escape of a string.
  private mutating func escapedString(after beginning: String) -> String? {
    var text = Array(beginning.utf8)
    while let byte = peek {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        if scalar.isASCII {
          text.append(UInt8(scalar.value))
        } else {
          text += String(Character(scalar)).utf8
        }
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = peek else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: return nil
    }
    guard let unit = codeUnit() else { return nil }
    guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) }
    guard take("\\" as Character), take("u" as Character), let low = codeUnit(),
      (0xDC00..<0xE000).contains(low)
    else { return nil }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func codeUnit() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    let digits = bytes[index..<index + 4]
    index += 4
    return digits.reduce(0 as UInt32?) { unit, byte in
      guard let unit, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        return nil
      }
      return unit << 4 + UInt32(digit)
    }
  }

  private mutating func number() -> JSONValue? {
    let start = index
    _ = take("-" as Character)
    if !take("0" as Character) { guard takeDigits() else { return nil } }
    if take("." as Character) { guard takeDigits() else { return nil } }
    if take("e" as Character) || take("E" as Character) {
      if !take("+" as Character) { _ = take("-" as Character) }
      guard takeDigits() else { return nil }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let number = Double(text), number.isFinite else {
      (index, what) = (start, "this number is too large")
      return nil
    }
    return .number(number)
  }

  private mutating func takeDigits() -> Bool {
    let start = index
    while let byte = peek, (48...57).contains(byte) { index += 1 }
    return index > start
  }
}
