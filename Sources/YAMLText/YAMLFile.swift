import Diagnostics

/// A YAML file: its bytes, and a tree for each of its documents.
package struct YAMLFile: Sendable {
  /// As the user names it.
  package let name: String
  package let bytes: [UInt8]
  package let documents: [YAMLDocument]

  package init(name: String, bytes: [UInt8], documents: [YAMLDocument]) {
    self.name = name
    self.bytes = bytes
    self.documents = documents
  }
}

package struct YAMLDocument: Sendable {
  /// Nil for an empty document, as between two `---`.
  package let root: YAMLNode?
  /// The last node that each anchor names.
  package let anchors: [String: YAMLNode]

  package init(root: YAMLNode?, anchors: [String: YAMLNode] = [:]) {
    self.root = root
    self.anchors = anchors
  }
}
