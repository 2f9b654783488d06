/// Istio's standard metrics, of workloads.
enum Istio {
  static let description = ProviderDescription(
    names: [.workload, .reporter],
    telemetry: { subject in
      let whose: [Matcher] = [
        .label("reporter", is: subject.reporter.rawValue),
        .label("destination_workload_namespace", is: subject.namespace),
        .label("destination_workload", is: subject.workload),
      ]
      return Telemetry(
        requests: [Series("istio_requests_total", whose)],
        failures: .pattern("response_code", "5.*"), code: "response_code",
        durations: Series("istio_request_duration_milliseconds_bucket", whose))
    },
    flaggers: { canary, interval in
      let whose = [
        #"reporter="destination""#, #"destination_workload_namespace="\#(canary.namespace)""#,
        #"destination_workload=~"\#(canary.target)""#,
      ]
      return FlaggersQueries(
        successRate: FlaggersQueries.share(
          of: "istio_requests_total", whose + [#"response_code!~"5.*""#], among: whose, interval),
        duration: FlaggersQueries.p99(
          of: "istio_request_duration_milliseconds_bucket", whose, interval))
    })
}
