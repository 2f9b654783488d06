/// Contour's Envoy, whose clusters are called `NAMESPACE_SERVICE_PORT`.
enum Contour {
  static let description = ProviderDescription(
    names: [.service],
    telemetry: { subject in
      let service = escapedForPattern("\(subject.namespace)_\(subject.service)")
      return Envoy.telemetry(
        of: [.pattern("envoy_cluster_name", service + "_[0-9a-zA-Z-]+")])
    },
    flaggers: { canary, interval in
      let cluster = "\(canary.namespace)_\(canary.service)-canary_[0-9a-zA-Z-]+"
      return .ofEnvoy([#"envoy_cluster_name=~"\#(cluster)""#], interval)
    })
}
