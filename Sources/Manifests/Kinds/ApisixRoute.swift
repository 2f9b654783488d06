import YAMLText

extension ManifestKind {
  /// APISIX's ApisixRoute: `spec.http[].backends[].weight` and `spec.http[].upstreams[].weight`,
  /// which are one list. Routes of streams have no weights.
  ///
  /// A missing weight is 100, and weights are parts of their sum. A destination is a service of the
  /// route's namespace, or an ApisixUpstream.
  /// Source: apisix-ingress-controller `api/v2/apisixroute_types.go`,
  /// `internal/adc/translator/apisixroute.go`.
  static let apisixRoute = ManifestKind("ApisixRoute", of: ["apisix.apache.org"]) {
    (object, rolloutNamespace) throws(YAMLRefusal) in
    let namespace = object.namespace ?? rolloutNamespace
    return try object.lists(at: "spec", "http") { route throws(YAMLRefusal) in
      let traits = RouteTraits(
        name: try route.node.text(at: "name"), index: route.index,
        picksRequests: try picksRequests(route))
      let backends = try WeightList(at: "backends", of: route, as: traits, by: apisixRule) {
        backend throws(YAMLRefusal) in
        let service = try Destination(
          service: backend, named: "serviceName", port: "servicePort", in: namespace)
        return Destination(
          host: service.host, subset: try backend.text(at: "subset"), port: service.port)
      }
      let upstreams = try WeightList(at: "upstreams", of: route, as: traits, by: apisixRule) {
        upstream throws(YAMLRefusal) in try Destination(service: upstream, in: namespace)
      }
      guard let backends, let upstreams else { return backends ?? upstreams }
      return WeightList(
        at: route.place, route.node, by: apisixRule, of: traits,
        backends.entries + upstreams.entries)
    }
  }

  private static let apisixRule = WeightRule(
    missing: .counts(as: 100), allZero: "APISIX has no rule for")

  /// Whether one of the expressions, which all must hold, looks at more than the path, or a function
  /// or only some addresses may ask.
  private static func picksRequests(_ route: ManifestItem) throws(YAMLRefusal) -> Bool {
    guard let match = try route.value(at: ["match"]) else { return false }
    for expression in try match.items(at: "exprs") {
      let scope = try expression.node.value(at: "subject")?.text(at: "scope")
      if let scope, scope != "Path" { return true }
    }
    return try match.node.isMarked(withOneOf: ["remoteAddrs", "filter_func"])
  }
}
