/// Envoy's metrics of upstream clusters, in milliseconds. App Mesh, Contour, Gloo, Kuma and Knative
/// differ in how a party is found among the clusters.
///
/// Source: Envoy, "Cluster manager statistics".
enum Envoy {
  static let requests = "envoy_cluster_upstream_rq"
  static let durations = "envoy_cluster_upstream_rq_time_bucket"
  static let code = "envoy_response_code"

  static func telemetry(of whose: [Matcher]) -> Telemetry {
    Telemetry(
      requests: [Series(requests, whose)], failures: .pattern(code, "5.*"), code: code,
      durations: Series(durations, whose))
  }
}

/// The pods of a Deployment, as labels name them that Flagger's Prometheus adds to all targets.
enum Pods {
  static func matchers(of subject: Subject) -> [Matcher] {
    [
      .label("kubernetes_namespace", is: subject.namespace),
      .pattern(
        "kubernetes_pod_name",
        escapedForPattern(subject.workload) + "-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)"),
    ]
  }

  static func flaggers(of canary: FlaggerSubject) -> [String] {
    [
      #"kubernetes_namespace="\#(canary.namespace)""#,
      #"kubernetes_pod_name=~"\#(canary.target)-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)""#,
    ]
  }

  static let remark =
    "Pods are those of a Deployment, by the labels kubernetes_namespace and kubernetes_pod_name."
}
