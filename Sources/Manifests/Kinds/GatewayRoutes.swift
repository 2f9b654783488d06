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
      return try object.lists(at: "spec", "rules") { rule throws(YAMLRefusal) in
        let traits = RouteTraits(
          name: try rule.node.text(at: "name"), index: rule.index,
          picksRequests: try rule.isMarked(byEach: "matches", withOneOf: gatewayMarks),
          mirrors: try mirrors(of: rule, in: namespace))
        return try WeightList(at: "backendRefs", of: rule, as: traits, by: gatewayRule) {
          backend throws(YAMLRefusal) in try Destination(service: backend, in: namespace)
        }
      }
    }
  }

  private static let gatewayRule = WeightRule(
    upTo: 1_000_000, missing: .counts(as: 1), allZero: "is answered with errors 500")

  /// Cookies are headers.
  private static let gatewayMarks = ["headers", "queryParams"]

  private static func mirrors(
    of rule: ManifestItem, in namespace: String
  ) throws(YAMLRefusal) -> [Destination] {
    var mirrors: [Destination] = []
    for filter in try rule.items(at: "filters") {
      guard
        let backend = try filter.node.value(at: "requestMirror")?.value(at: "backendRef")
      else { continue }
      mirrors.append(try Destination(service: backend, in: namespace))
    }
    return mirrors
  }
}
