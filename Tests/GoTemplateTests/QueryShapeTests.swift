import GoTemplate
import Testing

@Suite struct QueryShapeTests {
  typealias Row = GoTemplateTests.Row

  /// The shapes of Flagger's own queries and of those its users write.
  static let shapes: [Row] = [
    Row(
      """
      sum(rate(istio_requests_total{reporter="destination",\
      destination_workload_namespace="{{ namespace }}",destination_workload=~"{{ target }}",\
      response_code!~"5.*"}[{{ interval }}]))
      """,
      """
      sum(rate(istio_requests_total{reporter="destination",\
      destination_workload_namespace="test",destination_workload=~"podinfo",\
      response_code!~"5.*"}[1m]))
      """),
    Row(
      "x{kubernetes_pod_name=~\"{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\"}[{{interval}}]",
      "x{kubernetes_pod_name=~\"podinfo-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\"}[1m]"),
    Row(
      "y{envoy_cluster_name=~\"{{ namespace }}_{{ service }}-canary_[0-9a-zA-Z-]+\"}",
      "y{envoy_cluster_name=~\"test_podinfo-svc-canary_[0-9a-zA-Z-]+\"}"),
    Row(
      "y{envoy_cluster_name=~\"{{ namespace }}/{{ route }}\"}",
      "y{envoy_cluster_name=~\"test/podinfo\"}"),
    Row(
      "n{namespace=\"{{ namespace }}\",ingress=\"{{ ingress }}\",canary!=\"\"}",
      "n{namespace=\"test\",ingress=\"podinfo\",canary!=\"\"}"),
    Row(
      """

      {{- $route := printf "kube(ew)?_%s__%s_canary__.*__%s_canary(_[0-9]+)?" namespace ingress service }}
      sum(rate(s{route=~"{{ $route }}",code!~"5..",le="+Inf"}[{{ interval }}]))
      """,
      """

      sum(rate(s{route=~"kube(ew)?_test__podinfo_canary__.*__podinfo-svc_canary(_[0-9]+)?",\
      code!~"5..",le="+Inf"}[1m]))
      """),
    Row(
      "t{service=~\"{{ namespace }}-{{ target }}-canary-[0-9a-zA-Z-]+@kubernetescrd\"}",
      "t{service=~\"test-podinfo-canary-[0-9a-zA-Z-]+@kubernetescrd\"}"),
    Row(
      """
      100 - sum(
        rate(a{w="{{ target }}",code!="404"}[{{ interval }}])
      )
      /
      sum(rate(a{w="{{ target }}"}[{{ interval }}])) * 100
      """,
      """
      100 - sum(
        rate(a{w="podinfo",code!="404"}[1m])
      )
      /
      sum(rate(a{w="podinfo"}[1m])) * 100
      """),
    Row(
      "r{namespace=\"{{ namespace }}\",direction=\"{{ variables.direction }}\"}",
      "r{namespace=\"test\",direction=\"inbound\"}"),
    Row(
      "avg:trace.http{service:{{ target }},kube_namespace:{{ namespace }}}.as_count()",
      "avg:trace.http{service:podinfo,kube_namespace:test}.as_count()"),
    Row(
      "p{d=~{{ printf \"%s-(primary|canary)\" target | printf \"%q\" }}}",
      "p{d=~\"podinfo-(primary|canary)\"}"),
    Row(
      "histogram_quantile(0.99, sum(rate(h_bucket{name=\"{{ name }}\"}[{{ interval }}])) by (le))",
      "histogram_quantile(0.99, sum(rate(h_bucket{name=\"podinfo\"}[1m])) by (le))"),
    Row(
      "sum(rate(e{a=\"b\"{{ with index variables \"tier\" }},tier=\"{{ . }}\"{{ end }}}[1m]))",
      "sum(rate(e{a=\"b\"}[1m]))"),
  ]

  @Test("The queries of Flagger and its users become those that Flagger sends", arguments: shapes)
  func fills(row: Row) throws {
    #expect(try GoTemplateTests.filled(row.template) == row.query)
  }
}
