/// Bytes as a text of 64 characters, after RFC 4648.
package enum Base64 {
  private static let letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  static let plainAlphabet = Array((letters + "+/").utf8)
  /// That of section 5, for addresses.
  static let addressAlphabet = Array((letters + "-_").utf8)

  /// Without padding.
  static func digits(of bytes: [UInt8], alphabet: [UInt8] = plainAlphabet) -> [UInt8] {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      text += [18, 12, 6, 0].prefix(group.count + 1).map { alphabet[bits >> $0 & 63] }
    }
    return text
  }

  package static func text(of bytes: [UInt8]) -> String {
    let digits = digits(of: bytes)
    let padding = String(repeating: "=", count: (4 - digits.count % 4) % 4)
    return String(decoding: digits, as: UTF8.self) + padding
  }

  /// Nil for any text but the one that these bytes become: also without its padding, with blanks,
  /// and with bits beyond the last byte.
  package static func bytes(of text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (bits, count) = (0, 0)
    for digit in text.utf8 where digit != UInt8(ascii: "=") {
      guard let value = value(of: digit) else { return nil }
      (bits, count) = (bits << 6 | value, count + 6)
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        bits &= (1 << count) - 1
      }
    }
    return self.text(of: bytes) == text ? bytes : nil
  }

  private static func value(of digit: UInt8) -> Int? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(digit) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(digit) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(digit) - 48 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
