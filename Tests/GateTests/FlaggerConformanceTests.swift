import Analysis
import Diagnostics
import Gate
import GateConfig
import HTTPExchange
import Testing

/// Flagger's answer beside ours, with and without `compatibility: flagger`, for each rule of the
/// README's table. Source of Flagger's: fluxcd/flagger 1.44.0, `pkg/controller/scheduler_metrics.go`
/// and `pkg/metrics/providers/prometheus.go`.
@Suite struct FlaggerConformanceTests {
  @Test(
    "With compatibility the answer is Flagger's, and without it what the README's table says",
    arguments: FlaggerRow.all)
  func conformance(row: FlaggerRow) {
    #expect(verdicts(of: row, isFlaggers: true) == row.flagger)
    #expect(verdicts(of: row, isFlaggers: false) == row.here)
  }

  @Test("A store that gives no answer, or no JSON of its own, is a failed check to Flagger alone")
  func storeFailures() {
    for answer in [
      HTTPAnswer(status: 502, contentType: "text/html", body: Array("<html>".utf8)),
      World.json(#"{"status":"error","errorType":"bad_data","error":"no"}"#, status: 400),
      World.json(#"{"status":"success","data":{"resultType":"scalar","result":[0,"1"]}}"#),
      World.json(#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#),
      World.json("{"),
    ] {
      let row = FlaggerRow(
        "failure", metric: "name: request-success-rate, thresholdRange: {min: 99}",
        answers: { _ in answer }, flagger: ["fail"], here: ["inconclusive"])
      #expect(verdicts(of: row, isFlaggers: true) == row.flagger, "\(answer)")
      #expect(verdicts(of: row, isFlaggers: false) == row.here, "\(answer)")
    }
  }

  @Test("A name that Flagger does not know is an error either way, where Flagger fails each time")
  func unknown() {
    for isFlaggers in [true, false] {
      let read = configuration(of: "name: latency, thresholdRange: {max: 1}", isFlaggers)
      #expect(
        read.allDiagnostics.filter { $0.severity == .error }.map(\.what) == [
          "\"latency\" is no metric that Flagger knows, and has no query and no templateRef"
        ])
    }
  }

  @Test(
    "A threshold of 5 holds four failed runs, and one of 0 none",
    arguments: [(5, 4), (1, 0), (0, 0)])
  func threshold(given: Int, held: Int) throws {
    let read = configuration(of: "name: request-duration", false, threshold: given)
    guard case .sound(let config, _) = try #require(read.entries.first) else { return }
    #expect(config.failureLimit == held)
  }

  private func verdicts(of row: FlaggerRow, isFlaggers: Bool) -> [String] {
    let world = World([:], answer: row.answers)
    let stage = Stage(
      command: .check, configuration: configuration(of: row.metric, isFlaggers),
      evaluatedAt: World.now, startedAt: World.now, version: "0", host: "test")
    let outcome = Gate.run(stage, .once, with: world.effects).outcome
    return outcome.rollouts.flatMap(\.checks).map { check in
      switch check.judgement?.verdict {
      case .pass: "pass"
      case .fail: "fail"
      case .inconclusive: "inconclusive"
      case nil: "not judged"
      }
    }
  }

  private func configuration(
    of metric: String, _ isFlaggers: Bool, threshold: Int = 5
  ) -> GateConfiguration {
    let text = """
      {apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: podinfo, namespace: test},
      spec: {targetRef: {name: podinfo}, metricsServer: "http://prometheus:9090",
      analysis: {threshold: \(threshold), stepWeight: 10, metrics: [{\(metric)}]}}}
      ---
      {apiVersion: flagger.app/v1beta1, kind: MetricTemplate, metadata: {name: t, namespace: test},
      spec: {provider: {type: prometheus, address: "http://prometheus:9090"},
      query: "sum(rate(x[{{ interval }}]))"}}
      """
    let file = ConfigFile(name: "canary.yaml", folder: "", bytes: Array(text.utf8))
    return readConfigs([file], importing: ImportSettings(isFlaggers: isFlaggers))
  }
}
