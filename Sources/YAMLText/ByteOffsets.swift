/// Turns libyaml's offsets, which count Unicode scalars, into byte offsets of the file.
///
/// libyaml's marks rise through a file, so walking on from the last answer costs one pass over the
/// bytes in all and needs no table.
struct ByteOffsets {
  private let bytes: [UInt8]
  /// The bytes of a byte order mark, which libyaml never saw.
  private let start: Int
  private let isASCII: Bool
  private var scalar = 0
  private var byte: Int

  init(of bytes: [UInt8], from start: Int, isASCII: Bool) {
    self.bytes = bytes
    self.start = start
    self.isASCII = isASCII
    byte = start
  }

  mutating func byte(ofScalar wanted: Int) -> Int {
    if isASCII { return min(start + wanted, bytes.count) }
    while scalar < wanted, byte < bytes.count {
      byte += 1
      while byte < bytes.count, isContinuation(bytes[byte]) { byte += 1 }
      scalar += 1
    }
    while scalar > wanted, byte > start {
      byte -= 1
      while byte > start, isContinuation(bytes[byte]) { byte -= 1 }
      scalar -= 1
    }
    return byte
  }

  private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
