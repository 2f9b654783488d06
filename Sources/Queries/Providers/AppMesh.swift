/// App Mesh's Envoy in each pod, of Deployments.
enum AppMesh {
  static let description = ProviderDescription(
    names: [.workload],
    remarks: [Pods.remark, "A pod's Envoy counts what the pod asks of others, too."],
    telemetry: { Envoy.telemetry(of: Pods.matchers(of: $0)) },
    flaggers: { canary, interval in
      .ofEnvoy(Pods.flaggers(of: canary), interval, endsWithComma: false)
    })
}
