import Diagnostics
import Rollouts
import YAMLText

/// What a record tells of the past.
extension RecordReader {
  static let transitionKeys = [
    "id", "at", "decision", "from", "word", "because", "reasons", "values",
  ]

  mutating func readHistory(of total: Int) -> [Transition] {
    guard let node = root["history"] else { return [] }
    guard let items = node.items else {
      report(node, "the history is a list", Record.restore)
      return []
    }
    return items.compactMap { readPast(in: $0, of: total) }
  }

  private mutating func readPast(in node: YAMLNode, of total: Int) -> Transition? {
    guard node.entries != nil else {
      report(node, "a transition is a mapping of keys and values", Record.restore)
      return nil
    }
    refuseUnknown(in: node, known: Self.transitionKeys + ["to", "revision"])
    let to = weight("to", in: node, of: total)
    let revision = node["revision"] == nil ? nil : text("revision", in: node)
    return to.flatMap { readTransition(in: node, to: $0, revision: revision) }
  }

  mutating func readTransition(
    in node: YAMLNode, to: Weight, revision: String?
  ) -> Transition? {
    let id = text("id", in: node)
    let moment = readMoment("at", in: node)
    let kind = word("decision", in: node, among: Decision.Kind.allCases.map { ($0.rawValue, $0) })
    let from = weight("from", in: node, of: to.total)
    let reasons = texts("reasons", in: node)
    let values = texts("values", in: node)
    let word = node["word"] == nil ? nil : readWord(in: node)
    guard let id, let moment, let kind, let from else { return nil }
    guard let known = DecisionID(id) else {
      report(node["id"] ?? node, "an id has 16 hexadecimal digits", Record.restore)
      return nil
    }
    return Transition(
      id: known, at: moment, decision: kind, from: from, to: to, revision: revision,
      reasons: reasons, values: values, word: word)
  }

  private mutating func readWord(in node: YAMLNode) -> Transition.Word? {
    let kinds = Transition.Word.Kind.allCases.map { ($0.rawValue, $0) }
    let kind = word("word", in: node, among: kinds)
    let reason = text("because", in: node)
    guard let kind, let reason else { return nil }
    return Transition.Word(kind, reason: reason)
  }

  private mutating func weight(_ key: String, in node: YAMLNode, of total: Int) -> Weight? {
    guard let parts = number(key, in: node) else { return nil }
    if let weight = Weight(parts, of: total) { return weight }
    report(node[key] ?? node, "\(parts) is more than the total", Record.restore)
    return nil
  }

  private mutating func texts(_ key: String, in mapping: YAMLNode) -> [String] {
    guard let node = mapping[key] else { return [] }
    guard let items = node.items else {
      report(node, "\(key) is a list", Record.restore)
      return []
    }
    return items.compactMap { item in
      guard let scalar = item.scalar, !scalar.isNull else {
        report(item, "\(key) holds what is no text", Record.restore)
        return nil
      }
      return scalar.text
    }
  }
}
