import Diagnostics
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

  /// Comment lines of at most a hundred columns.
  mutating func comment(_ text: String) {
    let width = max(40, 97 - depth)
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + word.count >= width {
        add("# " + line, from: nil)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { add("# " + line, from: nil) }
  }

  /// `key: value` with the field that it was made of behind it.
  ///
  /// - Parameter value: As YAML is written, on one line.
  mutating func key(_ key: String, _ value: String, from field: SourceField? = nil) {
    add("\(key): \(value)" + (field.map { "   # \($0.path)" } ?? ""), from: field)
  }

  /// The same with any text as value.
  mutating func text(_ name: String, _ value: String, from field: SourceField? = nil) {
    key(name, YAMLScalar.written(value), from: field)
  }

  /// A query: in one line where it is short, folded where it was written in several. What is read
  /// back has single spaces for every run of white space, as Flagger sends it, unless a comment in the
  /// query needs its line break.
  mutating func query(_ name: String, _ query: String, from field: SourceField?) {
    let written = query.split(whereSeparator: \.isNewline).map { Self.collapsed($0) }
      .filter { !$0.isEmpty }
    let isPlain = written.allSatisfy { line in
      line.unicodeScalars.allSatisfy { !isMisleading($0) || $0.value >= 0xA0 }
    }
    guard written.count > 1, isPlain else {
      return text(name, written.joined(separator: " "), from: field)
    }
    let hasComment = query.contains("#")
    key(name, hasComment ? "|-" : ">-", from: field)
    nested { native in
      for line in written { native.add(line, from: field) }
    }
  }

  mutating func block(
    _ key: String, from field: SourceField? = nil, _ body: (inout NativeText) -> Void
  ) {
    add("\(key):" + (field.map { "   # \($0.path)" } ?? ""), from: field)
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

  private static func collapsed(_ line: Substring) -> String {
    line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
