import Diagnostics

/// Byte ranges of a file with what shall stand in their place. An empty range is an insertion.
struct Splices {
  struct Splice {
    let range: Range<Int>
    let bytes: [UInt8]
  }

  /// Rising and apart from each other.
  private(set) var all: [Splice] = []

  /// Adds a splice; false where it would touch another one.
  mutating func add(_ range: Range<Int>, _ text: String) -> Bool {
    let index = all.firstIndex { $0.range.lowerBound >= range.lowerBound } ?? all.count
    if index > 0, all[index - 1].range.upperBound > range.lowerBound { return false }
    if index < all.count {
      let next = all[index].range
      if next.lowerBound < range.upperBound || next.lowerBound == range.lowerBound { return false }
    }
    all.insert(Splice(range: range, bytes: Array(text.utf8)), at: index)
    return true
  }

  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(all.reduce(bytes.count) { $0 + $1.bytes.count })
    var end = 0
    for splice in all {
      result += bytes[end..<splice.range.lowerBound]
      result += splice.bytes
      end = splice.range.upperBound
    }
    return result + bytes[end...]
  }

  /// By how many bytes the splices before an offset move what follows.
  func shift(before offset: Int) -> Int {
    all.prefix { $0.range.lowerBound < offset }.reduce(0) { $0 + $1.bytes.count - $1.range.count }
  }

  /// Where `new` first differs from `old` outside the splices, as an offset of `old`.
  func strayByte(from old: [UInt8], to new: [UInt8]) -> Int? {
    var end = 0
    var shift = 0
    for splice in all {
      if let stray = Self.difference(old, end..<splice.range.lowerBound, new, shift) {
        return stray
      }
      shift += splice.bytes.count - splice.range.count
      end = splice.range.upperBound
    }
    if let stray = Self.difference(old, end..<old.count, new, shift) { return stray }
    return old.count + shift == new.count ? nil : old.count
  }

  private static func difference(
    _ old: [UInt8], _ range: Range<Int>, _ new: [UInt8], _ shift: Int
  ) -> Int? {
    guard range.upperBound + shift <= new.count else { return range.lowerBound }
    let other = new[range.lowerBound + shift..<range.upperBound + shift]
    if old[range].elementsEqual(other) { return nil }
    return zip(range, other).first { old[$0] != $1 }?.0
  }
}
