import YAMLText

extension ManifestKind {
  /// Knative's Service and Route: `spec.traffic[].percent`.
  ///
  /// Percentages add up to 100, and a missing one is 0. A destination is a revision by its name, a
  /// configuration by its own, or `@latest` for the latest revision, as `kn` writes it.
  /// Source: knative/serving `pkg/apis/serving/v1/route_types.go`, `route_validation.go`.
  static let knative: [ManifestKind] = ["Service", "Route"].map { kind in
    ManifestKind(kind, of: ["serving.knative.dev"], by: .name) {
      (object, _) throws(YAMLRefusal) in
      var shared: Set<String> = []
      for target in try object.items(at: "spec", "traffic") where try !isMereTag(target.node) {
        shared.insert(try revision(of: target.node))
      }
      let list = try WeightList(
        at: "spec", "traffic", of: object.root, as: RouteTraits(index: 0), by: knativeRule,
        key: "percent"
      ) { target throws(YAMLRefusal) in
        let revision = try revision(of: target)
        // Another entry has this revision's share.
        if shared.contains(revision), try isMereTag(target) { return nil }
        return Destination(host: revision)
      }
      return list.map { [$0] } ?? []
    }
  }

  private static let knativeRule = WeightRule(
    upTo: 100, missing: .counts(as: 0), sum: .exactly(100), allZero: "Knative rejects")

  private static func revision(of target: YAMLNode) throws(YAMLRefusal) -> String {
    try target.text(at: "revisionName", "configurationName") ?? "@latest"
  }

  /// Whether an entry gives a revision an address of its own, and no share.
  private static func isMereTag(_ target: YAMLNode) throws(YAMLRefusal) -> Bool {
    let (tag, percent) = (try target.text(at: "tag"), try target.text(at: "percent"))
    return tag != nil && percent == nil
  }
}
