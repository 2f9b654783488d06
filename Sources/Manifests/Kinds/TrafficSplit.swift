import YAMLText

extension ManifestKind {
  /// SMI's TrafficSplit: `spec.backends[].weight`.
  ///
  /// Weights are parts of their sum: quantities such as 900m in v1alpha1, whole numbers since. Each
  /// must be there. With `matches` only the requests of an HTTPRouteGroup take the split.
  /// Source: smi-spec `apis/traffic-split`, smi-sdk-go `crds/split.yaml`.
  static let trafficSplit = ManifestKind("TrafficSplit", of: ["split.smi-spec.io"]) {
    (object, rolloutNamespace) throws(YAMLRefusal) in
    let namespace = object.namespace ?? rolloutNamespace
    let spec = try object.root.value(at: ["spec"])
    let traits = RouteTraits(
      index: 0, picksRequests: try spec?.node.isMarked(withOneOf: ["matches"]) ?? false)
    let list = try WeightList(
      at: "spec", "backends", of: object.root, as: traits,
      by: object.version == "v1alpha1" ? quantities : wholeNumbers
    ) { backend throws(YAMLRefusal) in
      try Destination(service: backend, named: "service", in: namespace)
    }
    return list.map { [$0] } ?? []
  }

  private static let quantities = trafficSplitRule(of: .quantity)
  private static let wholeNumbers = trafficSplitRule(of: .number)

  private static func trafficSplitRule(of notation: WeightRule.Notation) -> WeightRule {
    WeightRule(
      notation, missing: .refused(because: "SMI wants one on each backend"),
      allZero: "SMI gives no meaning")
  }
}
