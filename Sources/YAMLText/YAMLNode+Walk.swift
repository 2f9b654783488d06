import Diagnostics

/// Why a value is not read or changed, at its place.
package struct YAMLRefusal: Error, Hashable, Sendable {
  package let diagnostic: Diagnostic

  package init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }

  package init(at position: SourcePosition?, _ what: String, advice: String? = nil) {
    diagnostic = .error(at: position, what, advice: advice)
  }
}

/// Steps down a tree that refuse whatever makes a value live elsewhere than where it is written.
extension YAMLNode {
  /// The value at a key of this mapping; nil where the key is missing or this node is empty.
  ///
  /// Refuses aliases, merge keys, keys that are no plain text, the key given twice, a template's
  /// braces, and a node that is no mapping.
  package func value(at key: String) throws(YAMLRefusal) -> YAMLNode? {
    try refuseIndirection()
    if scalar?.isNull == true { return nil }
    guard let entries else {
      throw YAMLRefusal(
        at: position, "a mapping with \"\(key)\" is expected here",
        advice: "write \"\(key): ...\", indented below its parent")
    }
    var found: YAMLEntry?
    for entry in entries {
      let written = try entry.key.plainKey()
      guard written == key else { continue }
      if let found {
        throw YAMLRefusal(
          at: entry.key.position, "\"\(key)\" is given twice, first at \(found.key.position)",
          advice: "remove one of them")
      }
      found = entry
    }
    return found?.value
  }

  /// The items of this list; none where this node is empty.
  package func list() throws(YAMLRefusal) -> [YAMLNode] {
    try refuseIndirection()
    if scalar?.isNull == true { return [] }
    guard let items else {
      throw YAMLRefusal(
        at: position, "a list is expected here", advice: "write each item after \"- \"")
    }
    return items
  }

  /// Refuses a node whose bytes also stand for something else: an anchor makes them count elsewhere,
  /// a tag gives them another meaning.
  package func refuseAnchorAndTag() throws(YAMLRefusal) {
    try refuseIndirection()
    if let anchor {
      throw YAMLRefusal(
        at: position, "this has the anchor &\(anchor), so a change here would count elsewhere too",
        advice: "write the value out in each place, without the anchor")
    }
    if let tag {
      throw YAMLRefusal(
        at: position, "this has the tag \(tag)", advice: "write the value without a tag")
    }
  }

  /// Refuses an alias and a template's braces.
  package func refuseIndirection() throws(YAMLRefusal) {
    if case .alias(let name) = content {
      throw YAMLRefusal(
        at: position, "this is the alias *\(name), whose value is written elsewhere",
        advice: "write the value out here")
    }
    if looksLikeTemplate {
      throw YAMLRefusal(
        at: position, "this looks like a Helm template, which is no YAML yet",
        advice: "render it first")
    }
  }

  private func plainKey() throws(YAMLRefusal) -> String {
    try refuseIndirection()
    guard let scalar, tag == nil else {
      throw YAMLRefusal(
        at: position, "this key is no plain text", advice: "write the key as plain text")
    }
    if scalar.text == "<<", scalar.style == .plain {
      throw YAMLRefusal(
        at: position, "the merge key << brings in values that are written elsewhere",
        advice: "write the values out here")
    }
    return scalar.text
  }
}
