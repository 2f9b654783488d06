import Diagnostics
import Rollouts
import YAMLText

/// Reads a record from its tree and keeps every mistake it finds.
struct RecordReader {
  private(set) var diagnostics: [Diagnostic] = []
  private let root: YAMLNode

  private static let stateKeys = [
    "revision", "phase", "cause", "weight", "total", "failedRuns", "lastTransition",
    "revisionSince",
  ]

  /// More runs than any rollout has; the next run must be able to count on.
  private static let greatestCount = 1_000_000_000

  init(_ root: YAMLNode) {
    self.root = root
  }

  /// Nil, or a value that means nothing, where there are diagnostics.
  mutating func record() -> Record? {
    guard root.entries != nil else {
      report(root, "a record is a mapping of keys and values", Record.restore)
      return nil
    }
    for (first, again) in root.duplicateKeys() {
      let key = again.scalar?.text ?? ""
      report(again, "\"\(key)\" is given twice, first at \(first.position)", "remove one of them")
    }
    guard let version = number("version", in: root) else { return nil }
    guard version == Record.newestVersion else {
      let isNewer = version > Record.newestVersion
      report(
        root["version"] ?? root,
        isNewer
          ? "this record was written by a newer rolloutgate" : "there is no version \(version)",
        isNewer ? "update rolloutgate" : Record.restore)
      return nil
    }
    refuseUnknown(in: root, known: ["version", "rollout", "generation", "intent"] + Self.stateKeys)
    let name = rolloutName()
    let generation = number("generation", in: root)
    if generation == 0 {
      report(root["generation"] ?? root, "the generation is 0, but counts from 1", Record.restore)
    }
    let state = readState(in: root)
    let intent = root["intent"].flatMap { readIntent(in: $0) }
    guard let name, let generation, let state else { return nil }
    if let intent, intent.state.weight.total != state.weight.total {
      report(root["intent"] ?? root, "the intent counts in another total", Record.restore)
      return nil
    }
    return Record(rollout: name, generation: generation, state: state, intent: intent)
  }

  private mutating func rolloutName() -> RolloutName? {
    guard let text = text("rollout", in: root) else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, let name = RolloutName(namespace: parts[0], name: parts[1]) { return name }
    report(root["rollout"] ?? root, "this is no rollout's name", "write namespace/name")
    return nil
  }

  private mutating func readIntent(in node: YAMLNode) -> Record.Intent? {
    guard node.entries != nil else {
      report(node, "an intent is a mapping of keys and values", Record.restore)
      return nil
    }
    refuseUnknown(in: node, known: ["decision", "from"] + Self.stateKeys)
    let kinds = Decision.Kind.allCases
    let kind = word("decision", in: node, among: kinds.map { ($0.rawValue, $0) })
    let from = number("from", in: node)
    guard let state = readState(in: node), let kind, let from else { return nil }
    guard let weight = Weight(from, of: state.weight.total) else {
      report(node["from"] ?? node, "\(from) is more than the total", Record.restore)
      return nil
    }
    return Record.Intent(decision: kind, from: weight, state: state)
  }

  private mutating func readState(in node: YAMLNode) -> Record.State? {
    let phase = readPhase(in: node)
    let parts = number("weight", in: node)
    let total = number("total", in: node)
    let failedRuns = number("failedRuns", in: node)
    let revision = node["revision"] == nil ? nil : text("revision", in: node)
    let moment = node["lastTransition"] == nil ? nil : readMoment("lastTransition", in: node)
    let since = node["revisionSince"] == nil ? nil : readMoment("revisionSince", in: node)
    guard let phase, let parts, let total, let failedRuns else { return nil }
    guard let weight = Weight(parts, of: total) else {
      let what =
        Weight.totals.contains(total)
        ? "the weight \(parts) is more than the total \(total)"
        : "the total \(total) is out of range"
      report(node["weight"] ?? node, what, Record.restore)
      return nil
    }
    refuseContradiction(phase, weight, in: node)
    return Record.State(
      revision: revision, phase: phase, weight: weight, failedRuns: failedRuns,
      lastTransition: moment, revisionSince: since)
  }

  private mutating func readPhase(in node: YAMLNode) -> Phase? {
    let causes = Phase.Cause.allCases.map { ($0.rawValue, $0) }
    let plain = [Phase.initialized, .progressing, .succeeded].map { ($0.name, Optional($0)) }
    let failed = Phase.failed(.limit).name
    guard let phase = word("phase", in: node, among: plain + [(failed, nil)]) else { return nil }
    guard let phase else {
      return word("cause", in: node, among: causes).map { .failed($0) }
    }
    if let cause = node["cause"] {
      report(cause, "\(phase.name) has a cause, which only \(failed) can have", Record.restore)
    }
    return phase
  }

  /// A roll back for a broken limit leaves no traffic, and a rollout that has not begun has none; a
  /// person who lowered the weight by hand may have left some.
  private mutating func refuseContradiction(_ phase: Phase, _ weight: Weight, in node: YAMLNode) {
    let what: String
    switch phase {
    case .progressing, .succeeded, .failed(.manual): return
    case .initialized: what = "\(phase.name) with the weight \(weight): no traffic can flow yet"
    case .failed(.limit): what = "\(phase.name) with the weight \(weight): it was rolled back to 0"
    }
    guard !weight.isZero else { return }
    report(node["weight"] ?? node, what, Record.restore)
  }
}

extension RecordReader {
  private mutating func report(_ node: YAMLNode, _ what: String, _ advice: String) {
    diagnostics.append(.error(at: node.position, what, advice: advice))
  }

  private mutating func refuseUnknown(in mapping: YAMLNode, known: [String]) {
    for entry in mapping.entries ?? [] {
      let key = entry.key.scalar?.text ?? ""
      guard !known.contains(key) else { continue }
      let near = nearestName(to: key, among: known).map { "did you mean \"\($0)\"?" }
      report(entry.key, "a record has no key \"\(key)\"", near ?? Record.restore)
    }
  }

  private mutating func text(_ key: String, in mapping: YAMLNode) -> String? {
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

  private mutating func number(_ key: String, in mapping: YAMLNode) -> Int? {
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

  private mutating func readMoment(_ key: String, in mapping: YAMLNode) -> Timestamp? {
    guard let text = text(key, in: mapping) else { return nil }
    if let moment = Timestamp(rfc3339: text) { return moment }
    report(
      mapping[key] ?? mapping, "\(key) is no time such as 2026-01-01T00:50:00Z", Record.restore)
    return nil
  }

  private mutating func word<Value>(
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
