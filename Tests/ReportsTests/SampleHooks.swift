import Analysis
import Conditions
import Diagnostics
import Outcome
import Rollouts

private func conditional(
  _ name: String, success: String?, failure: String? = nil, values: [Double], line: Int
) -> CheckOutcome {
  let conditions = valid("conditions that can be read") {
    SuccessAndFailure(
      success: try success.map { try Condition(parsing: $0) },
      failure: try failure.map { try Condition(parsing: $0) })
  }
  let check = Check(
    name: name, unit: .none, criterion: .conditions(conditions), window: .seconds(300),
    minRequests: nil)
  return judged(
    check, Measurement(.values(.list(values))), line: line,
    queries: [
      QueryOutcome(
        role: "value", text: "\(name.replacing(" ", with: "_")){app=\"podinfo-canary\"}",
        seconds: 0.0102, answer: values.map { DecimalText.text($0) }.joined(separator: ", "),
        page: WebAddress("https://prometheus.example.org/graph?g0.tab=1"))
    ])
}

/// A check of each other kind of criterion, none of which is a plain limit that counts.
private let peculiar: [CheckOutcome] = [
  conditional(
    "errors per second", success: "result[0] <= 0.02", failure: "result[0] > 0.05", values: [0.11],
    line: 31),
  conditional("pods ready", success: "all(result, {# >= 1})", values: [1, 1, 1], line: 34),
  judged(
    Check(
      name: "goroutines", unit: .none, criterion: .presence, window: .seconds(60), minRequests: nil),
    Measurement(.exactly(212), remarks: ["PromQL info: metric might not be a counter"]), line: 38,
    queries: []),
  judged(
    Check(
      name: "request-duration p50", unit: .milliseconds, criterion: .limit(limit(max: 80)),
      window: .seconds(60), minRequests: 10, isDryRun: true),
    Measurement(.exactly(93), requests: 14_203), line: 40, queries: []),
  judged(
    check("saturation", .ratio, max: 0.9, minRequests: nil), Measurement(.none(.notANumber)),
    line: 43, queries: []),
]

private func limit(max: Double) -> Limit { valid("a limit") { Limit(min: nil, max: max) } }

private func hook(
  _ kind: HookKind, _ name: String? = nil, _ end: HookOutcome.End, _ status: String,
  _ text: String = "", seconds: Double = 0.21, attempts: Int = 1
) -> HookOutcome {
  HookOutcome(
    kind: kind, name: name ?? kind.rawValue, end: end, text: text, status: status,
    seconds: seconds, attempts: attempts)
}

/// Hooks of each meaning, and checks that Argo Rollouts would have.
let hooked: RolloutOutcome = {
  let outcome = RolloutOutcome(
    title: "test/podinfo", position: place(5), revision: "6.1.0", ladder: ladder, checks: peculiar,
    standing: .fail,
    decision: decision(
      .hold, 10, 10, .fail,
      [
        .hooksFailed(["load test"]), .checksFailed(1, of: 4),
        .notConfirmed(.confirmTrafficIncrease, name: "release desk"),
        .failureHeld(count: 1, limit: 2),
      ]),
    decisionID: DecisionID("0123456789abcdef"), generation: 7, phase: .progressing,
    manifest: manifest, changedPaths: [record],
    diagnostics: [
      .warning(
        at: place(40), "a window of 1m is under 4 scrapes of 30s", advice: "make it 2m or longer")
    ],
    hooks: [
      hook(.rollout, "smoke test", .success, "exit 0", seconds: 3.42),
      hook(
        .rollout, "load test", .failure, "HTTP 500", "p99 above 800 ms at 200 req/s", attempts: 3),
      hook(.rollback, nil, .failure, "HTTP 404"),
      hook(.confirmTrafficIncrease, "release desk", .failure, "HTTP 403", "freeze until Monday"),
      hook(.postRollout, nil, .notCalled, "", attempts: 0),
    ],
    history: [
      transition(
        .start, 0, 10, minutesAgo: 25,
        word: Transition.Word(.resume, reason: "the freeze is over"))
    ])
  return outcome.sampled(SampleTally(count: 4, failed: 1), at: evaluation)
}()
