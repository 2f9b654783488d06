import YAMLText

extension ManifestKind {
  /// OpenShift's Route: `spec.to.weight` and `spec.alternateBackends[].weight`, which are one list.
  ///
  /// A missing weight is 100, weights are 0 to 256 and parts of their sum. Where all are 0, requests
  /// are answered with an error 503.
  /// Source: openshift/api `route/v1/types.go`, `RouteTargetReference`.
  static let openShiftRoute = ManifestKind("Route", of: ["route.openshift.io"]) {
    (object, rolloutNamespace) throws(YAMLRefusal) in
    let namespace = object.namespace ?? rolloutNamespace
    guard let spec = try object.root.value(at: ["spec"]), let first = try spec.value(at: ["to"])
    else { return [] }
    let entries = try ([first] + spec.items(at: "alternateBackends")).map {
      backend throws(YAMLRefusal) in
      WeightEntry(
        try Destination(service: backend.node, in: namespace), backend.node, at: backend.place)
    }
    return [
      WeightList(
        at: spec.place, spec.node, by: openShiftRule, of: RouteTraits(index: 0), entries)
    ]
  }

  private static let openShiftRule = WeightRule(
    upTo: 256, missing: .counts(as: 100), allZero: "is answered with errors 503")
}
