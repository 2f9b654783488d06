import Diagnostics
import Rollouts
import YAMLText

/// The single values of a record, each read with its own complaint.
extension RecordReader {
  mutating func report(_ node: YAMLNode, _ what: String, _ advice: String) {
    diagnostics.append(.error(at: node.position, what, advice: advice))
  }

  mutating func refuseUnknown(in mapping: YAMLNode, known: [String]) {
    for entry in mapping.entries ?? [] {
      let key = entry.key.scalar?.text ?? ""
      guard !known.contains(key) else { continue }
      let near = nearestName(to: key, among: known).map { "did you mean \"\($0)\"?" }
      report(entry.key, "a record has no key \"\(key)\"", near ?? Record.restore)
    }
  }

  mutating func text(_ key: String, in mapping: YAMLNode) -> String? {
    guard let node = mapping[key] else {
      report(mapping, "the record has no \(key)", Record.restore)
      return nil
    }
    do throws(YAMLRefusal) {
      try node.refuseAnchorAndTag()
    } catch {
      diagnostics.append(error.diagnostic)
      return nil
    }
    if let scalar = node.scalar, !scalar.isNull { return scalar.text }
    report(node, "\(key) has no text", Record.restore)
    return nil
  }

  mutating func number(_ key: String, in mapping: YAMLNode) -> Int? {
    guard let text = text(key, in: mapping) else { return nil }
    guard let number = DecimalText.count(text) else {
      report(mapping[key] ?? mapping, "\(key) is no whole number from 0", Record.restore)
      return nil
    }
    guard number <= Self.greatestCount else {
      report(mapping[key] ?? mapping, "\(key) is more than \(Self.greatestCount)", Record.restore)
      return nil
    }
    return number
  }

  mutating func readMoment(_ key: String, in mapping: YAMLNode) -> Timestamp? {
    guard let text = text(key, in: mapping) else { return nil }
    if let moment = Timestamp(rfc3339: text) { return moment }
    report(
      mapping[key] ?? mapping, "\(key) is no time such as 2026-01-01T00:50:00Z", Record.restore)
    return nil
  }

  mutating func word<Value>(
    _ key: String, in mapping: YAMLNode, among known: [(String, Value)]
  ) -> Value? {
    guard let text = text(key, in: mapping) else { return nil }
    if let found = known.first(where: { $0.0 == text }) { return found.1 }
    let names = known.map(\.0)
    let near = nearestName(to: text, among: names).map { "did you mean \"\($0)\"?" }
    report(
      mapping[key] ?? mapping, "\(key) is none of \(names.joined(separator: ", "))",
      near ?? Record.restore)
    return nil
  }
}
