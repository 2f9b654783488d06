/// Kuma's Envoy beside each pod, whose service Kuma calls `SERVICE_NAMESPACE_svc_PORT`.
enum Kuma {
  static let description = ProviderDescription(
    names: [.service],
    remarks: [
      "All meshes that a store holds are counted.",
      "A pod's Envoy counts what the pod asks of others, too.",
    ],
    telemetry: { subject in
      let service = escapedForPattern("\(subject.service)_\(subject.namespace)_svc_")
      return Envoy.telemetry(of: [.pattern("service", service + "[0-9a-zA-Z-]+")])
    },
    flaggers: { canary, interval in
      let service = "\(canary.target)-canary_\(canary.namespace)_svc_[0-9a-zA-Z-]+"
      return .ofEnvoy([#"service=~"\#(service)""#], interval)
    })
}
