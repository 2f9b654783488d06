/// What an application measures itself, by the usual names of its libraries: the providers
/// `kubernetes` and `gatewayapi`.
enum HTTPRequests {
  static let description = ProviderDescription(
    names: [.workload],
    remarks: [
      "The application measures itself, in seconds, with the code in the label status.",
      Pods.remark,
    ],
    telemetry: { subject in
      let whose = Pods.matchers(of: subject)
      return Telemetry(
        requests: [Series("http_request_duration_seconds_count", whose)],
        failures: .pattern("status", "5.*"), code: "status",
        durations: Series("http_request_duration_seconds_bucket", whose),
        millisecondsPerUnit: 1000)
    },
    flaggers: { canary, interval in
      let whose = Pods.flaggers(of: canary)
      return FlaggersQueries(
        successRate: FlaggersQueries.share(
          of: "http_request_duration_seconds_count", whose + [#"status!~"5.*""#], among: whose,
          interval),
        duration: FlaggersQueries.p99(
          of: "http_request_duration_seconds_bucket", whose, interval),
        durationScale: 1000)
    })
}
