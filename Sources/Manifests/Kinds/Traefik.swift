import YAMLText

extension ManifestKind {
  /// Traefik's TraefikService, `spec.weighted.services[].weight`, and its routes, IngressRoute,
  /// IngressRouteTCP and IngressRouteUDP: `spec.routes[].services[].weight`.
  ///
  /// A missing weight is 1, a service of weight 0 is passed over, and weights are parts of their sum.
  /// Source: traefik `pkg/provider/kubernetes/crd/kubernetes_http.go`, `pkg/tcp` and
  /// `pkg/server/service/loadbalancer/wrr`.
  static let traefik: [ManifestKind] =
    [traefikService] + ["IngressRoute", "IngressRouteTCP", "IngressRouteUDP"].map(ingressRoute)

  private static let traefikGroups: Set = ["traefik.io", "traefik.containo.us"]

  private static let traefikService = ManifestKind("TraefikService", of: traefikGroups) {
    (object, rolloutNamespace) throws(YAMLRefusal) in
    let list = try WeightList(
      at: "spec", "weighted", "services", of: object.root, as: RouteTraits(index: 0),
      by: traefikRule
    ) { service throws(YAMLRefusal) in
      try Destination(service: service, in: object.namespace ?? rolloutNamespace)
    }
    return list.map { [$0] } ?? []
  }

  private static func ingressRoute(_ kind: String) -> ManifestKind {
    ManifestKind(kind, of: traefikGroups) {
      (object, rolloutNamespace) throws(YAMLRefusal) in
      try object.lists(at: "spec", "routes") { route throws(YAMLRefusal) in
        let traits = RouteTraits(
          index: route.index, picksRequests: picksRequests(try route.node.text(at: "match") ?? ""))
        return try WeightList(at: "services", of: route, as: traits, by: traefikRule) {
          service throws(YAMLRefusal) in
          try Destination(service: service, in: object.namespace ?? rolloutNamespace)
        }
      }
    }
  }

  private static let traefikRule = WeightRule(
    missing: .counts(as: 1), allZero: "leaves Traefik no server")

  /// Whether a rule looks at headers, at query parameters or at who asks: `Host(...) && Header(...)`.
  /// One of several alternatives may take every user's requests.
  private static func picksRequests(_ rule: String) -> Bool {
    // Without the texts that are compared with, which stand in backquotes.
    let words = rule.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
    let matchers = words.split(separator: "(").map { text in
      String(text.reversed().prefix { $0.isLetter || $0 == "!" }.reversed())
    }
    return !words.contains("||") && matchers.contains { traefikMarks.contains($0) }
  }

  /// With an `s` in rules of version 2.
  private static let traefikMarks: Set = [
    "Header", "HeaderRegexp", "Headers", "HeadersRegexp", "Query", "QueryRegexp", "ClientIP",
  ]
}
