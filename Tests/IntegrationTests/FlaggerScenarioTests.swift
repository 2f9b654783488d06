import Foundation
import Testing

/// Flagger's Canaries asked of a real Prometheus, provider by provider, as they stand and converted.
@Suite struct FlaggerScenarioTests {
  struct Provider: Sendable, CustomTestStringConvertible {
    /// As `spec.provider`.
    let name: String
    /// Further fields of `spec`, with NAME for the Canary's.
    var fields = ""
    var target = "apiVersion: apps/v1, kind: Deployment"
    /// Whether Flagger takes a mean for a P99, which the slow canary's is not above.
    var hasMeans = false

    var testDescription: String { name }
  }

  static let providers: [Provider] = [
    Provider(name: "istio"),
    Provider(name: "linkerd"),
    Provider(name: "appmesh:v1beta2"),
    Provider(name: "contour"),
    Provider(name: "gloo"),
    Provider(name: "nginx", fields: "ingressRef: {name: NAME}", hasMeans: true),
    Provider(name: "skipper", fields: "ingressRef: {name: NAME}", hasMeans: true),
    Provider(name: "traefik"),
    Provider(name: "kuma"),
    Provider(name: "osm"),
    Provider(
      name: "knative", fields: "routeRef: {name: NAME-00002}",
      target: "apiVersion: serving.knative.dev/v1, kind: Service"),
    Provider(name: "apisix", fields: "routeRef: {name: NAME}"),
    Provider(name: "gatewayapi:v1"),
    Provider(name: "kubernetes"),
  ]

  struct Canary: Sendable {
    let name: String
    /// Of the success rate and the P99, by this gate and by Flagger.
    let here: [String]
    let flaggers: [String]
  }

  private static func canaries(of provider: Provider) -> [Canary] {
    let slow = provider.hasMeans ? ["pass", "pass"] : ["pass", "fail"]
    return [
      Canary(name: "healthy", here: ["pass", "pass"], flaggers: ["pass", "pass"]),
      Canary(name: "erroring", here: ["fail", "pass"], flaggers: ["fail", "pass"]),
      Canary(name: "only-errors", here: ["fail", "pass"], flaggers: ["fail noData", "pass"]),
      Canary(name: "slow", here: ["pass", "fail"], flaggers: slow),
    ]
  }

  @Test(
    "Each Canary gets the verdict of its provider's metrics, and the same when it is converted",
    arguments: providers, [[], ["--compatibility", "flagger"]])
  func verdicts(provider: Provider, compatibility: [String]) throws {
    let canaries = Self.canaries(of: provider)
    let files = ["canary.yaml": canaries.map { Self.yaml($0.name, provider) }.joined()]
    let checked = try CheckedTwice(files, arguments: compatibility)
    #expect(checked.exitStatus == 1)
    for (rollout, canary) in zip(try checked.rollouts(), canaries) {
      let expected = compatibility.isEmpty ? canary.here : canary.flaggers
      #expect(rollout.verdicts == expected, "\(canary.name)")
      #expect(rollout.exitStatus == (expected == ["pass", "pass"] ? 0 : 1), "\(canary.name)")
    }
  }

  @Test("A healthy Canary alone passes, and an erroring one fails", arguments: providers)
  func status(provider: Provider) throws {
    for (name, status) in [("healthy", Int32(0)), ("erroring", 1)] {
      let checked = try CheckedTwice(["canary.yaml": Self.yaml(name, provider)])
      #expect(checked.exitStatus == status, "\(name): \(checked.diagnostics)")
    }
  }

  @Test(
    "Templates of an error rate and of 404s are asked as Flagger fills them",
    arguments: [
      ("healthy", ["pass", "pass"], ["pass", "pass"]),
      ("erroring", ["fail", "pass"], ["fail", "pass"]),
      ("notfound", ["pass", "fail"], ["pass", "fail"]),
      ("never-404", ["pass", "pass"], ["pass", "pass"]),
      ("only-errors", ["inconclusive noData", "pass"], ["fail noData", "pass"]),
      ("absent", ["inconclusive noData", "inconclusive noData"], ["fail noData", "fail noData"]),
      (
        "idle", ["inconclusive notANumber", "inconclusive notANumber"],
        ["fail notANumber", "fail notANumber"]
      ),
    ])
  func templates(name: String, here: [String], flaggers: [String]) throws {
    for (arguments, expected) in [([], here), (["--compatibility", "flagger"], flaggers)] {
      let checked = try CheckedTwice(
        ["canary.yaml": Self.templated(name), "metrics.yaml": Self.templates],
        arguments: arguments)
      #expect(try checked.rollouts().map(\.verdicts) == [expected])
      let words = expected.map { String($0.prefix { $0 != " " }) }
      let status: Int32 = words.contains("fail") ? 1 : words.contains("inconclusive") ? 3 : 0
      #expect(checked.exitStatus == status, "\(checked.diagnostics)")
    }
  }

  private static func yaml(_ name: String, _ provider: Provider) -> String {
    """
    ---
    apiVersion: flagger.app/v1beta1
    kind: Canary
    metadata:
      name: \(name)
      namespace: test
    spec:
      provider: \(provider.name)
      targetRef: {\(provider.target), name: \(name)}
      \(provider.fields.replacing("NAME", with: name))
      service: {port: 9898}
      analysis:
        interval: 1m
        threshold: 5
        maxWeight: 50
        stepWeight: 10
        metrics:
          - name: request-success-rate
            interval: 1m
            thresholdRange: {min: 99}
          - name: request-duration
            interval: 1m
            thresholdRange: {max: 500}

    """
  }

  private static func templated(_ name: String) -> String {
    """
    apiVersion: flagger.app/v1beta1
    kind: Canary
    metadata: {name: \(name), namespace: test}
    spec:
      targetRef: {apiVersion: apps/v1, kind: Deployment, name: \(name)}
      analysis:
        stepWeight: 10
        metrics:
          - name: error-rate
            interval: 1m
            templateRef: {name: error-rate, namespace: istio-system}
            templateVariables: {reporter: destination}
            thresholdRange: {max: 1}
          - name: 404s percentage
            interval: 1m
            templateRef: {name: not-found-percentage}
            thresholdRange: {max: 5}

    """
  }

  private static let templates = """
    apiVersion: flagger.app/v1beta1
    kind: MetricTemplate
    metadata: {name: error-rate, namespace: istio-system}
    spec:
      provider: {type: prometheus, address: "http://prometheus.istio-system:9090"}
      query: |
        100 - sum(
            rate(
                istio_requests_total{
                  reporter="{{ variables.reporter }}",
                  destination_workload_namespace="{{ namespace }}",
                  destination_workload=~"{{ target }}",
                  response_code!~"5.*"
                }[{{ interval }}]
            )
        )
        /
        sum(
            rate(
                istio_requests_total{
                  reporter="{{ variables.reporter }}",
                  destination_workload_namespace="{{ namespace }}",
                  destination_workload=~"{{ target }}"
                }[{{ interval }}]
            )
        ) * 100
    ---
    apiVersion: flagger.app/v1beta1
    kind: MetricTemplate
    metadata: {name: not-found-percentage, namespace: test}
    spec:
      provider: {type: prometheus, address: "http://prometheus.istio-system:9090"}
      query: |
        100 - sum(rate(istio_requests_total{destination_workload_namespace="{{ namespace }}",
          destination_workload="{{ target }}", response_code!="404"}[{{ interval }}]))
        / sum(rate(istio_requests_total{destination_workload_namespace="{{ namespace }}",
          destination_workload="{{ target }}"}[{{ interval }}])) * 100

    """
}
