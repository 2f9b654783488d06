/// Linkerd's proxy metrics, of Deployments. Linkerd itself says what a failure is, 5xx unless a
/// profile says otherwise; the code stands beside it.
///
/// Source: linkerd.io, "Proxy Metrics".
enum Linkerd {
  static let description = ProviderDescription(
    names: [.workload],
    remarks: [
      "Linkerd says which responses are failures: 5xx, unless a route's profile says otherwise.",
      "Durations end with the first byte.",
    ],
    telemetry: { subject in
      let whose: [Matcher] = [
        .label("namespace", is: subject.namespace), .label("deployment", is: subject.workload),
        .label("direction", is: "inbound"),
      ]
      return Telemetry(
        requests: [Series("response_total", whose)],
        failures: .label("classification", is: "failure"), code: "status_code",
        durations: Series("response_latency_ms_bucket", whose))
    },
    flaggers: { canary, interval in
      let whose = [#"namespace="\#(canary.namespace)""#, #"deployment=~"\#(canary.target)""#]
      let inbound = #"direction="inbound""#
      return FlaggersQueries(
        successRate: FlaggersQueries.share(
          of: "response_total", whose + [#"classification!="failure""#, inbound],
          among: whose + [inbound], interval),
        duration: FlaggersQueries.p99(
          of: "response_latency_ms_bucket", whose + [inbound], interval))
    })
}
