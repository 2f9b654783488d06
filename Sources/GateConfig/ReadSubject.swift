import Diagnostics
import Queries
import Rollouts

extension Subject {
  /// Whom the built-in checks of a rollout are asked about.
  init(_ party: Party, running workload: Workload, in rollout: ConfigNode) {
    let node = rollout[party.key]
    let name = rollout["name"]?.text
    self.init(
      namespace: workload.namespace, workload: workload.name,
      service: node?["service"]?.text ?? serviceName(of: node?["destination"]),
      ingress: rollout["ingress"]?.text ?? name, route: rollout["route"]?.text ?? name,
      reporter: rollout["reporter"]?.text.flatMap(Reporter.init) ?? .destination, party: party)
  }
}

extension Provider {
  init(reading rollout: ConfigNode) {
    self = rollout["provider"]?.text.flatMap(Provider.init) ?? .istio
  }
}

/// What is wrong with the names that a provider's metrics tell requests by.
func nameFaults(
  of node: ConfigNode, canary: Workload?, baseline: Workload?
) -> [Diagnostic] {
  let provider = Provider(reading: node)
  let given: [(name: Subject.Name, ConfigNode?)] = [
    (.reporter, node["reporter"]), (.ingress, node["ingress"]), (.route, node["route"]),
    (.service, node["canary"]?["service"]), (.service, node["baseline"]?["service"]),
  ]
  var faults = given.compactMap { name, value -> Diagnostic? in
    guard let value, !provider.names.contains(name) else { return nil }
    let others = Provider.allCases.filter { $0.names.contains(name) }.map(\.rawValue)
    return .error(
      at: value.position,
      "\(name.rawValue) has no meaning with provider \(provider.rawValue), which tells requests by "
        + provider.names.map(\.rawValue).joined(separator: " and "),
      advice: "remove it; it belongs to " + others.joined(separator: ", "))
  }
  if let canary, let baseline, provider.names.contains(.service) {
    let both = [
      Subject(.canary, running: canary, in: node), Subject(.baseline, running: baseline, in: node),
    ]
    if Set(both.map(\.service)).count == 1, Set(both.map(\.namespace)).count == 1 {
      faults.append(
        .error(
          at: (node["baseline"] ?? node).position,
          "canary and baseline are both measured as service \(quoted(both[0].service))",
          advice: "give each its own service"))
    }
  }
  return faults
}

extension Subject.Party {
  fileprivate var key: String {
    switch self {
    case .canary: "canary"
    case .baseline: "baseline"
    }
  }
}

/// The first label of a destination's host, or what Kuma has before its `_`; nil for what is no name
/// of a service, as `@latest`.
private func serviceName(of destination: ConfigNode?) -> String? {
  guard let host = (destination?["host"] ?? destination?["name"])?.text else { return nil }
  let name = String(host.prefix { $0 != "." && $0 != "_" })
  return RolloutName.isLabel(name) ? name : nil
}
