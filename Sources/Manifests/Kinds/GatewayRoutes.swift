import Diagnostics
import YAMLText

extension ManifestKind {
  /// The Gateway API's routes: `spec.rules[].backendRefs[].weight`.
  ///
  /// A missing weight is 1, and weights are parts of their sum. With all weights 0 requests are
  /// answered with an error 500. Linkerd's own HTTPRoute is the same.
  /// Source: gateway-api `apis/v1/shared_types.go`, `BackendRef`.
  static let gatewayRoutes: [ManifestKind] =
    [gatewayRoute("HTTPRoute", alsoOf: ["policy.linkerd.io"])]
    + ["GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"].map { gatewayRoute($0) }

  private static func gatewayRoute(
    _ kind: String, alsoOf others: Set<String> = []
  ) -> ManifestKind {
    ManifestKind(kind, of: others.union(["gateway.networking.k8s.io"])) {
      (object, rolloutNamespace) throws(YAMLRefusal) in
      let namespace = object.namespace ?? rolloutNamespace
      var lists: [WeightList] = []
      for rule in try object.items(at: "spec", "rules") {
        guard let list = try rule.node.value(at: "backendRefs") else { continue }
        let place = rule.place["backendRefs"]
        lists.append(
          WeightList(
            at: place, list, by: gatewayRule,
            of: RouteTraits(
              name: try rule.node.text(at: "name"), index: rule.index,
              picksRequests: try picksRequests(rule), mirrors: try mirrors(of: rule, in: namespace)),
            try list.listed(at: place).map { backend throws(YAMLRefusal) in
              WeightEntry(try service(backend.node, in: namespace), backend.node, at: backend.place)
            }))
      }
      return lists
    }
  }

  private static let gatewayRule = WeightRule(
    upTo: 1_000_000, missing: .counts(as: 1), allZero: "is answered with errors 500")

  /// Whether each match looks at headers, cookies among them, or at query parameters.
  private static func picksRequests(_ rule: ManifestItem) throws(YAMLRefusal) -> Bool {
    let matches = try rule.items(at: "matches")
    for match in matches {
      let headers = try match.items(at: "headers")
      let parameters = try match.items(at: "queryParams")
      guard !headers.isEmpty || !parameters.isEmpty else { return false }
    }
    return !matches.isEmpty
  }

  private static func mirrors(
    of rule: ManifestItem, in namespace: String
  ) throws(YAMLRefusal) -> [Destination] {
    var mirrors: [Destination] = []
    for filter in try rule.items(at: "filters") {
      guard
        let backend = try filter.node.value(at: "requestMirror")?.value(at: "backendRef")
      else { continue }
      mirrors.append(try service(backend, in: namespace))
    }
    return mirrors
  }
}

/// A reference to a service by `name`, and by `namespace` and `port` where they are given, as a host.
func service(_ reference: YAMLNode, in namespace: String) throws(YAMLRefusal) -> Destination {
  let name = try reference.text(at: "name") ?? ""
  let namespace = try reference.text(at: "namespace") ?? namespace
  let port = try reference.text(at: "port").flatMap { DecimalText.count($0) }
  return Destination(host: name, port: port).resolved(in: namespace)
}
