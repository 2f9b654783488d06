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

  var isNull: Bool { node.node.scalar?.isNull == true }

  /// The text of a scalar that is not null.
  var text: String? {
    guard let scalar = node.node.scalar, !scalar.isNull else { return nil }
    return scalar.text
  }

  /// A whole number of 0 and more.
  var count: Int? { text.flatMap { DecimalText.count($0) } }

  /// Whether it is a plain `true`; other spellings are no boolean in Kubernetes.
  var isTrue: Bool { text == "true" }

  /// Nil where the key is missing or its value is null.
  subscript(key: String) -> SourceField? {
    guard let value = node[key] else { return nil }
    let field = SourceField(value, path: path(of: key))
    return field.isNull ? nil : field
  }

  /// Nil also where the text is empty, which to Go's programs is the same as a missing one.
  func given(_ key: String) -> SourceField? {
    let field = self[key]
    return field?.text == "" ? nil : field
  }

  /// Those of a list; none for anything else.
  var items: [SourceField] {
    (node.items ?? []).enumerated().map { SourceField($1, path: "\(path)[\($0)]") }
  }

  /// Those of a mapping; none for anything else.
  var entries: [(key: String, value: SourceField)] {
    (node.entries ?? []).compactMap { entry in
      guard let key = entry.key.scalar?.text else { return nil }
      return (key, SourceField(entry.value, path: path(of: key)))
    }
  }

  private func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
