/// The difference between two texts as `diff -u` writes it, for `git apply` and for people.
package struct UnifiedDiff: Sendable {
  /// Lines of context around a change.
  private static let context = 3

  private let path: String
  /// The lines around the differences; of a large file nothing else is looked at twice.
  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]
  /// How many lines of the file come before them.
  private let linesBefore: Int

  /// `path` is the file's, relative to the work tree.
  package init(path: String, old: [UInt8], new: [UInt8]) {
    self.path = path
    let (start, tail) = Self.commonEnds(old, new)
    self.old = Self.lines(of: old[start..<old.count - tail])
    self.new = Self.lines(of: new[start..<new.count - tail])
    linesBefore = old[..<start].count { $0 == UInt8(ascii: "\n") }
  }

  /// How many bytes at both ends are the same, whole lines and none of the context's.
  private static func commonEnds(_ old: [UInt8], _ new: [UInt8]) -> (head: Int, tail: Int) {
    let shorter = min(old.count, new.count)
    var head = 0
    while head < shorter, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < shorter - head, old[old.count - tail - 1] == new[new.count - tail - 1] {
      tail += 1
    }
    var breaks = 0
    while head > 0 {
      if old[head - 1] == UInt8(ascii: "\n") { breaks += 1 }
      if breaks > context { break }
      head -= 1
    }
    // The first break below ends the line that differs; the others end the context.
    breaks = 0
    while tail > 0, breaks <= context {
      if old[old.count - tail] == UInt8(ascii: "\n") { breaks += 1 }
      tail -= 1
    }
    return (head, tail)
  }

  /// Empty where nothing differs. Line breaks of any kind are kept as they are.
  package var text: String {
    let changes = LineChange.changes(from: old, to: new)
    guard !changes.isEmpty else { return "" }
    var bytes: [UInt8] = []
    bytes += "--- \(Self.label("a/" + path))\n+++ \(Self.label("b/" + path))\n".utf8
    for hunk in Self.hunks(changes) { append(hunk, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Only a line feed ends a line, as for Git; a carriage return before it is part of the line.
  private static func lines(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(rest[...end])
      rest = rest[(end + 1)...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }

  /// Changes near enough to share context, together.
  private static func hunks(_ changes: [LineChange]) -> [[LineChange]] {
    var hunks: [[LineChange]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private func append(_ hunk: [LineChange], to bytes: inout [UInt8]) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let before = min(Self.context, first.old.lowerBound)
    let after = min(Self.context, old.count - last.old.upperBound)
    let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
    let newRange = first.new.lowerBound - before..<last.new.upperBound + after
    bytes += "@@ -\(label(oldRange)) +\(label(newRange)) @@\n".utf8
    var next = oldRange.lowerBound
    for change in hunk {
      for line in old[next..<change.old.lowerBound] { append(line, after: " ", to: &bytes) }
      for line in old[change.old] { append(line, after: "-", to: &bytes) }
      for line in new[change.new] { append(line, after: "+", to: &bytes) }
      next = change.old.upperBound
    }
    for line in old[next..<oldRange.upperBound] { append(line, after: " ", to: &bytes) }
  }

  private func append(
    _ line: ArraySlice<UInt8>, after mark: Unicode.Scalar, to bytes: inout [UInt8]
  ) {
    bytes.append(UInt8(ascii: mark))
    bytes += line
    if line.last != UInt8(ascii: "\n") { bytes += "\n\\ No newline at end of file\n".utf8 }
  }

  /// `12,7`: the first line from 1, or the line before where there is none, and how many.
  private func label(_ lines: Range<Int>) -> String {
    let start = linesBefore + lines.lowerBound + (lines.isEmpty ? 0 : 1)
    return lines.count == 1 ? "\(start)" : "\(start),\(lines.count)"
  }

  /// A path as Git writes it: quoted where a byte could be taken for something else.
  private static func label(_ path: String) -> String {
    let isOdd = path.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0x22 || $0 == 0x5C }
    // A tab ends a name that holds spaces.
    guard isOdd else { return path.contains(" ") ? path + "\t" : path }
    let escaped = path.utf8.map { byte -> [UInt8] in
      switch byte {
      case 0x22, 0x5C: return [0x5C, byte]
      case 0x20..<0x7F, 0x80...: return [byte]
      default:
        let digits = String(byte, radix: 8)
        return Array(("\\" + String(repeating: "0", count: 3 - digits.count) + digits).utf8)
      }
    }
    return "\"" + String(decoding: escaped.joined(), as: UTF8.self) + "\""
  }
}
