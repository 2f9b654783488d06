import Foundation
import Testing

/// The built-in checks of every provider against a real Prometheus that holds its metrics.
@Suite struct ProviderScenarioTests {
  struct Provider: Sendable, CustomTestStringConvertible {
    let name: String
    /// Further lines of a rollout, with NAME for the canary's.
    var lines: [String] = []
    /// What stands for the canary without a config, and for its parties with one.
    var quick = "NAME"
    var canary = "workload: NAME"
    var baseline = "workload: NAME-primary"

    var testDescription: String { name }

    fileprivate static func byService(_ name: String) -> Provider {
      Provider(
        name: name, quick: "NAME-canary", canary: "workload: NAME, service: NAME-canary",
        baseline: "workload: NAME-primary, service: NAME-primary")
    }
  }

  static let providers: [Provider] = [
    Provider(name: "linkerd"),
    Provider(name: "appmesh"),
    .byService("contour"),
    .byService("gloo"),
    Provider(name: "nginx", lines: ["ingress: NAME"]),
    Provider(
      name: "skipper", lines: ["ingress: NAME-canary"], quick: "NAME-canary",
      canary: "workload: NAME, service: NAME-canary",
      baseline: "workload: NAME-primary, service: NAME-primary"),
    .byService("traefik"),
    .byService("kuma"),
    Provider(name: "osm"),
    Provider(
      name: "knative", quick: "NAME-00002", canary: "workload: NAME, service: NAME-00002",
      baseline: "workload: NAME-primary, service: NAME-00001"),
    Provider(
      name: "apisix", lines: ["route: NAME-NAME-canary"], quick: "NAME-NAME-canary"),
    Provider(name: "gatewayapi"),
    Provider(name: "kubernetes"),
  ]

  struct Canary: Sendable {
    let name: String
    /// Of the success rate, the P99, the percentage of 404 and the number of requests.
    let verdicts: [String]
  }

  static let canaries = [
    Canary(name: "healthy", verdicts: ["pass", "pass", "pass", "pass"]),
    Canary(name: "erroring", verdicts: ["fail", "pass", "pass", "pass"]),
    Canary(name: "only-errors", verdicts: ["fail", "pass", "pass", "pass"]),
    Canary(name: "slow", verdicts: ["pass", "fail", "pass", "pass"]),
  ]

  @Test("Each canary gets its verdict from the metrics of each provider", arguments: providers)
  func verdicts(provider: Provider) throws {
    let folder = try ScratchFolder("provider")
    let rollouts = Self.canaries.map { config(of: $0.name, with: provider) }
    try folder.write(
      "version: 1\nrollouts:\n" + rollouts.joined(), to: "rolloutgate.yaml")
    let run = try GateRun(
      [
        "check", "--prometheus", try PrometheusServer.shared().address, "--format", "json",
        "--time", FixtureMetrics.evaluationTime,
      ], in: folder.path)
    #expect(run.exitStatus == 1, "\(run.diagnostics)")
    let report = try GateReport(reading: run.output)
    #expect(report.rollouts.count == Self.canaries.count)
    let figures = try FigureTable.providers()
    for (rollout, canary) in zip(report.rollouts, Self.canaries) {
      #expect(rollout.checks.map(\.words) == canary.verdicts, "\(canary.name)")
      let stated =
        figures["`\(canary.name)` with \(provider.name.uppercased())"]
        ?? figures["`\(canary.name)`"]
      let values = rollout.checks.map { $0.value.map { ($0 * 10_000).rounded() / 10_000 } }
      #expect(values == stated.map { [$0[1], $0[2], $0[3], $0[0]] }, "\(canary.name)")
    }
  }

  @Test(
    "Without a config the workload stands for what a provider tells requests by",
    arguments: providers)
  func quick(provider: Provider) throws {
    for (canary, status) in [("healthy", Int32(0)), ("erroring", 1), ("only-errors", 1)] {
      let run = try check(provider.quick.replacing("NAME", with: canary), with: provider)
      #expect(run.exitStatus == status, "\(canary): \(run.output)\(run.diagnostics)")
    }
  }

  @Test("A name that others begin with measures none of them", arguments: providers)
  func names(provider: Provider) throws {
    let begun = provider.quick == "NAME" ? "health" : "healthy"
    let run = try check(begun, with: provider)
    #expect(run.exitStatus == 3, "\(run.output)\(run.diagnostics)")
    #expect(run.output.contains("no data"), "\(run.output)")
  }

  private func check(_ canary: String, with provider: Provider) throws -> GateRun {
    let folder = try ScratchFolder("provider")
    return try GateRun(
      [
        "check", "--prometheus", try PrometheusServer.shared().address,
        "--time", FixtureMetrics.evaluationTime, "--provider", provider.name,
        "--canary", "test/" + canary,
        "--success-rate", "99", "--p99", "500ms", "--code-percentage", "404=5",
      ], in: folder.path)
  }

  @Test(
    "The share of the traffic is compared by the metrics of each provider that tells it",
    arguments: providers)
  func share(provider: Provider) throws {
    for (weight, status) in [(10, Int32(0)), (60, provider.name == "apisix" ? 0 : 3)] {
      let tree = try RolloutTree(weight: weight)
      let rollout = config(of: "healthy", with: provider, isMoved: true)
      try tree.repository.folder.write("version: 1\nrollouts:\n" + rollout, to: "rolloutgate.yaml")
      let run = try tree.run(["--prometheus", try PrometheusServer.shared().address])
      #expect(run.exitStatus == status, "\(weight): \(run.output)\(run.diagnostics)")
    }
  }

  private func config(
    of name: String, with provider: Provider, isMoved: Bool = false
  ) -> String {
    func party(_ text: String, _ subset: String) -> String {
      "{\(text)" + (isMoved ? ", destination: {host: NAME, subset: \(subset)}}" : "}")
    }
    let lines =
      [
        "- name: NAME", "  namespace: test", "  provider: \(provider.name)",
        "  canary: \(party(provider.canary, "canary"))",
        "  baseline: \(party(provider.baseline, "primary"))",
      ] + provider.lines.map { "  " + $0 }
      + (isMoved
        ? [
          "  revision: {file: \(RolloutTree.kustomization), path: 'images[?name=app].newTag'}",
          "  manifest: {file: \(RolloutTree.manifest)}", "  ladder: [10, 30, 60, 100]",
        ] : [])
      + [
        "  checks:", "    - {check: request-success-rate, min: 99%}",
        "    - {check: request-duration, max: 500ms}",
        "    - {check: response-code-percentage, codes: [404], max: 5%}",
        "    - {check: request-count, min: 100}",
      ]
    return lines.map { "  " + $0.replacing("NAME", with: name) + "\n" }.joined()
  }
}
