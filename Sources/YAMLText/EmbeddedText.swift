import Diagnostics

/// Documents that are the text of a value: an annotation's JSON, a chart's values in a block of text,
/// a patch in a Kustomization.
extension YAMLNode {
  /// Whether this is a value with a text, which a step leads into.
  var isText: Bool { scalar.map { !$0.isNull && !$0.text.isEmpty } ?? false }

  /// This node, or the root of the document that its text is.
  ///
  /// The nodes of such a document stand at their own bytes in this file, so that they can be read and
  /// changed like any others.
  package func entered() throws(YAMLRefusal) -> YAMLNode {
    guard let scalar, isText else { return self }
    try refuseAnchorAndTag()
    guard scalar.text.utf8.count <= TextPlaces.greatestSize else {
      throw YAMLRefusal(
        at: position, "this text is longer than \(TextPlaces.greatestSize >> 10) KiB",
        advice: "name a value that is written outside of it")
    }
    guard let places = TextPlaces(of: self) else {
      throw YAMLRefusal(
        at: position, "this text is not written as it reads, so nothing in it can be named",
        advice: "write it as a block of text after |, or on one line without escapes")
    }
    let (file, faults) = YAMLFile.read(Array(scalar.text.utf8), named: position.file)
    guard let file else {
      throw YAMLRefusal(
        at: position, "nothing in this text can be named: " + (faults.first?.what ?? ""),
        advice: faults.first?.advice)
    }
    guard let root = file.documents.first?.root, file.documents.count == 1 else {
      throw YAMLRefusal(
        at: position, "this text holds \(file.documents.count) documents",
        advice: "keep one document in it")
    }
    return places.moved(root, to: source)
  }
}

extension TextPlaces {
  /// The same tree, at its bytes in the file. It is as deep as a tree may be, and no deeper.
  fileprivate func moved(_ node: YAMLNode, to source: YAMLSource) -> YAMLNode {
    let content: YAMLNode.Content =
      switch node.content {
      case .scalar, .alias: node.content
      case .sequence(let items): .sequence(items.map { moved($0, to: source) })
      case .mapping(let entries):
        .mapping(
          entries.map { entry in
            YAMLEntry(key: moved(entry.key, to: source), value: moved(entry.value, to: source))
          })
      }
    let range = range(of: node.range)
    let (line, column) = position(of: node.range.lowerBound)
    let isPlain = node.anchor == nil && node.tag == nil
    return YAMLNode(
      content: content, range: range, line: line, column: column, source: source,
      properties: isPlain ? nil : YAMLProperties(anchor: node.anchor, tag: node.tag),
      isFlow: node.isFlow)
  }
}
