import Diagnostics
import Rollouts

/// Reads how a rollout that fits its shape gives its canary traffic.
func readStrategy(_ node: ConfigNode, _ faults: inout [Diagnostic]) -> Strategy {
  func fault(_ place: ConfigNode?, _ what: String, _ advice: String) {
    faults.append(.error(at: (place ?? node).position, what, advice: advice))
  }
  let name = node["strategy"]?.text ?? "canary"
  let iterations = node["iterations"]
  let climbs = name == "canary" || name == "mirroring"
  if climbs, let iterations {
    fault(
      iterations, "iterations are counted by blueGreen and abTesting, and the strategy is \(name)",
      "take them away, or add strategy: blueGreen")
  }
  if !climbs {
    if let ladder = node["ladder"] {
      fault(
        ladder, "\(name) has no ladder: it gives the canary all of its traffic at once",
        "take the ladder away")
    }
    if iterations == nil {
      fault(node["strategy"], "\(name) has no iterations", "add iterations: 10, for instance")
    }
  }
  if let step = node["promotionStep"], node["atTop"]?.text != "promote" {
    fault(step, "a promotionStep without a promotion", "add atTop: promote, or take it away")
  }
  let count = iterations?.count ?? 1
  switch name {
  case "mirroring": return .mirroring
  case "blueGreen": return .blueGreen(iterations: count)
  case "abTesting": return .abTesting(iterations: count)
  default: return .canary
  }
}

/// What a promotion needs: where the baseline's revision is written, and what measures it.
func promotionFaults(of node: ConfigNode, measuring baseline: Workload?) -> [Diagnostic] {
  guard let atTop = node["atTop"], atTop.text == "promote" else { return [] }
  var faults: [Diagnostic] = []
  if node["promote"] == nil {
    faults.append(
      .error(
        at: atTop.position, "nothing says where the baseline's revision is written",
        advice: "add promote: [{file: ..., path: ...}]"))
  }
  if baseline == nil {
    faults.append(
      .error(
        at: atTop.position, "the baseline can't be judged after its promotion",
        advice: "add a workload to baseline"))
  }
  return faults
}

/// The rollouts that must succeed before this one.
func readPredecessors(
  of node: ConfigNode, in namespace: String, _ faults: inout [Diagnostic]
) -> [RolloutConfig.Predecessor] {
  var predecessors: [RolloutConfig.Predecessor] = []
  for item in node["after"]?.items ?? [] {
    guard let workload = item.text.flatMap({ Workload($0, in: namespace) }),
      let name = RolloutName(namespace: workload.namespace, name: workload.name)
    else { continue }
    if predecessors.contains(where: { $0.name == name }) {
      faults.append(.error(at: item.position, "\(name) is named twice", advice: "name it once"))
    }
    predecessors.append(RolloutConfig.Predecessor(name: name, position: item.position))
  }
  return predecessors
}

extension Strategy {
  /// All of the traffic as the one rung, where the strategy knows no others.
  var impliedLadder: Ladder? {
    switch self {
    case .canary, .mirroring: nil
    case .blueGreen, .abTesting: try? Ladder(rungs: [100])
    }
  }
}

extension AtTop {
  init(reading node: ConfigNode) {
    self =
      node["atTop"]?.text == "promote" ? .promote(step: node["promotionStep"]?.count) : .stay
  }
}

extension Patience {
  init(reading node: ConfigNode) {
    self.init(
      limit: node["limit"]?.count, deadline: node["deadline"]?.duration,
      then: node["then"]?.text.flatMap(End.init) ?? .rollBack)
  }
}
