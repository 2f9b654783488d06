import YAMLText

/// What a file says, in its order: told without the code that compares trees.
struct TreeTokens {
  struct Token {
    /// Kind, text, anchor, tag and whether it stands in braces; not the quotes.
    let says: String
    /// Nil where it is no single value.
    let style: YAMLScalar.Style?
    let range: Range<Int>
  }

  private(set) var all: [Token] = []

  init(of file: YAMLFile) {
    for document in file.documents {
      all.append(Token(says: "document", style: nil, range: document.range))
      if let root = document.root { add(root) }
    }
  }

  private mutating func add(_ root: YAMLNode) {
    // Nil ends a list or a mapping.
    var waiting: [YAMLNode?] = [root]
    while let next = waiting.popLast() {
      guard let node = next else {
        all.append(Token(says: "end", style: nil, range: root.range))
        continue
      }
      all.append(
        Token(
          says: "\(Self.name(of: node)) \(node.anchor ?? "-") \(node.tag ?? "-") \(node.isFlow)",
          style: node.scalar?.style, range: node.range))
      guard node.isCollection else { continue }
      let children = node.items ?? (node.entries ?? []).flatMap { [$0.key, $0.value] }
      waiting.append(nil)
      waiting += children.reversed().map(Optional.some)
    }
  }

  private static func name(of node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): "scalar <\(scalar.text)>"
    case .alias(let name): "alias \(name)"
    case .mapping: "mapping"
    case .sequence: "list"
    }
  }
}
