/// Open Service Mesh's metrics, of Deployments.
enum OpenServiceMesh {
  static let description = ProviderDescription(
    names: [.workload],
    telemetry: { subject in
      let whose: [Matcher] = [
        .label("destination_namespace", is: subject.namespace),
        .label("destination_kind", is: "Deployment"),
        .label("destination_name", is: subject.workload),
      ]
      return Telemetry(
        requests: [Series("osm_request_total", whose)],
        failures: .pattern("response_code", "5.*"), code: "response_code",
        durations: Series("osm_request_duration_ms_bucket", whose))
    },
    flaggers: { canary, interval in
      let whose = [
        #"destination_namespace="\#(canary.namespace)""#, #"destination_kind="Deployment""#,
        #"destination_name="\#(canary.target)""#,
      ]
      return FlaggersQueries(
        successRate: FlaggersQueries.share(
          of: "osm_request_total", whose + [#"response_code!~"5.*""#], among: whose, interval),
        duration: FlaggersQueries.p99(of: "osm_request_duration_ms_bucket", whose, interval))
    })
}
