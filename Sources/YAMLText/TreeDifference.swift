/// How two trees differ in what they say: values, styles, tags, anchors, order; not in their bytes.
enum TreeDifference {
  /// The changed and added values; a fault where they differ in any other way.
  ///
  /// - Parameter wanted: Where changes are planned; a text with one of them in it is gone on into.
  static func changes(
    from old: YAMLDocument, to new: YAMLDocument, document: Int, wanted: [YAMLPlace]
  ) -> Result<[YAMLChange], Stray> {
    let place = YAMLPlace(document: document)
    guard let oldRoot = old.root, let newRoot = new.root else {
      return old.root == nil && new.root == nil ? .success([]) : .failure(Stray(place: place))
    }
    // Nearly all documents of a large file are untouched, and need no places.
    if isSame(oldRoot, newRoot) { return .success([]) }
    var changes: [YAMLChange] = []
    var waiting = [(old: oldRoot, new: newRoot, place: place)]
    while let (old, new, place) = waiting.popLast() {
      guard isSameKind(old, new) else { return .failure(Stray(place: place)) }
      switch (old.content, new.content) {
      case (.scalar(let one), .scalar(let other)):
        guard one != other else { break }
        if wanted.contains(where: { $0 != place && $0.isBelow(place) }) {
          guard one.style == other.style, let old = root(of: one), let new = root(of: other) else {
            return .failure(Stray(place: place))
          }
          waiting.append((old, new, place))
        } else {
          changes.append(
            YAMLChange(
              at: place, from: one.text, to: other.text, addingQuotes: one.style != other.style))
        }
      case (.sequence(let items), .sequence(let others)):
        guard items.count == others.count else { return .failure(Stray(place: place)) }
        waiting += items.indices.map { (items[$0], others[$0], place[$0]) }
      case (.mapping(let entries), .mapping(var others)):
        if others.count == entries.count + 1 {
          let index = inserted(in: others, comparedWith: entries)
          guard let change = insertion(others.remove(at: index), in: place) else {
            return .failure(Stray(place: place))
          }
          changes.append(change)
        }
        guard entries.count == others.count,
          zip(entries, others).allSatisfy({ isSame($0.key, $1.key) })
        else { return .failure(Stray(place: place)) }
        waiting += zip(entries, others).map { ($0.value, $1.value, place[$0.key.text]) }
      default: break
      }
    }
    return .success(changes)
  }

  struct Stray: Error {
    let place: YAMLPlace
  }

  /// The one document that a text is.
  private static func root(of text: YAMLScalar) -> YAMLNode? {
    let file = YAMLFile.read(Array(text.text.utf8), named: "").file
    guard let file, file.documents.count == 1 else { return nil }
    return file.documents[0].root
  }

  private static func inserted(
    in others: [YAMLEntry], comparedWith entries: [YAMLEntry]
  ) -> Int {
    zip(entries, others).enumerated().first { !isSame($1.0.key, $1.1.key) }?.offset ?? entries.count
  }

  private static func insertion(_ entry: YAMLEntry, in place: YAMLPlace) -> YAMLChange? {
    guard let key = entry.key.scalar, let value = entry.value.scalar,
      value.style == .plain || value.style == .doubleQuoted,
      entry.key.anchor == nil, entry.key.tag == nil, entry.value.anchor == nil,
      entry.value.tag == nil
    else { return nil }
    return YAMLChange(
      at: place[key.text], from: nil, to: value.text,
      addingQuotes: value.style == .doubleQuoted)
  }

  /// Whether two trees say the same, in linear time and without recursion.
  private static func isSame(_ old: YAMLNode, _ new: YAMLNode) -> Bool {
    var waiting = [(old, new)]
    while let (old, new) = waiting.popLast() {
      guard isSameKind(old, new) else { return false }
      switch (old.content, new.content) {
      case (.scalar(let one), .scalar(let other)): if one != other { return false }
      case (.sequence(let items), .sequence(let others)):
        guard items.count == others.count else { return false }
        waiting.append(contentsOf: zip(items, others))
      case (.mapping(let entries), .mapping(let others)):
        guard entries.count == others.count else { return false }
        for (one, other) in zip(entries, others) {
          waiting.append((one.key, other.key))
          waiting.append((one.value, other.value))
        }
      default: break
      }
    }
    return true
  }

  /// Whether two nodes are alike but for their text, quotes around it, or their children.
  private static func isSameKind(_ old: YAMLNode, _ new: YAMLNode) -> Bool {
    guard old.isFlow == new.isFlow, old.anchor == new.anchor, old.tag == new.tag else {
      return false
    }
    switch (old.content, new.content) {
    case (.scalar(let one), .scalar(let other)):
      return one.style == other.style || (one.style == .plain && other.style == .doubleQuoted)
    case (.alias(let one), .alias(let other)): return one == other
    case (.sequence, .sequence), (.mapping, .mapping): return true
    case (.scalar, _), (.alias, _), (.sequence, _), (.mapping, _): return false
    }
  }
}

extension YAMLNode {
  fileprivate var text: String { scalar?.text ?? "?" }
}
