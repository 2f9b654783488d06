import Diagnostics

/// What is known of a file's bytes before YAML is looked for in them.
struct UTF8Text {
  /// Where the text begins: after a byte order mark.
  let start: Int
  let end: Int
  let isASCII: Bool

  enum Fault: Error, Hashable {
    case tooLarge
    /// UTF-16 or UTF-32, by its byte order mark or its zero bytes.
    case otherEncoding
    case invalid(byteOffset: Int)
    /// libyaml compares each %TAG line with all before it, which would take hours for a large file.
    case tooManyTags(byteOffset: Int)
  }

  private static let mostTagLines = 1_000

  init(_ bytes: [UInt8], in slice: Range<Int>) throws(Fault) {
    guard bytes.count <= YAMLFile.greatestSize else { throw .tooLarge }
    let head = Array(bytes.prefix(4))
    guard !head.starts(with: [0xFE, 0xFF]), !head.starts(with: [0xFF, 0xFE]),
      head.count < 2 || (head[0] != 0) == (head[1] != 0)
    else { throw .otherEncoding }
    guard head != [0, 0, 0xFE, 0xFF] else { throw .otherEncoding }
    start = max(slice.lowerBound, head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    end = max(slice.upperBound, start)
    do throws(UTF8.ValidationError) {
      isASCII = try UTF8Span(validating: bytes.span.extracting(start..<end)).isKnownASCII
    } catch {
      throw .invalid(byteOffset: start + error.byteOffsets.lowerBound)
    }
    if let offset = Self.tagLines(of: bytes[start..<end]).dropFirst(Self.mostTagLines).first {
      throw .tooManyTags(byteOffset: offset)
    }
  }

  /// Where a line may begin with %TAG: at most one more of them than are allowed.
  private static func tagLines(of bytes: ArraySlice<UInt8>) -> [Int] {
    var found: [Int] = []
    var rest = bytes
    while found.count <= mostTagLines, let index = rest.firstIndex(of: UInt8(ascii: "%")) {
      // Line breaks of one byte, and the last bytes of U+0085, U+2028 and U+2029.
      let isAtStart =
        index == bytes.startIndex || [10, 13, 0x85, 0xA8, 0xA9].contains(bytes[index - 1])
      if isAtStart, bytes[index...].starts(with: "%TAG".utf8) { found.append(index) }
      rest = bytes[(index + 1)...]
    }
    return found
  }
}

extension UTF8Text.Fault {
  func diagnostic(in bytes: [UInt8], named name: String) -> Diagnostic {
    let beginning = SourcePosition(file: name, line: 1, column: 1)
    switch self {
    case .tooLarge:
      return .error(
        at: beginning, "the file is larger than 1 GiB", advice: "split it into several files")
    case .otherEncoding:
      return .error(
        at: beginning, "the file is UTF-16 or UTF-32 text", advice: "save it as UTF-8")
    case .invalid(let offset):
      return .error(
        at: SourcePosition(ofByte: offset, in: bytes, file: name),
        "this byte is no UTF-8 text", advice: "save the file as UTF-8")
    case .tooManyTags(let offset):
      return .error(
        at: SourcePosition(ofByte: offset, in: bytes, file: name),
        "more than 1000 %TAG lines", advice: "remove those that no tag needs")
    }
  }
}

extension SourcePosition {
  /// The place of a byte, by the line breaks LF, CRLF and CR; a byte order mark counts nothing.
  init(ofByte offset: Int, in bytes: [UInt8], file: String) {
    var line = 1
    var column = 1
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let end = min(max(offset, start), bytes.count)
    for index in start..<max(start, end) {
      let byte = bytes[index]
      let isBreak =
        byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
          && !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n"))
      if isBreak {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(file: file, line: line, column: column)
  }
}
