/// Splits a template into text and actions, by Go's rules for comments and trim markers.
struct ActionScanner {
  enum Piece {
    case text(String)
    case action([ActionToken], number: Int)
  }

  private let bytes: [UInt8]
  private var index = 0
  /// Where the braces are counted up to, and how many `{{` lie before.
  private var counted = (index: 0, braces: 0)

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func pieces() throws(GoTemplateFault) -> [Piece] {
    var pieces: [Piece] = []
    var trimsNext = false
    while index < bytes.count {
      let open = first("{{", from: index) ?? bytes.count
      let trims = open + 3 < bytes.count && bytes[open + 2] == Byte.minus && isSpace(open + 3)
      let text = trimmed(index..<open, start: trimsNext, end: trims)
      if !text.isEmpty { pieces.append(.text(String(decoding: bytes[text], as: UTF8.self))) }
      guard open < bytes.count else { break }
      let number = numberOfAction(at: open)
      index = open + (trims ? 4 : 2)
      if begins("/*", at: index) {
        trimsNext = try comment(number)
      } else {
        var lexer = ActionLexer(bytes: bytes, index: index, action: number)
        pieces.append(.action(try lexer.tokens(), number: number))
        (index, trimsNext) = (lexer.index, lexer.trims)
      }
    }
    return pieces
  }

  /// Passes `/* ... */}}`, and says whether it trims what follows.
  private mutating func comment(_ number: Int) throws(GoTemplateFault) -> Bool {
    guard let end = first("*/", from: index + 2) else {
      throw GoTemplateFault(
        action: number, what: "the comment is never closed", advice: "close it with \"*/}}\"")
    }
    index = end + 2
    let trims = index < bytes.count && isSpace(index) && begins("-}}", at: index + 1)
    guard trims || begins("}}", at: index) else {
      throw GoTemplateFault(
        action: number, what: "more than a comment stands in its braces",
        advice: "end the comment with \"*/}}\" or \"*/ -}}\"")
    }
    index += trims ? 4 : 2
    return trims
  }

  private mutating func numberOfAction(at offset: Int) -> Int {
    while let open = first("{{", from: counted.index), open < offset {
      counted = (open + 2, counted.braces + 1)
    }
    return counted.braces
  }

  private func trimmed(_ range: Range<Int>, start: Bool, end: Bool) -> Range<Int> {
    var range = range
    while start, let first = range.first, isSpace(first) { range.removeFirst() }
    while end, let last = range.last, isSpace(last) { range.removeLast() }
    return range
  }

  private func isSpace(_ offset: Int) -> Bool { Byte.isSpace(bytes[offset]) }

  private func begins(_ mark: StaticString, at offset: Int) -> Bool {
    bytes[min(offset, bytes.count)...].starts(with: "\(mark)".utf8)
  }

  private func first(_ mark: StaticString, from offset: Int) -> Int? {
    let mark = Array("\(mark)".utf8)
    guard offset + 1 < bytes.count else { return nil }
    return (offset..<bytes.count - 1).first { bytes[$0] == mark[0] && bytes[$0 + 1] == mark[1] }
  }
}

enum Byte {
  static let minus = UInt8(ascii: "-")

  /// What Go's templates count as space.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// A letter, a digit or `_`; what lies beyond ASCII counts as a letter.
  static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}
