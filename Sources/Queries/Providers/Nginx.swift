/// ingress-nginx, whose label `canary` names the canary's upstream, and is empty where the main
/// Ingress served. Both bear the main Ingress' name.
///
/// Flagger takes the mean of the durations; the histogram is there, so here it is a quantile.
/// Source: kubernetes/ingress-nginx, `internal/ingress/metric/collectors/socket.go` and `monitor.lua`.
enum Nginx {
  static let description = ProviderDescription(
    names: [.ingress],
    remarks: [
      "The ingress is the main one, not the one with canary: \"true\".",
      "With --report-status-classes only classes of codes can be asked for, as 4xx.",
    ],
    telemetry: { subject in
      let whose: [Matcher] = [
        .label("namespace", is: subject.namespace), .label("ingress", is: subject.ingress),
        subject.party == .canary ? .label("canary", isNot: "") : .label("canary", is: ""),
      ]
      return Telemetry(
        requests: [Series("nginx_ingress_controller_requests", whose)],
        failures: .pattern("status", "5.*"), code: "status",
        durations: Series("nginx_ingress_controller_response_duration_seconds_bucket", whose),
        millisecondsPerUnit: 1000)
    },
    flaggers: { canary, interval in
      let whose = [
        #"namespace="\#(canary.namespace)""#, #"ingress="\#(canary.ingress)""#, #"canary!="""#,
      ]
      let time = "nginx_ingress_controller_response_duration_seconds"
      let spent = FlaggersQueries.sum(time + "_sum", whose, interval)
      let count = FlaggersQueries.sum(time + "_count", whose, interval)
      return FlaggersQueries(
        successRate: FlaggersQueries.share(
          of: "nginx_ingress_controller_requests", whose + [#"status!~"5.*""#], among: whose,
          interval),
        duration: " \(spent) / \(count) * 1000")
    })
}
