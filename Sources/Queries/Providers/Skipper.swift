/// Skipper, whose routes of an Ingress are called `kube_NAMESPACE__INGRESS__HOST__PATH__SERVICE`, with
/// `_` for all but letters and digits.
///
/// Flagger counts `skipper_response_duration_seconds`, which lacks what Skipper answers itself, as
/// 502 for a backend that it can't reach; so the time of serving is counted where it is measured.
/// Flagger takes the mean of the durations; the histogram is there, so here it is a quantile.
/// Source: zalando/skipper, `dataclients/kubernetes/ingress.go`, `proxy/proxy.go`.
enum Skipper {
  static let description = ProviderDescription(
    names: [.ingress, .service],
    remarks: [
      "The ingress is the one with the backend weights, which Flagger calls INGRESS-canary.",
      "Skipper needs -serve-route-metrics; without it -route-response-metrics, for all but durations.",
    ],
    telemetry: { subject in
      let names = [subject.namespace, subject.ingress, subject.service].map(encoded)
      let route = Matcher.pattern(
        "route", "kube(ew)?_\(names[0])__\(names[1])__.*__\(names[2])(_[0-9]+)?")
      let all = Matcher.label("le", is: "+Inf")
      return Telemetry(
        requests: [
          Series("skipper_serve_route_duration_seconds_bucket", [route, all]),
          Series("skipper_response_duration_seconds_bucket", [route, all]),
        ],
        failures: .pattern("code", "5.."), code: "code",
        durations: Series("skipper_serve_route_duration_seconds_bucket", [route]),
        millisecondsPerUnit: 1000)
    },
    flaggers: { canary, interval in
      let names = [canary.namespace, canary.ingress, canary.service].map(encoded)
      let pattern = "kube(ew)?_\(names[0])__\(names[1])_canary__.*__\(names[2])_canary(_[0-9]+)?"
      let route = #"route=~"\#(pattern)""#
      let responses = "skipper_response_duration_seconds_bucket"
      let serving = "skipper_serve_route_duration_seconds"
      func sum(_ metric: String, _ matchers: String) -> String {
        "sum(rate(\(metric){\(matchers)}[\(interval)]))"
      }
      let good = sum(responses, #"\#(route),code!~"5..",le="+Inf""#)
      let all = sum(responses, #"\#(route),le="+Inf""#)
      return FlaggersQueries(
        successRate: " \(good) / \(all) * 100",
        duration: " \(sum(serving + "_sum", route)) / \(sum(serving + "_count", route)) * 1000")
    })

  private static func encoded(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
