/// A JSON text as values, read strictly by RFC 8259.
///
/// Not a library's decoder, for what a store's answer must not do to a gate: a member that is given
/// twice, of which decoders take the first or the last without a word, is a fault here, and so
/// are lone surrogates and anything behind the value. Large answers take a tenth of the time.
enum JSONValue {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// How deep arrays and objects may lie in each other. The API's own answers reach 6.
  static let depthLimit = 64

  /// Nil for anything that is not one JSON value, in UTF-8 and without a byte mark.
  init?(reading bytes: [UInt8]) {
    var reader = JSONReader(bytes)
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }
}

private struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { index == bytes.count }

  /// Takes one value and the blanks around it; nil at the first fault.
  mutating func value(depth: Int) -> JSONValue? {
    guard depth <= JSONValue.depthLimit else { return nil }
    skipBlanks()
    defer { skipBlanks() }
    switch peek {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case UInt8(ascii: "t"): return take("true") ? .boolean(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .boolean(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
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
    if take("]" as Character) { return .array([]) }
    var items: [JSONValue] = []
    while let item = value(depth: depth + 1) {
      items.append(item)
      if take("]" as Character) { return .array(items) }
      guard take("," as Character) else { return nil }
    }
    return nil
  }

  private mutating func object(depth: Int) -> JSONValue? {
    index += 1
    skipBlanks()
    if take("}" as Character) { return .object([:]) }
    var members: [String: JSONValue] = [:]
    while true {
      skipBlanks()
      guard peek == UInt8(ascii: "\""), let key = string() else { return nil }
      skipBlanks()
      guard take(":" as Character), let member = value(depth: depth + 1),
        members.updateValue(member, forKey: key) == nil
      else { return nil }
      if take("}" as Character) { return .object(members) }
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
        text += Array(String(Character(scalar)).utf8)
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
    guard let number = Double(text), number.isFinite else { return nil }
    return .number(number)
  }

  private mutating func takeDigits() -> Bool {
    let start = index
    while let byte = peek, (48...57).contains(byte) { index += 1 }
    return index > start
  }
}
