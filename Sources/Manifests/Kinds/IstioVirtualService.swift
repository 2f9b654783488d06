import Diagnostics
import YAMLText

extension ManifestKind {
  /// Istio's VirtualService: `spec.{http,tcp,tls}[].route[].weight`, in v1alpha3, v1beta1 and v1.
  ///
  /// A missing weight among several destinations is no traffic. Istio takes any sum but 0 and
  /// divides by it; what we write adds up to the total, which older versions demand.
  /// Source: istio/api `networking/v1/virtual_service.proto`, istio `pkg/config/validation`.
  static let istioVirtualService = ManifestKind(
    "VirtualService", of: ["networking.istio.io"]
  ) { (object, rolloutNamespace) throws(YAMLRefusal) in
    let namespace = object.namespace ?? rolloutNamespace
    var lists: [WeightList] = []
    for section in ["http", "tcp", "tls"] {
      lists += try object.lists(at: "spec", section) { route throws(YAMLRefusal) in
        let traits = RouteTraits(
          name: try route.node.text(at: "name"), index: route.index,
          picksRequests: try route.isMarked(byEach: "match", withOneOf: istioMarks),
          mirrors: try mirrors(of: route.node, in: namespace))
        return try WeightList(at: "route", of: route, as: traits, by: istioRule) {
          item throws(YAMLRefusal) in
          guard let written = try item.value(at: "destination") else { return nil }
          return try destination(written).resolved(in: namespace)
        }
      }
    }
    return lists
  }

  private static let istioRule = WeightRule(missing: .counts(as: 0), allZero: "Istio rejects")

  /// What tells users apart: headers, cookies among them, query parameters, and who asks.
  private static let istioMarks = [
    "headers", "queryParams", "sourceLabels", "sourceNamespace",
  ]

  /// `mirror` is one destination, `mirrors` a list with a percentage each.
  private static func mirrors(
    of route: YAMLNode, in namespace: String
  ) throws(YAMLRefusal) -> [Destination] {
    var mirrors: [Destination] = []
    if let one = try route.value(at: "mirror") {
      mirrors.append(try destination(one).resolved(in: namespace))
    }
    guard let several = try route.value(at: "mirrors") else { return mirrors }
    for item in try several.list() {
      guard let one = try item.value(at: "destination") else { continue }
      mirrors.append(try destination(one).resolved(in: namespace))
    }
    return mirrors
  }

  private static func destination(_ written: YAMLNode) throws(YAMLRefusal) -> Destination {
    let port = try written.value(at: "port")?.value(at: "number")?.scalar?.text
    // `name` was the host's key before Istio 0.8.
    return Destination(
      host: try written.text(at: "host", "name") ?? "", subset: try written.text(at: "subset"),
      port: port.flatMap { DecimalText.count($0) })
  }
}
