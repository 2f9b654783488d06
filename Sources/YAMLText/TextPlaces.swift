/// Where each byte of a scalar's text stands in its file.
///
/// Nil for a text that the bytes do not spell out: one with escapes beyond `\"` and the like, and one
/// in quotes over several lines. Each byte is compared with the file's, so what is found is certain.
struct TextPlaces {
  /// The longest text, in bytes, that is gone on into: no object of a cluster is longer.
  static let greatestSize = 512 << 10

  /// The first byte in the file of each byte of the text, and the one behind its last.
  private var starts: [Int] = []
  private var ends: [Int] = []
  /// The line and the column of each of these bytes, from 1; columns count Unicode scalars.
  private var positions: [(line: Int, column: Int)] = []
  /// How far lines and columns are counted.
  private var counted: (offset: Int, line: Int, column: Int)
  private let bytes: [UInt8]

  init?(of node: YAMLNode) {
    guard let scalar = node.scalar else { return nil }
    bytes = node.source.bytes
    let range = node.range
    guard range.upperBound <= bytes.count, !range.isEmpty else { return nil }
    counted = (range.lowerBound, node.position.line, node.position.column)
    let text = Array(scalar.text.utf8)
    starts.reserveCapacity(text.count)
    ends.reserveCapacity(text.count)
    positions.reserveCapacity(text.count)
    let isSpelled =
      switch scalar.style {
      case .plain: spells(text, in: range, quote: nil)
      case .singleQuoted:
        spells(text, in: range.lowerBound + 1..<range.upperBound - 1, quote: UInt8(ascii: "'"))
      case .doubleQuoted:
        spells(text, in: range.lowerBound + 1..<range.upperBound - 1, quote: UInt8(ascii: "\""))
      case .literal: spells(text, inBlock: range, isFolded: false)
      case .folded: spells(text, inBlock: range, isFolded: true)
      }
    guard isSpelled, starts.count == text.count else { return nil }
  }

  /// Where bytes of the text stand in the file.
  func range(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else {
      let place =
        starts.indices.contains(range.lowerBound) ? starts[range.lowerBound] : ends.last ?? 0
      return place..<place
    }
    return starts[range.lowerBound]..<ends[range.upperBound - 1]
  }

  /// The line and the column in the file of a byte of the text, or of its end.
  func position(of index: Int) -> (line: Int, column: Int) {
    positions.indices.contains(index) ? positions[index] : (counted.line, counted.column)
  }

  private mutating func count(to offset: Int) {
    while counted.offset < offset {
      if LineBreaks.isBreak(endingAt: counted.offset, in: bytes) {
        (counted.line, counted.column) = (counted.line + 1, 1)
      } else if bytes[counted.offset] & 0xC0 != 0x80 {
        counted.column += 1
      }
      counted.offset += 1
    }
  }

  private mutating func add(_ range: Range<Int>) {
    count(to: range.lowerBound)
    positions.append((counted.line, counted.column))
    starts.append(range.lowerBound)
    ends.append(range.upperBound)
  }

  /// One line in quotes or without, a quote in it doubled or behind a backslash.
  private mutating func spells(_ text: [UInt8], in range: Range<Int>, quote: UInt8?) -> Bool {
    var place = range.lowerBound
    for byte in text {
      guard place < range.upperBound else { return false }
      var end = place + 1
      if bytes[place] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        guard end < range.upperBound, Self.escaped[bytes[end]] == byte else { return false }
        end += 1
      } else {
        guard bytes[place] == byte else { return false }
        if byte == UInt8(ascii: "'"), quote == byte { end += 1 }
      }
      add(place..<end)
      place = end
    }
    return place == range.upperBound
  }

  private static let escaped: [UInt8: UInt8] = [
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "n"): UInt8(ascii: "\n"),
    UInt8(ascii: "t"): UInt8(ascii: "\t"),
  ]

  /// A block of text: indented lines, whose breaks are kept or folded.
  private mutating func spells(
    _ text: [UInt8], inBlock range: Range<Int>, isFolded: Bool
  ) -> Bool {
    var block = BlockLines(of: bytes, in: range, text: text)
    while starts.count < text.count {
      guard let line = block.next() else { return false }
      for place in line {
        guard starts.count < text.count else { return false }
        guard bytes[place] == text[starts.count] else { return false }
        add(place..<place + 1)
      }
      guard starts.count < text.count else { return true }
      guard let breaks = isFolded ? block.breaks() : block.oneBreak().map({ [$0] }) else {
        return false
      }
      guard spells(text, breaks) else { return false }
    }
    return true
  }

  /// The breaks between two lines: a space for one that is folded, each as it is, or all but one.
  private mutating func spells(_ text: [UInt8], _ breaks: [Range<Int>]) -> Bool {
    if text[starts.count] == UInt8(ascii: " "), breaks.count == 1 {
      add(breaks[0])
      return true
    }
    let kept = text[starts.count...].prefix(breaks.count).prefix { $0 == UInt8(ascii: "\n") }.count
    guard kept > 0, kept >= breaks.count - 1 || starts.count + kept == text.count else {
      return false
    }
    breaks.suffix(kept).forEach { add($0) }
    return true
  }
}
