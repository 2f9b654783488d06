import YAMLText

extension ManifestKind {
  /// Kuma's TrafficRoute, before MeshHTTPRoute: `spec.conf.split[].weight` and
  /// `spec.conf.http[].split[].weight`, and `spec.conf[].weight` before Kuma 1.0.
  ///
  /// A destination's name is its tag `kuma.io/service`, and its tags are the others. Weights are parts
  /// of their sum, and each must be there; in the old list a missing one is 0. The split beside `http`
  /// takes what no item of that takes, and comes after the last of them.
  /// Source: kuma 2.5 and 0.7 `api/mesh/v1alpha1/traffic_route.proto`, `traffic_route_validator.go`.
  static let kumaTrafficRoute = ManifestKind("TrafficRoute", of: ["kuma.io"], by: .name) {
    (object, _) throws(YAMLRefusal) in
    guard let conf = try object.root.value(at: ["spec", "conf"]) else { return [] }
    if conf.node.items != nil {
      let list = try WeightList(
        at: "spec", "conf", of: object.root, as: RouteTraits(index: 0), by: oldSplitRule,
        to: kumaDestination)
      return list.map { [$0] } ?? []
    }
    let routes = try conf.items(at: "http")
    var lists = try object.lists(at: "spec", "conf", "http") { route throws(YAMLRefusal) in
      let match = try route.value(at: ["match"])
      let traits = RouteTraits(
        index: route.index,
        picksRequests: try match?.node.isMarked(withOneOf: ["headers"]) ?? false)
      return try WeightList(
        at: "split", of: route, as: traits, by: splitRule, to: kumaDestination)
    }
    let rest = try WeightList(
      at: "split", of: conf, as: RouteTraits(index: routes.count), by: splitRule,
      to: kumaDestination)
    if let rest { lists.append(rest) }
    return lists
  }

  private static let splitRule = kumaRule(.refused(because: "Kuma wants one on each destination"))
  private static let oldSplitRule = kumaRule(.counts(as: 0))

  private static func kumaRule(_ missing: WeightRule.Missing) -> WeightRule {
    WeightRule(upTo: Int(UInt32.max), missing: missing, allZero: "Kuma rejects")
  }

  @Sendable private static func kumaDestination(
    _ entry: YAMLNode
  ) throws(YAMLRefusal) -> Destination {
    var tags = try entry.texts(at: "destination")
    let service = tags.removeValue(forKey: "kuma.io/service")
    return Destination(host: service ?? "*", tags: tags)
  }
}
