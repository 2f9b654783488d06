import Diagnostics
import YAMLText

/// A node of a config with its document, so that aliases lead on to what they name.
struct ConfigNode {
  let node: YAMLNode
  let document: YAMLDocument
  let file: YAMLFile

  /// Follows aliases; undefined ones do not get past the reader of the file.
  init(_ node: YAMLNode, in document: YAMLDocument, of file: YAMLFile) {
    var node = node
    // An anchor inside its own node would lead in a circle; YAML's depth bounds honest chains.
    for _ in 0..<16 {
      guard case .alias(let name) = node.content, let target = document.anchors[name] else { break }
      node = target
    }
    self.node = node
    self.document = document
    self.file = file
  }

  var position: SourcePosition { node.position }

  var entries: [(key: YAMLNode, value: ConfigNode)]? {
    node.entries?.map { ($0.key, ConfigNode($0.value, in: document, of: file)) }
  }

  var items: [ConfigNode]? {
    node.items?.map { ConfigNode($0, in: document, of: file) }
  }

  var text: String? { node.scalar?.text }

  /// The texts of a mapping by their keys.
  var texts: [String: String] {
    (entries ?? []).reduce(into: [:]) { texts, entry in
      if let key = entry.key.scalar?.text { texts[key] = entry.value.text ?? "" }
    }
  }

  subscript(key: String) -> ConfigNode? {
    node[key].map { ConfigNode($0, in: document, of: file) }
  }

  /// The position of the n-th `{{` in the text as it is written.
  func position(ofAction action: Int) -> SourcePosition {
    let bytes = file.bytes[node.range]
    var line = node.position.line
    var column = node.position.column
    var seen = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let isBrace = bytes[index] == UInt8(ascii: "{")
      let next = index + 1
      if isBrace, next < bytes.endIndex, bytes[next] == UInt8(ascii: "{") {
        if seen == action { return SourcePosition(file: file.name, line: line, column: column) }
        seen += 1
        index += 2
        column += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
      index = next
    }
    return node.position
  }
}

/// What a plain scalar means by YAML 1.2's core schema; anything quoted is a text.
enum ScalarKind: String {
  case text = "a text"
  case integer = "a number"
  case decimal = "a decimal"
  case boolean = "true or false"
  case null = "empty"

  init(_ scalar: YAMLScalar) {
    guard scalar.style == .plain else {
      self = .text
      return
    }
    let text = scalar.text
    if scalar.isNull {
      self = .null
    } else if ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text) {
      self = .boolean
    } else if CoreNumber.isInteger(text) {
      self = .integer
    } else if CoreNumber.isDecimal(text) {
      self = .decimal
    } else {
      self = .text
    }
  }
}

/// The numbers of YAML 1.2's core schema (section 10.3.2), by hand: a pattern matcher takes most of
/// the time of reading a thousand rollouts.
private enum CoreNumber {
  static func isInteger(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if text.hasPrefix("0o") {
      return !rest.dropFirst(2).isEmpty && rest.dropFirst(2).allSatisfy(isOctal)
    }
    if text.hasPrefix("0x") {
      return !rest.dropFirst(2).isEmpty && rest.dropFirst(2).allSatisfy(isHex)
    }
    takeSign(&rest)
    return takeDigits(&rest) > 0 && rest.isEmpty
  }

  static func isDecimal(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if [".nan", ".NaN", ".NAN"].contains(text) { return true }
    takeSign(&rest)
    if [".inf", ".Inf", ".INF"].contains(where: { rest.elementsEqual($0.utf8) }) { return true }
    let before = takeDigits(&rest)
    var after = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      after = takeDigits(&rest)
    }
    guard before + after > 0 else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      takeSign(&rest)
      guard takeDigits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }

  private static func takeSign(_ rest: inout Substring.UTF8View) {
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Int {
    let digits = rest.prefix { (48...57).contains($0) }
    rest = rest[digits.endIndex...]
    return digits.count
  }

  private static func isOctal(_ byte: UInt8) -> Bool { (48...55).contains(byte) }

  private static func isHex(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }
}
