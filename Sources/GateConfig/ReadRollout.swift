import Analysis
import Diagnostics
import Queries
import Rollouts

/// Reads one rollout that fits its shape.
func readRollout(
  _ node: ConfigNode, store: StoreSettings, stores: [String: StoreSettings], folder: String
) -> GateConfiguration.Entry {
  var faults: [Diagnostic] = []
  func fault(_ place: ConfigNode?, _ what: String, _ advice: String) {
    faults.append(.error(at: (place ?? node).position, what, advice: advice))
  }
  let namespace = node["namespace"]?.text ?? ""
  let title = "\(namespace)/\(node["name"]?.text ?? "")"
  let canary = readParty(node["canary"], called: "canary", in: namespace, &faults)
  let baseline = node["baseline"].map {
    readParty($0, called: "baseline", in: namespace, &faults)
  }
  let strategy = readStrategy(node, &faults)
  let ladder = strategy.impliedLadder ?? readLadder(node["ladder"], &faults)
  let revision = readPlace(node["revision"], called: "revision", &faults)
  let promote = readPromotion(node["promote"], beside: revision, &faults)
  let after = readPredecessors(of: node, in: namespace, &faults)

  var checks: [CheckConfig] = []
  if let workload = canary.workload {
    let scope = CheckReader.Scope(
      of: node, namespace: namespace, canary: workload, baseline: baseline?.workload,
      stores: stores)
    checks = readChecks(node["checks"]?.items ?? [], in: scope, &faults)
    let judged = checks.filter { $0.occasions.contains(.weight) }
    if !faults.hasErrors, !judged.contains(where: { !$0.check.isDryRun }) {
      fault(
        node["checks"], "no check is judged at a weight: nothing would hold the canary back",
        judged.isEmpty
          ? "add one without `at`, or with at: [weight]" : "add one without dryRun")
    }
  }
  let hooks = readHooks(node["hooks"]?.items ?? [], folder: folder, &faults)
  if let tolerance = node["shareTolerance"] {
    if baseline?.workload == nil {
      fault(
        tolerance, "shareTolerance has no meaning, as the baseline is not measured",
        "add a workload to baseline, or remove it")
    } else if !Provider(reading: node).tellsPartiesApart {
      fault(
        tolerance, "shareTolerance has no meaning, as this provider counts both as one",
        "remove it")
    }
  }
  faults += nameFaults(of: node, canary: canary.workload, baseline: baseline?.workload)
  faults += promotionFaults(of: node, measuring: baseline?.workload)
  if node["ladder"] != nil, ladder != nil, node["manifest"] == nil {
    fault(node["ladder"], "a ladder without a manifest", "add manifest: {file: ...}")
  }
  if let manifest = node["manifest"], ladder == nil, node["ladder"] == nil {
    fault(manifest, "a manifest without a ladder", "add ladder: [10, 30, 60, 100]")
  }
  faults += weightFaults(of: node, canary: canary.weight, baseline: baseline?.weight)
  guard let name = RolloutName(namespace: namespace, name: node["name"]?.text ?? ""),
    !faults.hasErrors
  else {
    return .broken(title: title, position: node.position, diagnostics: faults.inFileOrder)
  }
  let config = RolloutConfig(
    name: name, position: node.position, folder: folder, store: store, canary: canary,
    baseline: baseline, revision: revision, promote: promote,
    manifest: node["manifest"].flatMap(RolloutConfig.ManifestPlace.init(reading:)), ladder: ladder,
    strategy: strategy, atTop: AtTop(reading: node),
    patience: node["inconclusive"].map(Patience.init(reading:)),
    after: after,
    samplesFailureLimit: node["samplesFailureLimit"]?.count ?? 0,
    settle: node["settle"]?.duration ?? .zero, failureLimit: node["failureLimit"]?.count ?? 0,
    onNewRevision: node["onNewRevision"]?.text.flatMap(Situation.OnNewRevision.init) ?? .restart,
    share: ShareComparison(
      reading: node, canary: canary.workload, baseline: baseline?.workload),
    checks: checks, hooks: hooks)
  return .sound(config, warnings: faults)
}

/// Reads a ladder that fits its shape.
func readLadder(_ node: ConfigNode?, _ faults: inout [Diagnostic]) -> Ladder? {
  guard let node else { return nil }
  let total = node["total"]?.count ?? 100
  do throws(Ladder.Fault) {
    if let step = node["step"]?.count, let max = node["max"]?.count {
      return try Ladder(step: step, max: max, of: total)
    }
    let items = node.items ?? node["rungs"]?.items ?? []
    return try Ladder(rungs: items.compactMap(\.count), of: total)
  } catch {
    let (what, advice) = error.words
    faults.append(.error(at: node.position, what, advice: advice))
    return nil
  }
}

extension Ladder.Fault {
  fileprivate var words: (what: String, advice: String) {
    switch self {
    case .empty: ("the ladder has no rung", "write [10, 30, 60, 100]")
    case .total(let total): ("the ladder's total is \(total)", "write 100 or 1000")
    case .outside(let rung, let total):
      ("rung \(rung) is outside 1...\(total)", "the ladder begins above 0 and ends at \(total)")
    case .notRising(let rung, let last):
      ("rung \(rung) does not rise above \(last)", "write the rungs in rising order")
    case .step(let step): ("the ladder's step is \(step)", "write 10")
    }
  }
}
