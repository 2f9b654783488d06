import YAMLText

extension ManifestKind {
  /// Contour's HTTPProxy: `spec.routes[].services[].weight` and `spec.tcpproxy.services[].weight`.
  ///
  /// A missing weight is 0, and weights are parts of their sum. Where all are 0, Contour takes each
  /// for 1. A service with `mirror: true` gets copies of the requests, and no share: its weight is a
  /// percentage of them.
  /// Source: contour `apis/projectcontour/v1/httpproxy.go`, `internal/dag/dag.go`.
  static let contourHTTPProxy = ManifestKind("HTTPProxy", of: ["projectcontour.io"]) {
    (object, rolloutNamespace) throws(YAMLRefusal) in
    let namespace = object.namespace ?? rolloutNamespace
    var lists = try object.lists(at: "spec", "routes") { route throws(YAMLRefusal) in
      try services(
        of: route, in: namespace, picksRequests: try picksRequests(route))
    }
    if let proxy = try object.root.value(at: ["spec", "tcpproxy"]),
      let list = try services(of: proxy, in: namespace, picksRequests: false)
    {
      lists.append(list)
    }
    return lists
  }

  private static let contourRule = WeightRule(
    missing: .counts(as: 0), allZero: "Contour takes for equal shares")

  private static func services(
    of route: ManifestItem, in namespace: String, picksRequests: Bool
  ) throws(YAMLRefusal) -> WeightList? {
    var mirrors: [Destination] = []
    for service in try route.items(at: "services") where try isMirror(service.node) {
      mirrors.append(try Destination(service: service.node, in: namespace))
    }
    let traits = RouteTraits(
      index: route.index, picksRequests: picksRequests, mirrors: mirrors)
    return try WeightList(at: "services", of: route, as: traits, by: contourRule) {
      service throws(YAMLRefusal) in
      try isMirror(service) ? nil : try Destination(service: service, in: namespace)
    }
  }

  private static func isMirror(_ service: YAMLNode) throws(YAMLRefusal) -> Bool {
    try service.text(at: "mirror")?.lowercased() == "true"
  }

  /// Whether one of the conditions, which all must hold, looks at headers or query parameters.
  private static func picksRequests(_ route: ManifestItem) throws(YAMLRefusal) -> Bool {
    for condition in try route.items(at: "conditions") {
      if try condition.node.isMarked(withOneOf: ["header", "queryParameter"]) { return true }
    }
    return false
  }
}
