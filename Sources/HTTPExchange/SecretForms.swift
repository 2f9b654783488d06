/// The ways in which one secret may appear in a text that a store, a proxy or a library wrote.
///
/// Each is UTF-8 bytes: as it is, percent-encoded, in Base64, and inside a JSON string.
enum SecretForms {
  /// A shorter secret would blank out innocent text and protect nothing.
  static let leastLength = 4

  static func all(of text: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    guard bytes.count >= leastLength else { return [] }
    let upper = Array("0123456789ABCDEF".utf8)
    let lower = Array("0123456789abcdef".utf8)
    let forms = [
      bytes,
      percentEncoded(bytes, digits: upper), percentEncoded(bytes, digits: lower),
      percentEncoded(bytes, digits: upper, space: [UInt8(ascii: "+")]),
      // Without padding, so that it is found with and without.
      Base64.digits(of: bytes), Base64.digits(of: bytes, alphabet: Base64.addressAlphabet),
      jsonEscaped(text, also: ""), jsonEscaped(text, also: "/"),
      // As Go's encoder writes them, lest a body be read as HTML.
      jsonEscaped(text, also: "<>&"),
    ]
    return Array(Set(forms))
  }

  /// RFC 3986: all but the unreserved characters.
  private static func percentEncoded(
    _ bytes: [UInt8], digits: [UInt8], space: [UInt8]? = nil
  ) -> [UInt8] {
    let unreserved = Set(Base64.addressAlphabet + Array(".~".utf8))
    return bytes.flatMap { byte -> [UInt8] in
      if unreserved.contains(byte) { return [byte] }
      if let space, byte == UInt8(ascii: " ") { return space }
      return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  /// RFC 8259: quotes, backslashes and control characters escaped, and `others` as their writer does.
  private static func jsonEscaped(_ text: String, also others: String) -> [UInt8] {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      case "/" where others.unicodeScalars.contains(scalar): escaped += "\\/"
      case _ where scalar.value < 0x20 || others.unicodeScalars.contains(scalar):
        let digits = String(scalar.value, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      case _: escaped.unicodeScalars.append(scalar)
      }
    }
    return Array(escaped.utf8)
  }
}
