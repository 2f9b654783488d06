extension YAMLDocument {
  /// The node at a place of this document whose bytes stand for nothing but this place.
  ///
  /// Refuses anchors, aliases, tags and merge keys on the way and at its end; nil where a key or an
  /// item is missing.
  package func ownNode(at steps: some Sequence<YAMLPlace.Step>) throws(YAMLRefusal) -> YAMLNode? {
    guard var node = root else { return nil }
    try node.refuseAnchorAndTag()
    for step in steps {
      switch step {
      case .key(let key):
        guard let value = try node.value(at: key) else { return nil }
        node = value
      case .index(let index):
        let items = try node.list()
        guard items.indices.contains(index) else { return nil }
        node = items[index]
      }
      try node.refuseAnchorAndTag()
    }
    return node
  }
}
