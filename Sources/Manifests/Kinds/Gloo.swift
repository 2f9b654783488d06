import YAMLText

extension ManifestKind {
  /// Gloo's VirtualService, `spec.virtualHost.routes[]`, and RouteTable, `spec.routes[]`: of each
  /// `routeAction.multi.destinations[].weight`.
  ///
  /// A missing weight is 0, and weights are parts of their sum. A destination is an upstream, or a
  /// service of Kubernetes or Consul, with the values of its subset as tags.
  /// Source: gloo `projects/gloo/api/v1/proxy.proto`, `projects/gateway/api/v1`.
  static let gloo: [ManifestKind] = [
    ManifestKind("VirtualService", of: ["gateway.solo.io"]) {
      (object, rolloutNamespace) throws(YAMLRefusal) in
      try object.lists(at: "spec", "virtualHost", "routes") { route throws(YAMLRefusal) in
        try destinations(of: route, in: object.namespace ?? rolloutNamespace)
      }
    },
    ManifestKind("RouteTable", of: ["gateway.solo.io"]) {
      (object, rolloutNamespace) throws(YAMLRefusal) in
      try object.lists(at: "spec", "routes") { route throws(YAMLRefusal) in
        try destinations(of: route, in: object.namespace ?? rolloutNamespace)
      }
    },
  ]

  private static let glooRule = WeightRule(missing: .counts(as: 0), allZero: "Gloo rejects")

  private static func destinations(
    of route: ManifestItem, in namespace: String
  ) throws(YAMLRefusal) -> WeightList? {
    let shadow = try route.value(at: ["options", "shadowing", "upstream"])
    let mirror = try shadow.map { upstream throws(YAMLRefusal) in
      try Destination(service: upstream.node, in: namespace)
    }
    let traits = RouteTraits(
      name: try route.node.text(at: "name"), index: route.index,
      picksRequests: try route.isMarked(
        byEach: "matchers", withOneOf: ["headers", "queryParameters"]),
      mirrors: mirror.map { [$0] } ?? [])
    return try WeightList(
      at: "routeAction", "multi", "destinations", of: route, as: traits, by: glooRule
    ) { item throws(YAMLRefusal) in
      guard let destination = try item.value(at: "destination") else { return nil }
      return try glooDestination(destination, in: namespace)
    }
  }

  private static func glooDestination(
    _ destination: YAMLNode, in namespace: String
  ) throws(YAMLRefusal) -> Destination {
    let tags = try destination.value(at: "subset")?.texts(at: "values") ?? [:]
    var service = Destination(host: "")
    var port: Int?
    if let kube = try destination.value(at: "kube"), let reference = try kube.value(at: "ref") {
      service = try Destination(service: reference, in: namespace)
      port = try kube.count(at: "port")
    } else if let upstream = try destination.value(at: "upstream") {
      service = try Destination(service: upstream, in: namespace)
    } else if let consul = try destination.value(at: "consul") {
      service = try Destination(service: consul, named: "serviceName", in: namespace)
    }
    return Destination(host: service.host, port: port, tags: tags)
  }
}
