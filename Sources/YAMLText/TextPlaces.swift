/// Where each byte of a scalar's text stands in its file.
///
/// Nil for a text that the bytes do not spell out: one with escapes beyond `\"` and the like, and one
/// in quotes over several lines. Each byte is compared with the file's, so what is found is certain.
struct TextPlaces {
  /// The first byte in the file of each byte of the text, and the one behind its last.
  private var starts: [Int] = []
  private var ends: [Int] = []
  /// Where the lines of the scalar begin in the file, the first with the scalar itself.
  private let lines: [Int]
  private let first: (line: Int, column: Int)
  private let bytes: [UInt8]

  init?(of node: YAMLNode) {
    guard let scalar = node.scalar else { return nil }
    bytes = node.source.bytes
    let range = node.range
    guard range.upperBound <= bytes.count, !range.isEmpty else { return nil }
    first = (node.position.line, node.position.column)
    lines = Self.lines(in: range, of: bytes)
    let text = Array(scalar.text.utf8)
    starts.reserveCapacity(text.count)
    ends.reserveCapacity(text.count)
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

  func range(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else {
      let place =
        starts.indices.contains(range.lowerBound) ? starts[range.lowerBound] : ends.last ?? 0
      return place..<place
    }
    return starts[range.lowerBound]..<ends[range.upperBound - 1]
  }

  /// The line and the column, in Unicode scalars, of a byte in the file; both from 1.
  func position(of offset: Int) -> (line: Int, column: Int) {
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= offset { low = middle } else { high = middle }
    }
    let scalars = bytes[lines[low]..<max(offset, lines[low])].count { $0 & 0xC0 != 0x80 }
    return (first.line + low, scalars + (low == 0 ? first.column : 1))
  }

  private static func lines(in range: Range<Int>, of bytes: [UInt8]) -> [Int] {
    var lines = [range.lowerBound]
    for index in range where LineBreaks.isBreak(endingAt: index, in: bytes) {
      lines.append(index + 1)
    }
    return lines
  }

  private mutating func add(_ range: Range<Int>) {
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
