extension ActionLexer {
  /// Reads `` `...` ``, in which nothing is escaped; carriage returns are left out, as in Go.
  mutating func raw() throws(GoTemplateFault) -> String {
    guard let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "`")) else {
      throw fault("a text in backquotes is never closed", "close it with \"`\"")
    }
    let inside = bytes[(index + 1)..<end].filter { $0 != 0x0D }
    index = end + 1
    return String(decoding: inside, as: UTF8.self)
  }

  /// Reads `"..."` with Go's escapes.
  mutating func quoted() throws(GoTemplateFault) -> String {
    let open = fault("a quoted text is never closed on its line", "close it with a double quote")
    var text: [UInt8] = []
    index += 1
    while let byte = peek(), byte != 0x0A {
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw fault("the escapes make no UTF-8", "write the characters themselves")
        }
        return valid
      }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let letter = peek() else { throw open }
      index += 1
      text += try escaped(letter)
    }
    throw open
  }

  private mutating func escaped(_ letter: UInt8) throws(GoTemplateFault) -> [UInt8] {
    switch Unicode.Scalar(letter) {
    case "a": return [0x07]
    case "b": return [0x08]
    case "f": return [0x0C]
    case "n": return [0x0A]
    case "r": return [0x0D]
    case "t": return [0x09]
    case "v": return [0x0B]
    case "\\", "\"": return [letter]
    case "x": return [UInt8(truncatingIfNeeded: try code(digits: 2, radix: 16))]
    case "u": return try character(digits: 4)
    case "U": return try character(digits: 8)
    case "0"..."7":
      index -= 1
      let value = try code(digits: 3, radix: 8)
      guard let byte = UInt8(exactly: value) else { break }
      return [byte]
    default: break
    }
    let scalar = String(decoding: [letter], as: UTF8.self)
    throw fault(
      "\"\\\(scalar)\" is no escape in a quoted text",
      "double the backslash, or put the text in backquotes")
  }

  private mutating func character(digits: Int) throws(GoTemplateFault) -> [UInt8] {
    guard let scalar = Unicode.Scalar(try code(digits: digits, radix: 16)) else {
      throw fault("an escape names no character", "write the character itself")
    }
    return Array(String(scalar).utf8)
  }

  private mutating func code(digits: Int, radix: Int) throws(GoTemplateFault) -> UInt32 {
    let written = String(decoding: bytes[index...].prefix(digits), as: UTF8.self)
    guard written.utf8.count == digits, written.utf8.allSatisfy(Byte.isNamePart),
      let value = UInt32(written, radix: radix)
    else {
      throw fault("an escape in a quoted text lacks digits", "double the backslash")
    }
    index += digits
    return value
  }
}
