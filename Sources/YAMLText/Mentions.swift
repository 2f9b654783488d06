/// Whether a document may hold one of several names.
struct Mentions {
  /// In small letters.
  private let names: [[UInt8]]

  init(of names: [String]) {
    self.names = names.map { Array($0.lowercased().utf8) }.filter { !$0.isEmpty }
  }

  /// Looks at the bytes from a document's start to the next line that begins with `---`: inside a
  /// document no line may begin so.
  ///
  /// Also true for a backslash: the text may then be written otherwise than it reads.
  func areFound(in bytes: [UInt8], from start: Int) -> Bool {
    guard !names.isEmpty else { return true }
    let bytes = bytes.span
    // Directives stand before the document's own marker.
    var hasBegun = start >= bytes.count || bytes[start] != UInt8(ascii: "%")
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") { return true }
      if byte == UInt8(ascii: "\n"), index > start, isMarker(in: bytes, at: index + 1) {
        if hasBegun { return false }
        hasBegun = true
      }
      for name in names where name[0] == small(byte) {
        if isName(name, in: bytes, at: index) { return true }
      }
      index += 1
    }
    return false
  }

  private func isMarker(in bytes: Span<UInt8>, at index: Int) -> Bool {
    guard index + 3 <= bytes.count,
      (0..<3).allSatisfy({ bytes[index + $0] == UInt8(ascii: "-") })
    else { return false }
    return index + 3 == bytes.count || " \t\r\n".utf8.contains(bytes[index + 3])
  }

  private func isName(_ name: [UInt8], in bytes: Span<UInt8>, at index: Int) -> Bool {
    index + name.count <= bytes.count
      && name.indices.allSatisfy { small(bytes[index + $0]) == name[$0] }
  }

  private func small(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
