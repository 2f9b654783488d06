/// The lines of a block of text, without their indentation.
struct BlockLines {
  private let bytes: [UInt8]
  private let end: Int
  private let indentation: Int
  private var place: Int

  /// - Parameter text: What the block reads as; it tells how far its lines are indented.
  init(of bytes: [UInt8], in range: Range<Int>, text: [UInt8]) {
    self.bytes = bytes
    end = range.upperBound
    let header = LineBreaks.end(ofLineAt: range.lowerBound, in: bytes)
    place = min(header.upperBound, end)
    let written = Self.leadingSpaces(of: bytes[place..<end])
    let read = Self.leadingSpaces(of: text[...])
    indentation = max(0, written - read)
  }

  /// The next line's content; nil at the end.
  mutating func next() -> Range<Int>? {
    guard place < end else { return nil }
    let lineEnd = min(LineBreaks.end(ofLineAt: place, in: bytes).lowerBound, end)
    let indent = bytes[place..<lineEnd].prefix(indentation).prefix { $0 == UInt8(ascii: " ") }.count
    defer { place = lineEnd }
    return place + indent..<lineEnd
  }

  /// The break that ends the line that `next` gave.
  mutating func oneBreak() -> Range<Int>? {
    let found = LineBreaks.end(ofLineAt: place, in: bytes)
    guard !found.isEmpty, found.upperBound <= end else { return nil }
    place = found.upperBound
    return found
  }

  /// That break, and those of the empty lines that follow.
  mutating func breaks() -> [Range<Int>]? {
    guard let first = oneBreak() else { return nil }
    var breaks = [first]
    while place < end {
      let line = LineBreaks.end(ofLineAt: place, in: bytes)
      let blanks = bytes[place..<min(line.lowerBound, end)]
      guard !line.isEmpty, line.upperBound <= end, blanks.count <= indentation,
        blanks.allSatisfy({ $0 == UInt8(ascii: " ") })
      else { break }
      breaks.append(line)
      place = line.upperBound
    }
    return breaks
  }

  /// Of the first line that has anything else.
  private static func leadingSpaces(of bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: " "): count += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): count = 0
      default: return count
      }
    }
    return 0
  }
}
