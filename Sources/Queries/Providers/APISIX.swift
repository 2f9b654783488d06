/// APISIX, whose routes are called `NAMESPACE_APISIXROUTE_RULE` with the plugin's `prefer_name`.
///
/// A route's metrics don't say which of its backends served: canary and baseline are counted as one,
/// so the share of the traffic can't be compared with the weight.
/// Source: APISIX, plugin `prometheus`; fluxcd/flagger, `pkg/router/apisix.go`.
enum APISIX {
  static let description = ProviderDescription(
    names: [.route], tellsPartiesApart: false,
    remarks: [
      "APISIX counts by route, canary and baseline together: at a weight of 10, a canary that fails "
        + "always costs a tenth of the success rate.",
      "The route is the ApisixRoute with both backends, which Flagger calls ROUTE-SERVICE-canary.",
      "The plugin prometheus needs prefer_name.",
    ],
    telemetry: { subject in
      let route = escapedForPattern("\(subject.namespace)_\(subject.route)_")
      let whose = Matcher.pattern("route", route + ".+")
      return Telemetry(
        requests: [Series("apisix_http_status", [whose])],
        failures: .pattern("code", "5.."), code: "code",
        durations: Series("apisix_http_latency_bucket", [.label("type", is: "request"), whose]))
    },
    flaggers: { canary, interval in
      let route =
        #"route=~"\#(canary.namespace)_\#(canary.route)-\#(canary.target)-canary_.+""#
      return FlaggersQueries(
        successRate: FlaggersQueries.share(
          of: "apisix_http_status", [route, #"code!~"5..""#], among: [route], interval),
        duration: FlaggersQueries.p99(
          of: "apisix_http_latency_bucket", [#"type=~"request""#, route], interval))
    })
}
