import Diagnostics
import Queries
import YAMLText

/// A config of our own as it is written from other tools' files: each line with where it came from.
///
/// The reader of configs reads it as any other, and says what is wrong with it at the origins.
struct NativeText {
  struct Line {
    var text: String
    let origin: SourcePosition
  }

  private(set) var lines: [Line] = []
  private var depth = 0
  /// Where that came from which has no better place: the object.
  private let object: SourcePosition

  init(of object: SourcePosition) {
    self.object = object
  }

  var text: String { lines.map { $0.text + "\n" }.joined() }

  /// Comment lines of at most a hundred columns, if no word is longer.
  mutating func comment(_ text: String) {
    let width = max(40, 97 - depth)
    var line = ""
    for word in Self.shown(text).split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + word.count >= width {
        add("# " + line, from: nil)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { add("# " + line, from: nil) }
  }

  /// A ladder that waits for its manifest, as comments.
  mutating func laterLadder(_ ladder: String, from field: SourceField) {
    comment("With a manifest, from \(field.path):")
    comment("manifest: {file: ...}")
    comment("ladder: \(ladder)")
  }

  /// `key: value` with the field that it was made of behind it.
  ///
  /// - Parameters:
  ///   - name: Any text.
  ///   - value: As YAML is written, on one line.
  mutating func key(_ name: String, _ value: String, from field: SourceField? = nil) {
    add("\(YAMLScalar.written(name)): \(value)" + Self.origin(field), from: field)
  }

  /// The same with any text as value.
  mutating func text(_ name: String, _ value: String, from field: SourceField? = nil) {
    key(name, YAMLScalar.written(value), from: field)
  }

  /// A query: in one line where it is short, folded where it was written in several. What is read
  /// back has single spaces for every run of white space, as Flagger sends it, unless a comment in the
  /// query needs its line break.
  mutating func query(_ name: String, _ query: String, from field: SourceField?) {
    let written = query.unicodeScalars.split { "\r\n".unicodeScalars.contains($0) }
      .map { Self.collapsed(String($0)) }.filter { !$0.isEmpty }
    let hasComment = query.utf8.contains(UInt8(ascii: "#"))
    let isPlain = written.allSatisfy { line in
      !line.unicodeScalars.contains(where: isMisleading) && !isCommand(line)
    }
    guard written.count > 1, isPlain else {
      return text(name, written.joined(separator: hasComment ? "\n" : " "), from: field)
    }
    key(name, hasComment ? "|-" : ">-", from: field)
    nested { native in
      for line in written { native.add(line, from: field) }
    }
  }

  /// A query as it was written, but for white space at its ends.
  mutating func verbatim(_ name: String, _ query: String, from field: SourceField?) {
    let spaces = Set(" \t\r\n".unicodeScalars)
    let start = query.unicodeScalars.drop { spaces.contains($0) }
    let end = start.lastIndex { !spaces.contains($0) }.map { start.index(after: $0) }
    let kept = String(start[..<(end ?? start.startIndex)])
    let written = kept.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let isPlain = written.allSatisfy { !$0.contains { isMisleading($0) } && $0.last != " " }
    guard written.count > 1, isPlain else { return text(name, kept, from: field) }
    key(name, "|-", from: field)
    nested { native in
      for line in written { native.add(String(line), from: field) }
    }
  }

  /// - Parameter name: Any text.
  mutating func block(
    _ name: String, from field: SourceField? = nil, _ body: (inout NativeText) -> Void
  ) {
    add("\(YAMLScalar.written(name)):" + Self.origin(field), from: field)
    nested(body)
  }

  /// One item of a list: the first line of the body that is no comment gets the dash.
  mutating func item(_ body: (inout NativeText) -> Void) {
    let start = lines.count
    nested(body)
    let indent = String(repeating: " ", count: depth)
    guard let first = lines[start...].firstIndex(where: { !$0.text.hasPrefix(indent + "  #") })
    else { return }
    for index in start..<first { lines[index].text = String(lines[index].text.dropFirst(2)) }
    lines[first].text = indent + "- " + lines[first].text.dropFirst(depth + 2)
  }

  private mutating func nested(_ body: (inout NativeText) -> Void) {
    depth += 2
    body(&self)
    depth -= 2
  }

  private mutating func add(_ text: String, from field: SourceField?) {
    lines.append(
      Line(
        text: String(repeating: " ", count: depth) + text, origin: field?.position ?? object))
  }

  private static func origin(_ field: SourceField?) -> String {
    field.map { "   # \(shown($0.path))" } ?? ""
  }

  /// A text of others for a comment, which would end where a line of it does.
  private static func shown(_ text: String) -> String {
    let seen = text.unicodeScalars.map { isMisleading($0) ? "?" : $0 }
    return String(String.UnicodeScalarView(seen)).replacing("##", with: "#?")
  }

  /// Only what Flagger takes for white space is, so that nothing else of a label is lost.
  private static func collapsed(_ line: String) -> String {
    let line = collapsingSpace(line).unicodeScalars.drop { $0 == " " }
    return String(line.last == " " ? line.dropLast() : line)
  }
}

/// Whether a build agent whose log shows the line would obey it: GitHub's and Azure's take `::name ::`
/// for a command where a line begins with it, and Azure's `##vso[` anywhere.
private func isCommand(_ line: String) -> Bool { line.hasPrefix("::") || line.contains("##") }
