import Diagnostics
import Queries
import YAMLText

/// Reads canary or baseline, whose shape fits: what is measured, and where its weight is.
func readParty(
  _ node: ConfigNode?, called name: String, in namespace: String, _ faults: inout [Diagnostic]
) -> RolloutConfig.Party {
  let workload = node?["workload"]?.text.flatMap { Workload($0, in: namespace) }
  if let destination = node?["destination"].flatMap(RolloutConfig.DestinationName.init(reading:)) {
    return RolloutConfig.Party(workload: workload, weight: .destination(destination))
  }
  let found = readPath(node?["path"], called: name, &faults)
  return RolloutConfig.Party(
    workload: workload, weight: found.map { .value($0.path, position: $0.position) })
}

/// What is wrong with where the weights are, of a rollout that fits its shape.
func weightFaults(
  of rollout: ConfigNode, canary: RolloutConfig.WeightPlace?, baseline: RolloutConfig.WeightPlace?
) -> [Diagnostic] {
  guard let manifest = rollout["manifest"] else { return [] }
  let hasCanary = rollout["canary"]?["destination"] != nil || rollout["canary"]?["path"] != nil
  guard hasCanary else {
    return [
      .error(
        at: (rollout["canary"] ?? rollout).position,
        "the canary has no destination, so its weight can't be found",
        advice: "add destination: {host: ..., subset: ...}, or path: where a value is its weight")
    ]
  }
  var faults: [Diagnostic] = []
  switch (canary, baseline) {
  case (.destination, .value(_, let position)):
    faults.append(
      .error(
        at: position, "the baseline has a path, and the canary a destination",
        advice: "give both a path, or both a destination"))
  case (.value, .destination(let destination)):
    faults.append(
      .error(
        at: destination.position, "the baseline has a destination, and the canary a path",
        advice: "give both a path, or the baseline none where its weight is computed"))
  case (.destination, _), (.value, _), (nil, _): break
  }
  if case .value = canary, let route = manifest["route"] {
    faults.append(
      .error(
        at: route.position, "route has no meaning, as the canary's path says all",
        advice: "remove it"))
  }
  return faults
}

extension RolloutConfig.DestinationName {
  fileprivate init?(reading node: ConfigNode) {
    guard let host = (node["host"] ?? node["name"])?.text else { return nil }
    self.init(
      host: host, subset: node["subset"]?.text, port: node["port"]?.count,
      tags: node["tags"]?.texts ?? [:], position: node.position)
  }
}

extension RolloutConfig.ManifestPlace {
  init?(reading node: ConfigNode) {
    guard let file = node["file"]?.text else { return nil }
    let route: Route? = node["route"].flatMap { route in
      guard let scalar = route.node.scalar else { return nil }
      let index = ScalarKind(scalar) == .integer ? route.count : nil
      return index.map(Route.index) ?? .name(scalar.text)
    }
    self.init(file: file, object: node["object"]?.text, route: route, position: node.position)
  }
}
