import Diagnostics

extension EventFault {
  /// The fault in plain words, at the place where a person would look.
  func diagnostic(in bytes: [UInt8], from start: Int, named name: String) -> Diagnostic {
    if let byteOffset {
      return .error(
        at: SourcePosition(ofByte: start + byteOffset, in: bytes, file: name),
        "a control character, which YAML does not allow", advice: "remove it")
    }
    let position = SourcePosition(file: name, line: mark.line + 1, column: mark.column + 1)
    let lines = SourceLines(bytes[start...])
    let near = [contextMark?.line ?? mark.line, mark.line - 1, mark.line]
    if let line = near.first(where: { lines[$0].contains("{{") }) {
      let before = lines[line].unicodeScalars.prefix { $0 != "{" }
      return .error(
        at: SourcePosition(file: name, line: line + 1, column: before.count + 1),
        "this looks like a Helm template, which is no YAML yet", advice: "render it first")
    }
    let text = lines[mark.line]
    let scalars = text.unicodeScalars
    let isInIndentation = scalars.prefix { $0 == " " || $0 == "\t" }.count >= mark.column
    let isAtTab = scalars.dropFirst(mark.column).first == "\t"
    if isAtTab || isInIndentation && scalars.prefix(mark.column).contains("\t") {
      return .error(at: position, "a tab is used as indentation", advice: "indent with spaces")
    }
    let words = Self.words.first { problem.contains($0.problem) }
    guard let words else {
      return .error(at: position, "this is no YAML: \(problem)", advice: "correct the line")
    }
    // What never ended is looked for where it began.
    let isUnended = ["could not find expected ':'", "found unexpected"].contains {
      problem.hasPrefix($0)
    }
    let beginning = contextMark.map {
      SourcePosition(file: name, line: $0.line + 1, column: $0.column + 1)
    }
    return .error(
      at: isUnended ? beginning ?? position : position, words.what, advice: words.advice)
  }

  /// libyaml's problem (a part of it), what it means, and what to do.
  private static let words: [(problem: String, what: String, advice: String)] = [
    (
      "mapping values are not allowed", "a second \": \" where a value is expected",
      "indent the key rightly, or put the value in quotes"
    ),
    (
      "could not find expected ':'", "a key without its colon",
      "write \"key: value\", or put text of several lines in quotes"
    ),
    (
      "did not find expected key", "neither a key of this mapping nor its end",
      "indent the line as its siblings are, or close the quote above"
    ),
    (
      "did not find expected '-' indicator", "neither an item of this list nor its end",
      "indent the line as its siblings are"
    ),
    (
      "block sequence entries are not allowed", "a list item where none can be",
      "put \"- \" on its own line"
    ),
    (
      "did not find expected ',' or '}'", "a mapping in braces goes on without a comma",
      "separate its entries with \",\" and close it with \"}\""
    ),
    (
      "did not find expected ',' or ']'", "a list in brackets goes on without a comma",
      "separate its items with \",\" and close it with \"]\""
    ),
    (
      "found unexpected end of stream", "a quote is not closed before the file ends",
      "close the quote"
    ),
    (
      "found unexpected document indicator", "a quote is not closed before the document ends",
      "close the quote"
    ),
    (
      "found unknown escape character", "an unknown escape in a double-quoted text",
      "write \\\\ for a backslash, or use single quotes"
    ),
    (
      "cannot start any token", "a character that can't begin a plain value",
      "put the value in quotes"
    ),
    (
      "did not find expected <document start>", "text after the document's end",
      "separate documents with a line \"---\", and indent all keys alike"
    ),
    (
      "undefined tag handle", "a tag whose handle no %TAG line declares", "remove the tag"
    ),
    (
      "did not find expected node content", "a value is missing here",
      "write one, or put what stands here in quotes"
    ),
    (
      "did not find expected comment or line break", "text behind the mark of a block of text",
      "begin the text on the next line"
    ),
    (
      "did not find expected alphabetic or numeric character", "an anchor or alias without a name",
      "put a value that begins with & or * in quotes"
    ),
    (
      "max", "this is nested too deep", "flatten it"
    ),
  ]
}

/// The lines of a file, by number from 0, for a look at the surroundings of a fault.
private struct SourceLines {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  /// The line without its break; empty outside the file.
  subscript(wanted: Int) -> String {
    var rest = bytes
    var line = 0
    while true {
      let end = rest.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      if line == wanted { return String(decoding: rest[..<(end ?? rest.endIndex)], as: UTF8.self) }
      guard let end, line < wanted else { return "" }
      let isPair =
        rest[end] == UInt8(ascii: "\r") && end + 1 < rest.endIndex
        && rest[end + 1] == UInt8(ascii: "\n")
      rest = rest[(end + (isPair ? 2 : 1))...]
      line += 1
    }
  }
}
