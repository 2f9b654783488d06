/// The line breaks of a file: LF, CRLF, or CR alone.
enum LineBreaks {
  /// The bytes of the break that ends the line at an offset; empty at the end of the file.
  static func end(ofLineAt offset: Int, in bytes: [UInt8]) -> Range<Int> {
    var index = offset
    while index < bytes.count, !isBreak(bytes[index]) { index += 1 }
    guard index < bytes.count else { return bytes.count..<bytes.count }
    let isPair =
      bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
      && bytes[index + 1] == UInt8(ascii: "\n")
    return index..<index + (isPair ? 2 : 1)
  }

  /// Where the line at an offset begins; after a byte order mark on the first line.
  static func start(ofLineAt offset: Int, in bytes: [UInt8]) -> Int {
    var index = offset
    while index > 0, !isBreak(bytes[index - 1]) { index -= 1 }
    return index == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : index
  }

  /// The break that this line ends with, or the one before it, or a line feed.
  static func usual(near offset: Int, in bytes: [UInt8]) -> String {
    let end = end(ofLineAt: offset, in: bytes)
    if !end.isEmpty { return String(decoding: bytes[end], as: UTF8.self) }
    let start = start(ofLineAt: offset, in: bytes)
    guard start > 0, isBreak(bytes[start - 1]) else { return "\n" }
    let isPair =
      start > 1 && bytes[start - 1] == UInt8(ascii: "\n") && bytes[start - 2] == UInt8(ascii: "\r")
    return String(decoding: bytes[(start - (isPair ? 2 : 1))..<start], as: UTF8.self)
  }

  /// Whether a break ends with this byte.
  static func isBreak(endingAt index: Int, in bytes: [UInt8]) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n")
    default: false
    }
  }

  /// Whether YAML 1.1 breaks this text at U+0085, U+2028 or U+2029, as neither editors nor YAML 1.2 do,
  /// and finds more than comments behind it.
  static func goesOn(behindOddBreakIn text: ArraySlice<UInt8>) -> Bool {
    let isOdd = { (scalar: Unicode.Scalar) in [0x85, 0x2028, 0x2029].contains(scalar.value) }
    return String(decoding: text, as: UTF8.self).unicodeScalars
      .split(omittingEmptySubsequences: false, whereSeparator: isOdd).dropFirst()
      .contains { line in line.first { $0 != " " }.map { $0 != "#" } ?? false }
  }

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
