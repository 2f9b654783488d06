/// Whose built-in queries are used. The names are Flagger's.
package enum Provider: String, Hashable, Sendable, CaseIterable {
  case istio, linkerd, appmesh, contour, gloo, nginx, skipper, traefik, kuma, osm, knative, apisix
  case gatewayapi, kubernetes

  /// The one place that knows every provider's file.
  var description: ProviderDescription {
    switch self {
    case .istio: Istio.description
    case .linkerd: Linkerd.description
    case .appmesh: AppMesh.description
    case .contour: Contour.description
    case .gloo: Gloo.description
    case .nginx: Nginx.description
    case .skipper: Skipper.description
    case .traefik: Traefik.description
    case .kuma: Kuma.description
    case .osm: OpenServiceMesh.description
    case .knative: Knative.description
    case .apisix: APISIX.description
    case .gatewayapi, .kubernetes: HTTPRequests.description
    }
  }

  /// What its queries tell requests by, beside the namespace.
  package var names: [Subject.Name] { description.names }

  /// What a user must know of its metrics, a sentence each.
  package var remarks: [String] { description.remarks }

  /// Whether its metrics tell canary and baseline apart, so that a share of the one is seen.
  package var tellsPartiesApart: Bool { description.tellsPartiesApart }

  /// The queries of a built-in check.
  package func questions(
    for builtIn: BuiltIn, about subject: Subject, window: Duration
  ) -> Questions {
    description.telemetry(subject).questions(for: builtIn, window: window)
  }

  /// The query that counts all requests of a party in a window: the same text as a built-in check's
  /// own count, so that both are asked as one.
  package func requestCount(of subject: Subject, window: Duration) -> String {
    description.telemetry(subject).count(over: window)
  }
}

/// What is known of a provider.
struct ProviderDescription: Sendable {
  let names: [Subject.Name]
  var tellsPartiesApart = true
  /// What a user must know of these metrics before trusting them, a sentence each.
  var remarks: [String] = []
  let telemetry: @Sendable (Subject) -> Telemetry
  let flaggers: @Sendable (FlaggerSubject, _ interval: String) -> FlaggersQueries
}
