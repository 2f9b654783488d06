extension YAMLDocument {
  /// The node at a place of this document whose bytes stand for nothing but this place.
  ///
  /// A step from a text leads into the document that it is. Refuses anchors, aliases, tags and merge
  /// keys on the way and at its end; nil where a key or an item is missing.
  package func ownNode(at steps: some Sequence<YAMLPlace.Step>) throws(YAMLRefusal) -> YAMLNode? {
    try ownWay(to: steps).node
  }

  /// The same with the texts on the way that were gone on into, the outermost first.
  func ownWay(
    to steps: some Sequence<YAMLPlace.Step>
  ) throws(YAMLRefusal) -> (node: YAMLNode?, texts: [YAMLNode]) {
    var texts: [YAMLNode] = []
    guard var node = root else { return (nil, texts) }
    try node.refuseAnchorAndTag()
    for step in steps {
      if node.isText { texts.append(node) }
      node = try node.entered()
      switch step {
      case .key(let key):
        guard let value = try node.value(at: key) else { return (nil, texts) }
        node = value
      case .index(let index):
        let items = try node.list()
        guard items.indices.contains(index) else { return (nil, texts) }
        node = items[index]
      }
      try node.refuseAnchorAndTag()
    }
    return (node, texts)
  }
}
