import Foundation
import Testing

/// Argo Rollouts' templates and Rollouts against real stores.
@Suite struct ArgoScenarioTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let workload: String
    let status: Int32
    var query = successRate
    var conditions = ["successCondition: result[0] >= 0.99"]
    var range: [String] = []
    /// VictoriaMetrics answers `scalar(...)` with a vector.
    var isOfPrometheus = false
  }

  private static let successRate =
    #"sum(rate(istio_requests_total{destination_workload="{{args.workload}}",response_code!~"5.."}[1m]))"#
    + #" / sum(rate(istio_requests_total{destination_workload="{{args.workload}}"}[1m]))"#

  /// The last five minutes, one value a minute.
  private static let fiveMinutes = [
    "rangeQuery:", "  start: 'now() - duration(\"5m\")'", "  end: 'now()'", "  step: 1m",
  ]

  static let cases = [
    Case(testDescription: "a healthy canary", workload: "healthy", status: 0),
    Case(testDescription: "some 5xx", workload: "erroring", status: 1),
    Case(
      testDescription: "only 5xx is no data for such a query", workload: "only-errors", status: 3),
    Case(testDescription: "no series", workload: "absent", status: 3),
    Case(testDescription: "no traffic is 0/0", workload: "idle", status: 3),
    Case(
      testDescription: "no traffic, and a condition that NaN keeps", workload: "idle", status: 3,
      conditions: ["failureCondition: result[0] < 0.95"]),
    Case(
      testDescription: "no traffic, and a condition that asks for NaN", workload: "idle", status: 0,
      // VictoriaMetrics answers without the series.
      conditions: ["successCondition: len(result) == 0 || isNaN(result[0]) || result[0] >= 0.95"]),
    Case(
      testDescription: "between the two conditions", workload: "erroring", status: 3,
      conditions: ["successCondition: result[0] >= 0.99", "failureCondition: result[0] < 0.9"]),
    Case(
      testDescription: "a scalar is a number", workload: "healthy", status: 0,
      query: "scalar(\(successRate))", conditions: ["successCondition: result >= 0.99"],
      isOfPrometheus: true),
    Case(
      testDescription: "a list is no number", workload: "healthy", status: 3,
      conditions: ["successCondition: result >= 0.99"]),
    Case(
      testDescription: "every minute of a healthy canary", workload: "healthy", status: 0,
      conditions: [#"successCondition: "len(result) == 6 && all(result, # >= 0.99)""#],
      range: fiveMinutes),
    Case(
      testDescription: "any minute of a broken one", workload: "erroring", status: 1,
      conditions: [#"failureCondition: "any(result, # < 0.99)""#], range: fiveMinutes),
    Case(
      testDescription: "a range without series", workload: "absent", status: 3,
      conditions: [#"successCondition: "all(result, # >= 0.99)""#], range: fiveMinutes),
    Case(
      testDescription: "several series", workload: "healthy", status: 3,
      query: "queue_wait_seconds", conditions: ["successCondition: result[0] < 5"]),
    Case(
      testDescription: "several series, all looked at", workload: "healthy", status: 0,
      query: "queue_wait_seconds",
      conditions: [#"successCondition: "len(result) == 2 && all(result, # < 5)""#]),
  ]

  @Test(
    "A template gives its verdict on Prometheus, and so does what it is converted to",
    arguments: cases)
  func prometheus(row: Case) throws {
    try judge(row, at: try PrometheusServer.shared().address)
  }

  @Test(
    "A template gives the same verdict on VictoriaMetrics",
    .enabled(if: VictoriaMetricsServer.isInstalled),
    arguments: cases.filter { !$0.isOfPrometheus })
  func victoriaMetrics(row: Case) throws {
    try judge(row, at: try VictoriaMetricsServer.shared().address)
  }

  @Test("A Rollout climbs by its steps, and a broken one is rolled back")
  func rollout() throws {
    let address = try PrometheusServer.shared().address
    let repository = try GitRepository([
      "template.yaml": Self.template(
        Case(testDescription: "", workload: "", status: 0), at: "http://prometheus.invalid:9090"),
      "rollout.yaml": Self.rollout, "vs.yaml": Self.virtualService,
    ])
    func run(_ workload: String) throws -> GateRun {
      try GateRun(
        [
          "run", "-f", "rollout.yaml", "-f", "template.yaml", "--manifest", "vs.yaml", "--revision",
          "v2", "--arg", "workload=\(workload)", "--prometheus", address, "--time",
          FixtureMetrics.evaluationTime, "--write",
        ], in: repository.path)
    }
    var first = try run("healthy")
    #expect(first.exitStatus == 0, "\(first.diagnostics)")
    #expect(try Self.weights(in: repository) == [95, 5])
    // The record of the start would hold back what is judged at the same moment.
    try FileManager.default.removeItem(atPath: repository.path + "/.rolloutgate")
    first = try run("healthy")
    #expect(first.exitStatus == 0, "\(first.output)")
    #expect(try Self.weights(in: repository) == [80, 20])
    try FileManager.default.removeItem(atPath: repository.path + "/.rolloutgate")
    #expect(try run("erroring").exitStatus == 1)
    #expect(try Self.weights(in: repository) == [100, 0])
  }

  private func judge(_ row: Case, at address: String) throws {
    let folder = try ScratchFolder("argo")
    try folder.write(Self.template(row, at: address), to: "analysis.yaml")
    let given = ["--arg", "workload=\(row.workload)"]
    let judged = ["--time", FixtureMetrics.evaluationTime]
    let run = try GateRun(["check", "-f", "analysis.yaml"] + given + judged, in: folder.path)
    #expect(run.exitStatus == row.status, "\(run.output)")
    let convert = try GateRun(
      ["convert", "-f", "analysis.yaml", "-o", "rolloutgate.yaml"] + given, in: folder.path)
    #expect(convert.exitStatus == 0, "\(convert.diagnostics)")
    let again = try GateRun(["check"] + judged, in: folder.path)
    #expect(again.exitStatus == row.status, "\(again.output)")
  }

  private static func template(_ row: Case, at address: String) -> String {
    let lines =
      row.conditions.map { "    " + $0 }
      + [
        "    provider:", "      prometheus:", "        address: \(address)", "        query: |",
        "          \(row.query)",
      ] + row.range.map { "        " + $0 }
    return """
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: {name: success, namespace: test}
      spec:
        args: [{name: workload}]
        metrics:
        - name: success rate

      """ + lines.joined(separator: "\n") + "\n"
  }

  private static let rollout = """
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: shop, namespace: test}
    spec:
      strategy:
        canary:
          canaryService: shop-canary
          stableService: shop-stable
          trafficRouting: {istio: {virtualService: {name: shop, routes: [primary]}}}
          analysis: {templates: [{templateName: success}]}
          steps: [{setWeight: 5}, {pause: {duration: 1m}}, {setWeight: 20}, {pause: {}}, {setWeight: 60}]

    """

  private static let virtualService = """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: shop, namespace: test}
    spec:
      hosts: [shop]
      http:
      - name: primary
        route:
        - destination: {host: shop-stable}
          weight: 100
        - destination: {host: shop-canary}
          weight: 0

    """

  /// Those of the stable service and of the canary.
  private static func weights(in repository: GitRepository) throws -> [Int] {
    try repository.read("vs.yaml").split(separator: "\n").filter { $0.contains("weight:") }
      .compactMap { Int($0.drop { !$0.isNumber }) }
  }
}
