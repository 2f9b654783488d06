extension YAMLNode {
  /// Every key that a mapping of this tree has twice or more, each later one with the first.
  ///
  /// Keys are compared by their text; keys that are themselves lists or mappings are not compared.
  /// Takes linear time and no recursion. Aliases are not followed.
  package func duplicateKeys() -> [(first: YAMLNode, again: YAMLNode)] {
    var found: [(first: YAMLNode, again: YAMLNode)] = []
    var waiting = [self]
    while let node = waiting.popLast() {
      switch node.content {
      case .scalar, .alias: break
      case .sequence(let items): waiting += items.filter(\.isCollection)
      case .mapping(let entries):
        found += Self.duplicates(in: entries)
        for entry in entries {
          if entry.key.isCollection { waiting.append(entry.key) }
          if entry.value.isCollection { waiting.append(entry.value) }
        }
      }
    }
    return found.sorted { $0.again.range.lowerBound < $1.again.range.lowerBound }
  }

  private static func duplicates(
    in entries: [YAMLEntry]
  ) -> [(first: YAMLNode, again: YAMLNode)] {
    // A handful of keys is compared faster than hashed, and most mappings hold no more.
    if entries.count <= 8 {
      var found: [(first: YAMLNode, again: YAMLNode)] = []
      for index in entries.indices.dropFirst() {
        guard let text = entries[index].key.scalar?.text,
          let first = entries[..<index].first(where: { $0.key.scalar?.text == text })
        else { continue }
        found.append((first.key, entries[index].key))
      }
      return found
    }
    var seen: [String: YAMLNode] = [:]
    return entries.compactMap { entry in
      guard let text = entry.key.scalar?.text else { return nil }
      guard let first = seen[text] else {
        seen[text] = entry.key
        return nil
      }
      return (first, entry.key)
    }
  }

  /// Whether this is a mapping or a list.
  package var isCollection: Bool {
    switch content {
    case .scalar, .alias: false
    case .mapping, .sequence: true
    }
  }

  /// Whether this is `{{ .value }}` or `[[ .value ]]`, which YAML reads as braces within braces.
  ///
  /// True for a flow mapping whose only key is a flow mapping, and for a flow list in a flow list.
  /// A list in a list is valid YAML; nobody writes one where text or a number is expected.
  package var looksLikeTemplate: Bool {
    guard isFlow else { return false }
    switch content {
    case .scalar, .alias: return false
    case .mapping(let entries):
      guard let key = entries.first?.key, entries.count == 1, key.isFlow else { return false }
      return key.entries != nil
    case .sequence(let items):
      guard let item = items.first, items.count == 1, item.isFlow else { return false }
      return item.items != nil
    }
  }
}
