import Diagnostics

/// One value of a YAML document, with the bytes that hold it.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case mapping([YAMLEntry])
    case sequence([YAMLNode])
    /// `*name`, not followed: its anchor's node is `YAMLDocument.anchors[name]`.
    case alias(String)
  }

  package let content: Content
  /// Whether a mapping or sequence is written in braces or brackets.
  package let isFlow: Bool
  // A file of 10,000 objects has a million nodes: offsets are 32 bits wide, and what is the same for
  // all nodes or rare is shared.
  private let lower: UInt32
  private let upper: UInt32
  private let line: UInt32
  private let column: UInt32
  let source: YAMLSource
  private let properties: YAMLProperties?

  package init(
    content: Content, range: Range<Int>, position: SourcePosition, anchor: String? = nil,
    tag: String? = nil, isFlow: Bool = false
  ) {
    self.init(
      content: content, range: range, line: position.line, column: position.column,
      source: YAMLSource(name: position.file, bytes: []),
      properties: anchor == nil && tag == nil ? nil : YAMLProperties(anchor: anchor, tag: tag),
      isFlow: isFlow)
  }

  init(
    content: Content, range: Range<Int>, line: Int, column: Int, source: YAMLSource,
    properties: YAMLProperties?, isFlow: Bool
  ) {
    self.content = content
    self.isFlow = isFlow
    lower = UInt32(clamping: range.lowerBound)
    upper = UInt32(clamping: range.upperBound)
    self.line = UInt32(clamping: line)
    self.column = UInt32(clamping: column)
    self.source = source
    self.properties = properties
  }

  /// The node's bytes in the file. A scalar's include its quotes, its anchor and its tag; those of a
  /// block mapping or block sequence end with its last leaf, not at the next token.
  package var range: Range<Int> { Int(lower)..<Int(upper) }

  package var position: SourcePosition {
    let place = Int(line) - 1
    // A file that was made of others speaks of these.
    guard source.origins.indices.contains(place) else {
      return SourcePosition(file: source.name, line: Int(line), column: Int(column))
    }
    return source.origins[place]
  }

  package var anchor: String? { properties?.anchor }

  /// The tag as written, resolved (`tag:yaml.org,2002:int`); nil for the usual untagged node.
  package var tag: String? { properties?.tag }
}

/// The file that nodes come from, one object for all of them.
final class YAMLSource: Sendable {
  let name: String
  let bytes: [UInt8]
  /// Where each line came from, in a file that was made of others; empty for one that was read.
  let origins: [SourcePosition]

  init(name: String, bytes: [UInt8], origins: [SourcePosition] = []) {
    self.name = name
    self.bytes = bytes
    self.origins = origins
  }
}

/// What few nodes have.
final class YAMLProperties: Sendable {
  let anchor: String?
  let tag: String?

  init(anchor: String?, tag: String?) {
    self.anchor = anchor
    self.tag = tag
  }
}

package struct YAMLScalar: Hashable, Sendable {
  package enum Style: Hashable, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// The value, with escapes and line folding undone.
  package let text: String
  package let style: Style

  package init(text: String, style: Style) {
    self.text = text
    self.style = style
  }

  /// Whether the scalar is YAML's null: plain and `~`, `null`, `Null`, `NULL` or nothing.
  package var isNull: Bool {
    style == .plain && ["", "~", "null", "Null", "NULL"].contains(text)
  }
}

package struct YAMLEntry: Sendable {
  package let key: YAMLNode
  package let value: YAMLNode

  package init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}

extension YAMLNode {
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  package var entries: [YAMLEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  package var items: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The value at a key of a mapping; the first one where the key is there twice.
  package subscript(key: String) -> YAMLNode? {
    entries?.first { $0.key.scalar?.text == key }?.value
  }
}
