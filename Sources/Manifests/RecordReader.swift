import Diagnostics
import Rollouts
import YAMLText

/// Reads a record from its tree and keeps every mistake it finds.
struct RecordReader {
  var diagnostics: [Diagnostic] = []
  let root: YAMLNode

  private static let stateKeys = [
    "revision", "phase", "cause", "weight", "total", "iteration", "failedRuns", "inconclusiveRuns",
    "inconclusiveSince", "lastTransition", "revisionSince", "advancedBy", "pause",
  ]

  /// More runs than any rollout has; the next run must be able to count on.
  static let greatestCount = 1_000_000_000

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
    refuseUnknown(
      in: root, known: ["version", "rollout", "generation", "intent", "history"] + Self.stateKeys)
    let name = rolloutName()
    let generation = number("generation", in: root)
    if generation == 0 {
      report(root["generation"] ?? root, "the generation is 0, but counts from 1", Record.restore)
    }
    let state = readState(in: root)
    let intent = root["intent"].flatMap { readIntent(in: $0) }
    guard let name, let generation, let state else { return nil }
    let history = readHistory(of: state.weight.total)
    if let intent, intent.state.weight.total != state.weight.total {
      report(root["intent"] ?? root, "the intent counts in another total", Record.restore)
      return nil
    }
    return Record(
      rollout: name, generation: generation, state: state, intent: intent, history: history)
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
    refuseUnknown(in: node, known: Self.transitionKeys + Self.stateKeys)
    guard let state = readState(in: node) else { return nil }
    let transition = readTransition(in: node, to: state.weight, revision: state.revision)
    return transition.map { Record.Intent($0, state: state) }
  }

  private mutating func readState(in node: YAMLNode) -> Record.State? {
    let phase = readPhase(in: node)
    let parts = number("weight", in: node)
    let total = number("total", in: node)
    let failedRuns = number("failedRuns", in: node)
    let revision = node["revision"] == nil ? nil : text("revision", in: node)
    let moment = node["lastTransition"] == nil ? nil : readMoment("lastTransition", in: node)
    let since = node["revisionSince"] == nil ? nil : readMoment("revisionSince", in: node)
    let iteration = node["iteration"] == nil ? 0 : number("iteration", in: node)
    let doubt = node["inconclusiveRuns"] == nil ? nil : readDoubt(in: node)
    let run = node["advancedBy"] == nil ? nil : text("advancedBy", in: node)
    let pause = node["pause"] == nil ? nil : text("pause", in: node)
    guard let phase, let parts, let total, let failedRuns, let iteration else { return nil }
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
      revision: revision, phase: phase, weight: weight, iteration: iteration,
      failedRuns: failedRuns, lastTransition: moment, revisionSince: since, doubt: doubt,
      advancedBy: run, pause: pause)
  }

  private mutating func readDoubt(in node: YAMLNode) -> Record.Doubt? {
    let runs = number("inconclusiveRuns", in: node)
    let since = readMoment("inconclusiveSince", in: node)
    guard let runs, let since else { return nil }
    return Record.Doubt(runs: runs, since: since)
  }

  private mutating func readPhase(in node: YAMLNode) -> Phase? {
    let causes = Phase.Cause.allCases.map { ($0.rawValue, $0) }
    let plain = Phase.plain.map { ($0.name, Optional($0)) }
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

  /// A roll back leaves no traffic, and a rollout that has not begun has none; a person who lowered
  /// the weight by hand may have left some, and a failed promotion leaves it with the canary.
  private mutating func refuseContradiction(_ phase: Phase, _ weight: Weight, in node: YAMLNode) {
    let what: String
    switch phase {
    case .progressing, .promoting, .succeeded, .failed(.manual), .failed(.promotion): return
    case .initialized, .waiting:
      what = "\(phase.name) with the weight \(weight): no traffic can flow yet"
    case .finalising: what = "\(phase.name) with the weight \(weight): the baseline has all traffic"
    case .failed(.limit), .failed(.inconclusive), .failed(.aborted), .failed(.hook):
      what = "\(phase.name) with the weight \(weight): it was rolled back to 0"
    }
    guard !weight.isZero else { return }
    report(node["weight"] ?? node, what, Record.restore)
  }
}
