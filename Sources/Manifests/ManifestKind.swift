import Diagnostics
import YAMLText

/// A kind of object that carries weights, and where it keeps them. A new kind is a new file in
/// `Kinds` with one more of these.
struct ManifestKind: Sendable {
  /// What tells an object's destinations apart.
  enum Identity: Sendable {
    /// A service's host, written out with the namespace where it is short.
    case host
    /// A name, taken as it is.
    case name
  }

  let kind: String
  /// The API groups that have it, in all their versions.
  let groups: Set<String>
  let identity: Identity
  /// Every list of weighted destinations of an object; the rollout's namespace is for objects that
  /// name none.
  let lists: @Sendable (ManifestObject, _ namespace: String) throws(YAMLRefusal) -> [WeightList]

  static let all: [ManifestKind] =
    [istioVirtualService, ingress] + gatewayRoutes + [trafficSplit] + traefik + [contourHTTPProxy]
    + kumaMeshRoutes + [kumaTrafficRoute] + gloo + appMesh + [apisixRoute, openShiftRoute] + knative

  init(
    _ kind: String, of groups: Set<String>, by identity: Identity = .host,
    lists: @escaping @Sendable (ManifestObject, String) throws(YAMLRefusal) -> [WeightList]
  ) {
    self.kind = kind
    self.groups = groups
    self.identity = identity
    self.lists = lists
  }

  /// Nil for an object of any other kind.
  init?(of object: ManifestObject) {
    let found = Self.all.first { $0.kind == object.kind && $0.groups.contains(object.group) }
    guard let found else { return nil }
    self = found
  }

  /// A config's destination as the entries of this kind have theirs.
  func resolved(_ destination: Destination, in namespace: String) -> Destination {
    switch identity {
    case .host: destination.resolved(in: namespace)
    case .name: destination
    }
  }
}
