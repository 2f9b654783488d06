import Diagnostics

/// Where a new key goes in a mapping, and how it is written there.
enum KeyInsertion {
  static func splice(
    _ key: String, _ value: String, into mapping: YAMLNode, of bytes: [UInt8]
  ) throws(YAMLRefusal) -> (offset: Int, text: String) {
    try mapping.refuseAnchorAndTag()
    guard let entries = mapping.entries else {
      throw YAMLRefusal(
        at: mapping.position, "a mapping is expected here",
        advice: "write \"\(key): \(value)\", indented below its parent")
    }
    let place = try self.place(key, value, in: mapping, entries, bytes)
    // A mark at the begin of a line is passed over, but not behind a plain value, which it would end.
    let next = bytes[place.offset...].drop { " \t\r\n".utf8.contains($0) }
    guard !next.starts(with: "\u{FEFF}".utf8) else {
      throw YAMLRefusal(
        at: mapping.position, "a byte order mark stands behind this mapping's last value",
        advice: "take it out: it belongs to the begin of a file")
    }
    return place
  }

  private static func place(
    _ key: String, _ value: String, in mapping: YAMLNode, _ entries: [YAMLEntry], _ bytes: [UInt8]
  ) throws(YAMLRefusal) -> (offset: Int, text: String) {
    if mapping.isFlow {
      // `[a: 1]` is a list of one mapping, to which a comma would add an item.
      guard bytes[mapping.range.lowerBound] == UInt8(ascii: "{") else {
        throw YAMLRefusal(
          at: mapping.position, "a key and its value stand here without braces",
          advice: "put them in braces")
      }
      return flow(key, value, entries, mapping.range, bytes)
    }
    return try block(key, value, mapping, entries, bytes)
  }

  private static func flow(
    _ key: String, _ value: String, _ entries: [YAMLEntry], _ range: Range<Int>, _ bytes: [UInt8]
  ) -> (offset: Int, text: String) {
    guard let last = entries.last else { return (range.lowerBound + 1, "\(key): \(value)") }
    let isJSON = entries.allSatisfy { $0.key.scalar?.style == .doubleQuoted }
    let colon = gap(last.key.range.upperBound, last.value.range.lowerBound, ":", bytes) ?? ": "
    let previous = entries.dropLast().last?.value.range.upperBound
    let comma =
      previous.flatMap { gap($0, last.key.range.lowerBound, ",", bytes) }
      ?? (isJSON && colon == ":" ? "," : ", ")
    let written = isJSON ? ScalarText.quoted(key) : ScalarText.fresh(key)
    // `{a:1}` is the one key "a:1": only a quoted key may go without the space.
    let between = isJSON ? colon : ": "
    return (last.value.range.upperBound, comma + written + between + value)
  }

  /// The bytes between two nodes, if they are the mark and blanks after it and nothing else.
  private static func gap(_ start: Int, _ end: Int, _ mark: String, _ bytes: [UInt8]) -> String? {
    guard start < end, end <= bytes.count else { return nil }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    guard text.hasPrefix(mark), text.utf8.dropFirst().allSatisfy({ " \n\r".utf8.contains($0) })
    else { return nil }
    return text
  }

  private static func block(
    _ key: String, _ value: String, _ mapping: YAMLNode, _ entries: [YAMLEntry], _ bytes: [UInt8]
  ) throws(YAMLRefusal) -> (offset: Int, text: String) {
    guard let first = entries.first?.key, let leaf = mapping.lastLeaf else {
      throw YAMLRefusal(at: mapping.position, "this mapping is empty", advice: "write {} here")
    }
    let indent = try indentation(of: first, in: mapping, bytes)
    let line = ScalarText.fresh(key) + ": " + value
    switch leaf.scalar?.style {
    // A block of text goes on to the next token, and after an empty value comes whatever its author
    // meant to write there: the safe place is before the first key.
    case .literal, .folded: return before(first, line, indent, bytes)
    case .plain where leaf.range.isEmpty: return before(first, line, indent, bytes)
    case .plain, .singleQuoted, .doubleQuoted, nil: break
    }
    let end = LineBreaks.end(ofLineAt: leaf.range.upperBound, in: bytes)
    guard !LineBreaks.goesOn(behindOddBreakIn: bytes[leaf.range.upperBound..<end.lowerBound]) else {
      throw YAMLRefusal(
        at: leaf.position,
        "what comes next stands on the same line to an editor, behind U+0085 or the like",
        advice: "end lines with line feeds")
    }
    guard end.isEmpty else { return (end.upperBound, indent + line + text(bytes[end])) }
    return (bytes.count, LineBreaks.usual(near: bytes.count, in: bytes) + indent + line)
  }

  private static func before(
    _ first: YAMLNode, _ line: String, _ indent: String, _ bytes: [UInt8]
  ) -> (offset: Int, text: String) {
    let offset = first.range.lowerBound
    return (offset, line + LineBreaks.usual(near: offset, in: bytes) + indent)
  }

  private static func indentation(
    of first: YAMLNode, in mapping: YAMLNode, _ bytes: [UInt8]
  ) throws(YAMLRefusal) -> String {
    guard first.range.lowerBound == mapping.range.lowerBound else {
      throw YAMLRefusal(
        at: mapping.position, "a key written with \"?\"", advice: "write it as \"key: value\"")
    }
    let start = LineBreaks.start(ofLineAt: first.range.lowerBound, in: bytes)
    let before = bytes[start..<first.range.lowerBound]
    guard !before.contains(UInt8(ascii: "\t")) else {
      throw YAMLRefusal(
        at: first.position, "a tab stands before this key", advice: "indent with spaces")
    }
    return String(repeating: " ", count: first.position.column - 1)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

extension YAMLNode {
  /// The last node in the order of the file that is no block collection.
  fileprivate var lastLeaf: YAMLNode? {
    var node = self
    while !node.isFlow {
      switch node.content {
      case .scalar, .alias: return node
      case .mapping(let entries):
        guard let last = entries.last else { return nil }
        node = last.value
      case .sequence(let items):
        guard let last = items.last else { return nil }
        node = last
      }
    }
    return node
  }
}
