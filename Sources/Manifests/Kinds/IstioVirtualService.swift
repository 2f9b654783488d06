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
      for route in try object.items(at: "spec", section) {
        guard let list = try route.node.value(at: "route") else { continue }
        let place = route.place["route"]
        lists.append(
          WeightList(
            at: place, list, by: istioRule,
            of: RouteTraits(
              name: try route.node.value(at: "name")?.scalar?.text, index: route.index,
              picksRequests: try picksRequests(route.node),
              mirrors: try mirrors(of: route.node, in: namespace)),
            try entries(of: list, at: place, in: namespace)))
      }
    }
    return lists
  }

  private static let istioRule = WeightRule(missing: .counts(as: 0), allZero: "Istio rejects")

  /// Whether each of the route's matches looks at headers, cookies among them, at query parameters or
  /// at who asks: one that looks at paths alone takes every user's requests.
  private static func picksRequests(_ route: YAMLNode) throws(YAMLRefusal) -> Bool {
    guard let matches = try route.value(at: "match") else { return false }
    let marks = ["headers", "withoutHeaders", "queryParams", "sourceLabels", "sourceNamespace"]
    let items = try matches.list()
    for match in items {
      var isPicky = false
      for mark in marks {
        let value = try match.value(at: mark)
        isPicky = isPicky || value.map { $0.scalar?.isNull != true } ?? false
      }
      guard isPicky else { return false }
    }
    return !items.isEmpty
  }

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
    // `name` was the host's key before Istio 0.8.
    let host =
      if let host = try written.value(at: "host") { host } else { try written.value(at: "name") }
    try host?.refuseIndirection()
    let subset = try written.value(at: "subset")
    try subset?.refuseIndirection()
    let port = try written.value(at: "port")?.value(at: "number")?.scalar?.text
    return Destination(
      host: host?.scalar?.text ?? "",
      subset: subset?.scalar.flatMap { $0.isNull ? nil : $0.text },
      port: port.flatMap { DecimalText.count($0) })
  }

  private static func entries(
    of list: YAMLNode, at place: YAMLPlace, in namespace: String
  ) throws(YAMLRefusal) -> [WeightEntry] {
    var entries: [WeightEntry] = []
    for (index, item) in try list.list().enumerated() {
      guard let written = try item.value(at: "destination") else { continue }
      let destination = try destination(written)
      entries.append(
        WeightEntry(destination.resolved(in: namespace), item, at: place[index]))
    }
    return entries
  }
}
