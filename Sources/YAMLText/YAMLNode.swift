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
  /// The node's bytes in the file. A scalar's include its quotes, its anchor and its tag; those of a
  /// block mapping or block sequence end with its last leaf, not at the next token.
  package let range: Range<Int>
  package let position: SourcePosition
  package let anchor: String?
  /// The tag as written, resolved (`tag:yaml.org,2002:int`); nil for the usual untagged node.
  package let tag: String?
  /// Whether a mapping or sequence is written in braces or brackets.
  package let isFlow: Bool

  package init(
    content: Content, range: Range<Int>, position: SourcePosition, anchor: String? = nil,
    tag: String? = nil, isFlow: Bool = false
  ) {
    self.content = content
    self.range = range
    self.position = position
    self.anchor = anchor
    self.tag = tag
    self.isFlow = isFlow
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
