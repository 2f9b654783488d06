/// Gloo's Envoy, whose clusters are called `UPSTREAM_NAMESPACE`.
///
/// Gloo calls the upstream that it discovers for a service `NAMESPACE-SERVICE-PORT`, Flagger the one
/// that it creates `NAMESPACE-SERVICEupstream-PORT`; an upstream of one's own bears any name.
enum Gloo {
  static let description = ProviderDescription(
    names: [.service],
    remarks: ["The service may be an upstream's name, too."],
    telemetry: { subject in
      let service = escapedForPattern(subject.service)
      let namespace = escapedForPattern(subject.namespace)
      return Envoy.telemetry(
        of: [
          .pattern(
            "envoy_cluster_name",
            "(\(namespace)-\(service)(upstream)?-[0-9]+|\(service))_[0-9a-zA-Z-]+")
        ])
    },
    flaggers: { canary, interval in
      let upstream = "\(canary.namespace)-\(canary.target)-canaryupstream-[0-9a-zA-Z-]+"
      return .ofEnvoy([#"envoy_cluster_name=~"\#(upstream)_[0-9a-zA-Z-]+""#], interval)
    })
}
