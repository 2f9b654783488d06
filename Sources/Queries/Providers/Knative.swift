/// Knative's ingress, an Envoy whose clusters are called `NAMESPACE/REVISION`.
enum Knative {
  static let description = ProviderDescription(
    names: [.service],
    remarks: ["The service is the revision's name, as hello-00002."],
    telemetry: { subject in
      Envoy.telemetry(
        of: [.label("envoy_cluster_name", is: "\(subject.namespace)/\(subject.service)")])
    },
    flaggers: { canary, interval in
      .ofEnvoy([#"envoy_cluster_name=~"\#(canary.namespace)/\#(canary.route)""#], interval)
    })
}
