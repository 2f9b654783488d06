/// Percent-encodes all but RFC 3986's unreserved characters, in UTF-8.
package func percentEncoded(_ text: String) -> String {
  let hex = Array("0123456789ABCDEF".utf8)
  var encoded: [UInt8] = []
  encoded.reserveCapacity(text.utf8.count * 3 / 2)
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: encoded.append(byte)
    default: encoded += [37, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}
