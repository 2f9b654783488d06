import Diagnostics
import YAMLText

/// A kind of object that carries weights, and where it keeps them. A new kind is a new file with one
/// more of these.
struct ManifestKind: Sendable {
  let kind: String
  /// The API groups that have it. Versions are not told apart: the paths are the same in all.
  let groups: Set<String>
  /// Every list of weighted destinations of an object; the rollout's namespace is for objects that
  /// name none.
  let lists: @Sendable (ManifestObject, _ namespace: String) throws(YAMLRefusal) -> [WeightList]

  static let all: [ManifestKind] = [virtualService]

  init(
    kind: String, groups: Set<String>,
    lists: @escaping @Sendable (ManifestObject, String) throws(YAMLRefusal) -> [WeightList]
  ) {
    self.kind = kind
    self.groups = groups
    self.lists = lists
  }

  /// Nil for an object of any other kind.
  init?(of object: ManifestObject) {
    let found = Self.all.first { $0.kind == object.kind && $0.groups.contains(object.group) }
    guard let found else { return nil }
    self = found
  }

  /// `VirtualService (networking.istio.io)`, as an error names what can be edited.
  static var names: String {
    all.map { "\($0.kind) (\($0.groups.sorted().joined(separator: ", ")))" }.joined(separator: ", ")
  }

  /// Kinds known to carry weights, so that an error can say "not yet" instead of "unknown".
  static let later: Set<String> = [
    "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute", "TrafficSplit", "TraefikService",
    "IngressRoute", "IngressRouteTCP", "IngressRouteUDP", "Ingress", "HTTPProxy", "MeshHTTPRoute",
    "MeshTCPRoute", "VirtualService", "Route",
  ]
}

/// One list among whose destinations traffic is divided.
struct WeightList {
  let place: YAMLPlace
  let position: SourcePosition
  /// The route's own name, where it has one.
  let routeName: String?
  /// The route's index among its kind's routes.
  let routeIndex: Int
  /// Whether only some of the requests to its hosts take it, picked by what tells users apart.
  let picksRequests: Bool
  /// Where its requests are mirrored to, with hosts written out.
  let mirrors: [Destination]
  let entries: [WeightEntry]
}

/// One destination of a list.
struct WeightEntry {
  /// With its host written out.
  let destination: Destination
  /// The mapping that has or shall have the weight.
  let node: YAMLNode
  let place: YAMLPlace
}

extension WeightList {
  func entries(for destination: Destination) -> [WeightEntry] {
    entries.filter { destination.isMet(by: $0.destination) }
  }
}

extension WeightList: CustomStringConvertible {
  /// Its path, its place and its destinations, for a list of candidates.
  var description: String {
    let destinations = entries.prefix(4).map { "\($0.destination)" }.joined(separator: "; ")
    let more = entries.count > 4 ? "; ..." : ""
    let name = routeName.map { " \"\($0)\"" } ?? ""
    return "\(place)\(name) at \(position) (\(destinations)\(more))"
  }
}
