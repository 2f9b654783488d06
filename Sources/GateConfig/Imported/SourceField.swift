import Diagnostics

/// A value of an imported object with its path there, so that what is made of it can name it.
struct SourceField {
  let node: ConfigNode
  /// As `spec.analysis.metrics[0].name`; empty for the object itself.
  let path: String

  init(_ node: ConfigNode, path: String = "") {
    self.node = node
    self.path = path
  }

  var position: SourcePosition { node.position }

  /// The text of a scalar that is not null.
  var text: String? {
    guard let scalar = node.node.scalar, !scalar.isNull else { return nil }
    return scalar.text
  }

  /// Whether it is a plain `true`; other spellings are no boolean in Kubernetes.
  var isTrue: Bool { text == "true" }

  /// Nil where the key is missing or its value is null.
  subscript(key: String) -> SourceField? {
    guard let value = node[key], value.node.scalar?.isNull != true else { return nil }
    return SourceField(value, path: path.isEmpty ? key : "\(path).\(key)")
  }

  /// Those of a list; none for anything else.
  var items: [SourceField] {
    (node.items ?? []).enumerated().map { SourceField($1, path: "\(path)[\($0)]") }
  }

  /// Those of a mapping; none for anything else.
  var entries: [(key: String, value: SourceField)] {
    (node.entries ?? []).compactMap { entry in
      guard let key = entry.key.scalar?.text else { return nil }
      return (key, SourceField(entry.value, path: path.isEmpty ? key : "\(path).\(key)"))
    }
  }
}
