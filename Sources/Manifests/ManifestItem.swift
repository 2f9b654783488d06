import Diagnostics
import YAMLText

/// A value of an object: an item of one of its lists, or what is below one.
struct ManifestItem {
  let node: YAMLNode
  let place: YAMLPlace
  /// From 0, in the last list on the way here.
  let index: Int
}

extension ManifestObject {
  /// The object itself, as where ways begin.
  var root: ManifestItem { ManifestItem(node: node, place: place, index: 0) }

  /// The items of the list at the end of these keys; none where one of them is missing.
  func items(at keys: String...) throws(YAMLRefusal) -> [ManifestItem] {
    try root.items(at: keys)
  }

  /// The lists of weights that the items of the list at the end of these keys have.
  func lists(
    at keys: String..., of list: (ManifestItem) throws(YAMLRefusal) -> WeightList?
  ) throws(YAMLRefusal) -> [WeightList] {
    var lists: [WeightList] = []
    for item in try root.items(at: keys) {
      if let found = try list(item) { lists.append(found) }
    }
    return lists
  }
}

extension ManifestItem {
  /// What is at the end of these keys; nil where one of them is missing.
  func value(at keys: [String]) throws(YAMLRefusal) -> ManifestItem? {
    var (node, place) = (self.node, self.place)
    for key in keys {
      guard let value = try node.value(at: key) else { return nil }
      (node, place) = (value, place[key])
    }
    return ManifestItem(node: node, place: place, index: index)
  }

  /// The items of this list; none where it is empty.
  func items() throws(YAMLRefusal) -> [ManifestItem] {
    try node.list().enumerated().map { ManifestItem(node: $1, place: place[$0], index: $0) }
  }

  /// The items of the list at the end of these keys; none where one of them is missing.
  func items(at keys: [String]) throws(YAMLRefusal) -> [ManifestItem] {
    try value(at: keys)?.items() ?? []
  }

  func items(at keys: String...) throws(YAMLRefusal) -> [ManifestItem] { try items(at: keys) }

  /// Whether each item of the list at a key has one of these marks, and there is an item: matches of
  /// a route are alternatives, and one that looks at paths alone takes every user's requests.
  func isMarked(
    byEach key: String, withOneOf marks: [String]
  ) throws(YAMLRefusal) -> Bool {
    let items = try items(at: key)
    for item in items {
      guard try item.node.isMarked(withOneOf: marks) else { return false }
    }
    return !items.isEmpty
  }
}

extension YAMLNode {
  /// Whether one of these keys has a value, neither null nor an empty list or mapping.
  func isMarked(withOneOf marks: [String]) throws(YAMLRefusal) -> Bool {
    for mark in marks {
      guard let value = try value(at: mark) else { continue }
      if value.scalar?.isNull == true { continue }
      if value.items?.isEmpty != true, value.entries?.isEmpty != true { return true }
    }
    return false
  }

  /// The text at the first of these keys that has one; nil where all are missing, null or no single
  /// value. Refuses an alias.
  func text(at keys: String...) throws(YAMLRefusal) -> String? {
    for key in keys {
      let value = try value(at: key)
      try value?.refuseIndirection()
      if let scalar = value?.scalar, !scalar.isNull { return scalar.text }
    }
    return nil
  }

  /// The number at a key; nil where it is missing, or no digits.
  func count(at key: String) throws(YAMLRefusal) -> Int? {
    try text(at: key).flatMap { DecimalText.count($0) }
  }

  /// The texts of the mapping at a key, by their own keys; none where it is missing.
  func texts(at key: String) throws(YAMLRefusal) -> [String: String] {
    guard let mapping = try value(at: key) else { return [:] }
    var texts: [String: String] = [:]
    for name in (mapping.entries ?? []).compactMap({ $0.key.scalar?.text }) {
      texts[name] = try mapping.text(at: name)
    }
    return texts
  }
}
