extension YAMLDocument {
  /// The node at a place of this document whose bytes stand for nothing but this place.
  ///
  /// A step from a text leads into the document that it is. Refuses anchors, aliases, tags and merge
  /// keys on the way and at its end; nil where a key or an item is missing.
  package func ownNode(at steps: some Sequence<YAMLPlace.Step>) throws(YAMLRefusal) -> YAMLNode? {
    guard var node = root else { return nil }
    try node.refuseAnchorAndTag()
    for step in steps {
      node = try node.entered()
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

  /// The texts on the way to a place that are gone on into, the outermost first.
  func texts(around steps: [YAMLPlace.Step]) throws(YAMLRefusal) -> [YAMLNode] {
    var texts: [YAMLNode] = []
    for count in steps.indices {
      guard let node = try ownNode(at: steps.prefix(count)) else { break }
      if let scalar = node.scalar, !scalar.isNull { texts.append(node) }
    }
    return texts
  }
}
