import Analysis
import Diagnostics
import Queries
import Rollouts

/// Reads one check that fits its shape; says what its values have wrong.
struct CheckReader {
  let rollout: Scope
  var faults: [Diagnostic] = []

  /// What a check takes from its rollout.
  struct Scope {
    let namespace: String
    let canary: Workload
    let baseline: Workload?
    let provider: Provider
    /// Whom the built-in checks are asked about, and the same of the baseline.
    let subject: Subject
    let subjectOfBaseline: Subject?
    let variables: [String: String]
    let defaults: ConfigNode?
    /// Whether checks are asked and judged as Flagger does.
    let isFlaggers: Bool
    /// By their names; nil where they are not known.
    var stores: [String: StoreSettings]?

    /// Whether the baseline is to be promoted, and so to be judged.
    var isPromoted = false

    /// The same with the baseline in the canary's place; nil where none is known.
    var ofBaseline: Scope? {
      guard let baseline, let subjectOfBaseline else { return nil }
      return Scope(
        namespace: namespace, canary: baseline, baseline: baseline, provider: provider,
        subject: subjectOfBaseline, subjectOfBaseline: subjectOfBaseline, variables: variables,
        defaults: defaults, isFlaggers: isFlaggers, stores: stores)
    }
  }

  init(in rollout: Scope) {
    self.rollout = rollout
  }

  mutating func read(_ node: ConfigNode) -> CheckConfig? {
    faults = []
    let window = (node["window"] ?? rollout.defaults?["window"])?.duration ?? .seconds(60)
    if window < .seconds(1) {
      fault(node["window"] ?? node, "the window is shorter than 1s", "write 1m, for instance")
    }
    let subject = subject(of: node, window: window)
    guard let criterion = criterion(of: node, subject) else { return nil }
    let least = leastRequests(for: node, criterion.limit, subject)
    let store = store(of: node)
    guard let questions = subject.questions, !faults.hasErrors else { return nil }
    let ofBaseline = rollout.ofBaseline.flatMap { scope in
      var reader = CheckReader(in: scope)
      return reader.subject(of: node, window: window).questions
    }
    let check = Check(
      name: node["name"]?.text ?? subject.name, unit: subject.unit, criterion: criterion,
      window: window, minRequests: least,
      policies: rollout.isFlaggers ? .flagger : policies(of: node),
      isDryRun: node["dryRun"]?.text == "true")
    let occasions = node["at"]?.items?.compactMap { $0.text.flatMap(Occasion.init) }
    return CheckConfig(
      check: check, occasions: Set(occasions ?? [.weight]), questions: questions,
      ofBaseline: ofBaseline, isPromoted: rollout.isPromoted, store: store,
      flaggersQuery: subject.flaggersQuery,
      position: (node["min"] ?? node["max"] ?? node).position)
  }

  /// Nil for the config's own store.
  private mutating func store(of node: ConfigNode) -> StoreSettings? {
    guard let place = node["store"], let name = place.text, let stores = rollout.stores else {
      return nil
    }
    if stores[name] == nil {
      let near = nearestName(to: name, among: stores.keys.sorted())
      fault(
        place, "no store is called \(quoted(name))",
        near.map { "did you mean \($0)?" } ?? "add it to the config's stores")
    }
    return stores[name]
  }

  private func policies(of node: ConfigNode) -> Policies {
    func choice(_ key: String) -> Policies.Choice {
      (node[key] ?? rollout.defaults?[key])?.text.flatMap(Policies.Choice.init) ?? .inconclusive
    }
    return Policies(
      onNoData: choice("onNoData"), onNaN: choice("onNaN"), onWarning: choice("onWarning"),
      onTooFew: choice("onTooFew"))
  }

  mutating func fault(_ node: ConfigNode, _ what: String, _ advice: String) {
    faults.append(.error(at: node.position, what, advice: advice))
  }
}
