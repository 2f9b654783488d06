/// Traefik, whose services of its own objects are called `NAMESPACE-SERVICE-PORT@kubernetescrd`.
///
/// The port is a number or a name without `-`: with one, `podinfo` would be `podinfo-canary` as well.
/// Source: Traefik, "Metrics", and traefik/traefik, `pkg/provider/kubernetes/crd`.
enum Traefik {
  static let description = ProviderDescription(
    names: [.service],
    remarks: ["A port is found by its number, or by a name without a hyphen."],
    telemetry: { subject in
      let service = escapedForPattern("\(subject.namespace)-\(subject.service)-")
      let whose = Matcher.pattern("service", service + "[0-9a-zA-Z]+@kubernetescrd")
      let metric = "traefik_service_request_duration_seconds_bucket"
      return Telemetry(
        requests: [Series(metric, [whose, .label("le", is: "+Inf")])],
        failures: .pattern("code", "5.."), code: "code", durations: Series(metric, [whose]),
        millisecondsPerUnit: 1000)
    },
    flaggers: { canary, interval in
      let service = "\(canary.namespace)-\(canary.target)-canary-[0-9a-zA-Z-]+@kubernetescrd"
      let whose = #"service=~"\#(service)""#
      let metric = "traefik_service_request_duration_seconds_bucket"
      let all = #"le="+Inf""#
      return FlaggersQueries(
        successRate: FlaggersQueries.share(
          of: metric, [whose, #"code!~"5..""#, all], among: [whose, all], interval),
        duration: FlaggersQueries.p99(of: metric, [whose], interval) + " * 1000")
    })
}
