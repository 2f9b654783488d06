import Diagnostics
import YAMLText

extension IngressAnnotations {
  /// Skipper: `zalando.org/backend-weights`, a text of JSON with a weight for each service.
  ///
  /// They divide the requests among the services of one path of one rule. A service without a weight
  /// beside others with one has no traffic.
  /// Source: skipper `dataclients/kubernetes/ingress.go`, `computeBackendWeights`.
  func skipperWeights() throws(YAMLRefusal) -> [WeightList] {
    let key = "zalando.org/backend-weights"
    guard let weights = try json(at: key) else { return [] }
    guard let entries = weights.entries else {
      throw YAMLRefusal(
        at: weights.position, "the weights of services are expected here, as JSON",
        advice: #"write '{"podinfo-primary": 90, "podinfo-canary": 10}'"#)
    }
    let place = place[key]
    let rule = WeightRule(missing: .counts(as: 0), allZero: "Skipper divides evenly")
    // A patch may have the annotation without the paths.
    let paths = try servicesOfPaths()
    let groups = paths.isEmpty ? [entries.compactMap(\.key.scalar?.text)] : paths
    return groups.enumerated().map { index, names in
      WeightList(
        at: place, weights, by: rule, of: RouteTraits(index: index),
        names.map { WeightEntry(service($0), weights, at: place, key: $0) })
    }
  }

  /// The services of each path that has several, each such group once.
  private func servicesOfPaths() throws(YAMLRefusal) -> [[String]] {
    var groups: [[String]] = []
    for rule in try ingress.items(at: "spec", "rules") {
      var services: [(path: String, names: [String])] = []
      for item in try rule.items(at: "http", "paths") {
        let path = try item.node.text(at: "path") ?? ""
        guard let backend = try item.value(at: ["backend"]), let name = try backend.serviceName()
        else { continue }
        if let index = services.firstIndex(where: { $0.path == path }) {
          if !services[index].names.contains(name) { services[index].names.append(name) }
        } else {
          services.append((path, [name]))
        }
      }
      for group in services.map(\.names)
      where group.count > 1 && !groups.contains(where: { Set($0) == Set(group) }) {
        groups.append(group)
      }
    }
    return groups
  }
}

extension ManifestItem {
  /// The service's name of an Ingress' backend; `serviceName` was its key before
  /// networking.k8s.io/v1.
  func serviceName() throws(YAMLRefusal) -> String? {
    if let service = try value(at: ["service"]) { return try service.node.text(at: "name") }
    return try node.text(at: "serviceName")
  }
}
