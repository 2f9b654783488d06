import Foundation
import Testing

/// What the gate says of each canary of the fixtures, asked from real stores.
@Suite struct VerdictScenarioTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let workload: String
    let status: Int32
    /// Success rate, P99 and percentage of 404, as `GateReport.Check.words`.
    let verdicts: [String]
    /// Rounded to three digits after the point; nil for none.
    let values: [Double?]
    var p99 = "500ms"

    var testDescription: String { what }
  }

  private static let all = ["pass", "pass", "pass"]

  static let cases = [
    Case(
      what: "a healthy canary", workload: "healthy", status: 0, verdicts: all,
      values: [99.5, 244.828, 1]),
    Case(
      what: "exactly the limit", workload: "at-limit", status: 0, verdicts: all,
      values: [99, 244.828, 0]),
    Case(
      what: "some 5xx", workload: "erroring", status: 1, verdicts: ["fail", "pass", "pass"],
      values: [95, 244.828, 1]),
    Case(
      what: "only 5xx: 0 %, not unknown", workload: "only-errors", status: 1,
      verdicts: ["fail", "pass", "pass"], values: [0, 4.96, 0]),
    Case(
      what: "slow", workload: "slow", status: 1, verdicts: ["pass", "fail", "pass"],
      values: [99.5, 750, 1]),
    Case(
      what: "many 404", workload: "notfound", status: 1, verdicts: ["pass", "pass", "fail"],
      values: [99.5, 244.828, 8]),
    Case(
      what: "never a 404: 0 %, not unknown", workload: "never-404", status: 0, verdicts: all,
      values: [100, 244.828, 0]),
    Case(
      what: "series without traffic", workload: "idle", status: 3,
      verdicts: Array(repeating: "inconclusive(noTraffic)", count: 3), values: [nil, nil, nil]),
    Case(
      what: "no series", workload: "absent", status: 3,
      verdicts: Array(repeating: "inconclusive(noData)", count: 3), values: [nil, nil, nil]),
    Case(
      what: "one request", workload: "single", status: 3,
      verdicts: Array(repeating: "inconclusive(tooFewRequests)", count: 3),
      values: [100, 248.5, 0]),
    Case(
      what: "a gap in the scrapes", workload: "gap", status: 3,
      verdicts: Array(repeating: "inconclusive(noData)", count: 3), values: [nil, nil, nil]),
    Case(
      what: "old samples", workload: "stale", status: 3,
      verdicts: Array(repeating: "inconclusive(stale)", count: 3), values: [99.5, 244.828, 1]),
    Case(
      what: "a histogram that ends above the limit", workload: "saturated", status: 1,
      verdicts: ["pass", "fail", "pass"], values: [99.5, 1000, 1]),
    Case(
      what: "a histogram that ends below the limit", workload: "saturated", status: 3,
      verdicts: ["pass", "inconclusive(saturatedHistogram)", "pass"], values: [99.5, 1000, 1],
      p99: "2s"),
  ]

  @Test("Each canary gets its verdict from Prometheus", arguments: cases)
  func prometheus(_ expected: Case) throws {
    try judge(expected, asking: try PrometheusServer.shared().address)
  }

  @Test(
    "Each canary gets the same verdict from VictoriaMetrics",
    .enabled(if: VictoriaMetricsServer.isInstalled), arguments: cases)
  func victoriaMetrics(_ expected: Case) throws {
    try judge(expected, asking: try VictoriaMetricsServer.shared().address)
  }

  private func judge(_ expected: Case, asking address: String) throws {
    let folder = try ScratchFolder("check")
    let run = try GateRun(
      [
        "check", "--prometheus", address, "--time", FixtureMetrics.evaluationTime, "--canary",
        "test/\(expected.workload)", "--success-rate", "99", "--p99", expected.p99,
        "--code-percentage", "404=5", "--format", "json",
      ], in: folder.path)
    #expect(run.exitStatus == expected.status, "\(run.diagnostics)")
    let report = try GateReport(reading: run.output)
    #expect(report.checks.map(\.words) == expected.verdicts)
    #expect(
      report.checks.map { $0.value.map { ($0 * 1_000).rounded() / 1_000 } } == expected.values)
  }

  struct Custom: Sendable, CustomTestStringConvertible {
    let what: String
    /// The check's lines after its name.
    let check: String
    let status: Int32
    let verdict: String
    /// Where VictoriaMetrics differs.
    var victoriaMetrics: (status: Int32, verdict: String)?

    var testDescription: String { what }
  }

  static let customs = [
    Custom(
      what: "a ratio of failures",
      check: ratio("healthy"), status: 0, verdict: "pass"),
    Custom(
      what: "a ratio that is too high", check: ratio("erroring"), status: 1, verdict: "fail"),
    Custom(
      what: "a ratio whose part was never counted: 0", check: ratio("never-failed"), status: 0,
      verdict: "pass"),
    Custom(
      what: "a ratio whose whole is not there", check: ratio("nobody"), status: 3,
      verdict: "inconclusive(noData)"),
    Custom(
      what: "NaN", check: "query: 'vector(0) / 0', max: 5", status: 3,
      verdict: "inconclusive(notANumber)",
      // It leaves NaN out of its answers.
      victoriaMetrics: (3, "inconclusive(noData)")),
    Custom(
      what: "NaN that the config calls a failure",
      check: "query: 'vector(0) / 0', max: 5, onNaN: fail, onNoData: fail", status: 1,
      verdict: "fail"),
    Custom(
      what: "a division by zero", check: "query: 'vector(1) / 0', max: 5", status: 3,
      verdict: "inconclusive(infinite)"),
    Custom(
      what: "several series", check: "query: 'queue_wait_seconds{app=\"several\"}', max: 5",
      status: 3, verdict: "inconclusive(severalSeries)"),
    Custom(
      what: "a range where a number is needed", check: "query: 'queue_wait_seconds[1m]', max: 5",
      status: 3, verdict: "inconclusive(wrongType)"),
    Custom(
      what: "a query that can't be read", check: "query: 'sum(', max: 5", status: 4,
      verdict: "error(storeError)"),
  ]

  private static func ratio(_ app: String) -> String {
    "ratio: {part: 'sum(rate(checkout_failed_total{app=\"\(app)\"}[1m]))', "
      + "of: 'sum(rate(checkout_total{app=\"\(app)\"}[1m]))'}, unit: percent, max: 1%"
  }

  @Test("A check of one's own gets its verdict from Prometheus", arguments: customs)
  func customFromPrometheus(_ expected: Custom) throws {
    try judge(
      expected.check, asking: try PrometheusServer.shared().address, status: expected.status,
      verdict: expected.verdict)
  }

  @Test(
    "A check of one's own gets its verdict from VictoriaMetrics",
    .enabled(if: VictoriaMetricsServer.isInstalled), arguments: customs)
  func customFromVictoriaMetrics(_ expected: Custom) throws {
    let (status, verdict) = expected.victoriaMetrics ?? (expected.status, expected.verdict)
    try judge(
      expected.check, asking: try VictoriaMetricsServer.shared().address, status: status,
      verdict: verdict)
  }

  @Test(
    "A query past Prometheus's own bounds is an error of the store, with its words",
    arguments: [
      ("--query.max-samples=5", "max: 5, query: 'sum(istio_requests_total)'", "422 execution"),
      (
        "--query.timeout=1ms", "max: 5, query: 'max_over_time(vector(1)[5m:1ms]) + vector(1)'",
        "503 timeout"
      ),
    ])
  func bounds(flag: String, check: String, words: String) throws {
    let server = try PrometheusServer(flags: [flag])
    let report = try judge(
      check, asking: server.address, status: 4, verdict: "error(storeError)",
      store: ["retry: {attempts: 1}"])
    #expect(report.checks[0].reason?.text.contains(words) == true)
  }

  @discardableResult
  private func judge(
    _ check: String, asking address: String, status: Int32, verdict: String, store: [String] = []
  ) throws -> GateReport {
    let tree = try RolloutTree(
      store: ["address: \(address)"] + store, checks: ["{name: own, \(check)}"])
    let run = try GateRun(
      ["check", "--time", FixtureMetrics.evaluationTime, "--format", "json"],
      in: tree.repository.path)
    #expect(run.exitStatus == status, "\(run.diagnostics)")
    let report = try GateReport(reading: run.output)
    #expect(report.checks.map(\.words) == [verdict])
    return report
  }
}
