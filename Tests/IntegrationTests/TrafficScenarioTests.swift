import Foundation
import Testing

/// The canary's share of the requests beside the weight in Git, against real stores.
@Suite struct TrafficScenarioTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let workload: String
    let weight: Int
    let status: Int32
    let next: Int
    /// The success rate's verdict, as `GateReport.Check.words`.
    let verdict: String

    var testDescription: String { "\(workload) at \(weight)" }
  }

  static let cases = [
    Case(workload: "healthy", weight: 10, status: 0, next: 30, verdict: "pass"),
    Case(
      workload: "healthy", weight: 30, status: 3, next: 30,
      verdict: "inconclusive(weightNotLive)"),
    Case(workload: "share30", weight: 30, status: 0, next: 60, verdict: "pass"),
    Case(
      workload: "share30", weight: 10, status: 3, next: 10,
      verdict: "inconclusive(weightNotLive)"),
    Case(workload: "share100", weight: 100, status: 0, next: 100, verdict: "pass"),
    Case(
      workload: "share60", weight: 100, status: 3, next: 100,
      verdict: "inconclusive(weightNotLive)"),
    Case(
      workload: "unreached", weight: 10, status: 3, next: 10,
      verdict: "inconclusive(canaryUnreached)"),
    Case(
      workload: "absent", weight: 10, status: 3, next: 10,
      verdict: "inconclusive(canaryUnreached)"),
    Case(workload: "idle", weight: 10, status: 3, next: 10, verdict: "inconclusive(noTraffic)"),
    Case(workload: "erroring", weight: 30, status: 1, next: 0, verdict: "fail"),
    Case(workload: "only-errors", weight: 30, status: 1, next: 0, verdict: "fail"),
  ]

  @Test(
    "Prometheus: a pass counts only at the weight that Git has, a fail at any", arguments: cases)
  func prometheus(row: Case) throws {
    try expect(row, from: try PrometheusServer.shared().address)
  }

  @Test(
    "VictoriaMetrics: a pass counts only at the weight that Git has, a fail at any",
    .enabled(if: VictoriaMetricsServer.isInstalled), arguments: cases)
  func victoriaMetrics(row: Case) throws {
    try expect(row, from: try VictoriaMetricsServer.shared().address)
  }

  @Test(
    "A broken canary is rolled back in the minute after a transition, before its traffic follows")
  func brokenAtOnce() throws {
    let tree = try RolloutTree(
      of: "only-errors", weight: 30, store: ["address: " + (try PrometheusServer.shared().address)],
      settings: ["settle: 5m"], measuresBaseline: true)
    try tree.repository.folder.write(
      """
      version: 1
      rollout: test/only-errors
      generation: 4
      revision: 1.0.0
      phase: Progressing
      weight: 30
      total: 100
      failedRuns: 0
      lastTransition: 2026-01-01T00:49:00Z
      ...

      """, to: tree.record)
    #expect(try tree.run().exitStatus == 1)
    #expect(try tree.weight() == 0)
    #expect(try tree.recorded("phase") == "Failed")
  }

  @Test("A canary whose traffic follows each step climbs to the top")
  func climbs() throws {
    let tree = try RolloutTree(
      of: "climbing", weight: 0, store: ["address: " + (try PrometheusServer.shared().address)],
      measuresBaseline: true)
    var weights: [Int?] = []
    for minute in stride(from: 10, through: 30, by: 5) {
      let run = try GateRun(
        ["run", "--write", "--time", "2026-01-01T00:\(minute):00Z"], in: tree.repository.path)
      #expect(run.exitStatus == 0, "\(run.output)")
      weights.append(try tree.weight())
    }
    #expect(weights == [10, 30, 60, 100, 100])
    #expect(try tree.recorded("phase") == "Succeeded")
  }

  private func expect(_ row: Case, from address: String) throws {
    let tree = try RolloutTree(
      of: row.workload, weight: row.weight, store: ["address: " + address], measuresBaseline: true)
    let run = try tree.run(["--format", "json"])
    #expect(run.exitStatus == row.status, "\(run.output)")
    #expect(try tree.weight() == row.next)
    let report = try GateReport(reading: run.output)
    #expect(report.checks.first?.words == row.verdict)
  }
}
