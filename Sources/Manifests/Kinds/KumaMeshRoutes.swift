import YAMLText

extension ManifestKind {
  /// Kuma's MeshHTTPRoute and MeshTCPRoute: `spec.to[].rules[].default.backendRefs[].weight`.
  ///
  /// A missing weight is 1, and weights are parts of their sum. A route's index counts the rules of
  /// all of `to`. A destination's tags are those of a MeshServiceSubset, and the labels that Kuma 3
  /// names services by.
  /// Source: kuma `api/common/v1alpha1/targetref.go`, `BackendRef`.
  static let kumaMeshRoutes = ["MeshHTTPRoute", "MeshTCPRoute"].map { kind in
    ManifestKind(kind, of: ["kuma.io"]) {
      (object, rolloutNamespace) throws(YAMLRefusal) in
      let namespace = object.namespace ?? rolloutNamespace
      var lists: [WeightList] = []
      var index = 0
      for target in try object.items(at: "spec", "to") {
        for rule in try target.items(at: "rules") {
          let traits = RouteTraits(
            index: index,
            picksRequests: try rule.isMarked(
              byEach: "matches", withOneOf: ["headers", "queryParams"]),
            mirrors: try mirrors(of: rule, in: namespace))
          index += 1
          let list = try WeightList(
            at: "default", "backendRefs", of: rule, as: traits, by: kumaRule
          ) { backend throws(YAMLRefusal) in try kumaService(backend, in: namespace) }
          if let list { lists.append(list) }
        }
      }
      return lists
    }
  }

  private static let kumaRule = WeightRule(
    upTo: Int(UInt32.max), missing: .counts(as: 1), allZero: "leaves Kuma no backend")

  private static func mirrors(
    of rule: ManifestItem, in namespace: String
  ) throws(YAMLRefusal) -> [Destination] {
    var mirrors: [Destination] = []
    for filter in try rule.items(at: "default", "filters") {
      guard let backend = try filter.value(at: ["requestMirror", "backendRef"]) else { continue }
      mirrors.append(try kumaService(backend.node, in: namespace))
    }
    return mirrors
  }

  private static func kumaService(
    _ reference: YAMLNode, in namespace: String
  ) throws(YAMLRefusal) -> Destination {
    let labels = try reference.texts(at: "labels")
    let name = try reference.text(at: "name") ?? labels["kuma.io/display-name"] ?? ""
    let tags = try reference.texts(at: "tags").merging(labels) { tag, _ in tag }
    let service = Destination(host: name, port: try reference.count(at: "port"), tags: tags)
    return service.resolved(
      in: try reference.text(at: "namespace") ?? labels["k8s.kuma.io/namespace"] ?? namespace)
  }
}
