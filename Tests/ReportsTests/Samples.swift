import Analysis
import Diagnostics
import Outcome
import Rollouts

/// One run, told as an outcome, and the folder of `fixtures/reports` that holds its reports.
struct Sample: CustomStringConvertible, Sendable {
  let folder: String
  let outcome: Outcome

  var description: String { folder }

  static let all: [Sample] = [
    Sample(folder: "healthy-advance", outcome: ran([healthy])),
    Sample(folder: "broken-limit-rolls-back", outcome: ran([broken])),
    Sample(folder: "failure-held", outcome: ran([held])),
    Sample(folder: "no-data", outcome: ran([noData])),
    Sample(folder: "store-unreachable", outcome: ran([unreachable])),
    Sample(folder: "revision-failed-before", outcome: ran([failedBefore])),
    Sample(folder: "raised-by-a-person", outcome: ran([raised])),
    Sample(folder: "wrong-configs", outcome: wrongConfigs),
    Sample(folder: "several-rollouts", outcome: ran([healthy, broken, unwritten, unverified])),
    Sample(folder: "twenty-rollouts", outcome: ran(twenty)),
    Sample(folder: "dry-run", outcome: ran([healthy.unwritten], isDryRun: true)),
    Sample(folder: "started-unverified", outcome: ran([unverified])),
    Sample(folder: "weight-not-live", outcome: ran([followed, lagging, unreached, uncounted])),
    Sample(folder: "several-samples", outcome: ran([baked, rolledBackEarly])),
    Sample(folder: "stopped", outcome: ran([stopped])),
    Sample(folder: "hooks-and-conditions", outcome: ran([hooked])),
    Sample(folder: "check-only", outcome: ran([checkOnly], command: .check)),
    Sample(folder: "nothing-to-judge", outcome: ran([], command: .check)),
    Sample(folder: "hostile-text", outcome: hostile(Hostile.short)),
  ]
}

let evaluation = Timestamp.epoch.advanced(by: .seconds(1_767_228_600))

func ran(
  _ rollouts: [RolloutOutcome], command: Outcome.Command = .run, isDryRun: Bool = false,
  diagnostics: [Diagnostic] = [], host: String = "runner-7"
) -> Outcome {
  Outcome(
    version: "1.2.3", command: command, evaluatedAt: evaluation,
    startedAt: evaluation.advanced(by: .milliseconds(1_250)), seconds: 0.4128, host: host,
    isDryRun: isDryRun, rollouts: rollouts, diagnostics: diagnostics
  ).done(by: WebAddress("https://ci.example.org/jobs/4711"))
}

func place(_ line: Int, _ file: String = "rolloutgate.yaml") -> SourcePosition {
  SourcePosition(file: file, line: line, column: 9)
}

func weight(_ parts: Int) -> Weight {
  valid("a weight from 0 to \(ladder.total)") { Weight(parts, of: ladder.total) }
}

let ladder = valid("rungs that rise") { try Ladder(rungs: [10, 30, 60, 100]) }

/// What a sample is made of. Without it no sample is what its reports were written for.
func valid<Value>(_ part: String, _ make: () throws -> Value?) -> Value {
  guard let value = try? make() else { preconditionFailure("a sample must have \(part)") }
  return value
}

let manifest = "deploy/virtual-service.yaml"
let record = ".rolloutgate/test/podinfo.record"

func diff(_ from: Int, _ to: Int) -> String {
  """
  --- a/deploy/virtual-service.yaml
  +++ b/deploy/virtual-service.yaml
  @@ -15,10 +15,10 @@
           - destination:
               host: podinfo
               subset: ga
  -          weight: \(100 - from)
  +          weight: \(100 - to)
           - destination:
               host: podinfo
               subset: canary
  -          weight: \(from)
  +          weight: \(to)

  """
}

func rollout(
  _ title: String, checks: [CheckOutcome] = [], standing: Standing, decision: Decision? = nil,
  diff: String = "", changedPaths: [String] = [], diagnostics: [Diagnostic] = [],
  writeFailures: [String] = [], history: [Transition] = []
) -> RolloutOutcome {
  RolloutOutcome(
    title: title, position: place(5), revision: "6.1.0", ladder: ladder, checks: checks,
    standing: standing, decision: decision, manifest: manifest, diff: diff,
    changedPaths: changedPaths, diagnostics: diagnostics, writeFailures: writeFailures,
    history: history)
}

func decision(
  _ kind: Decision.Kind, _ from: Int, _ to: Int, _ standing: Standing, _ reasons: [Ground]
) -> Decision {
  Decision(
    kind, from: weight(from), to: weight(to), standing: standing, reasons: reasons, state: nil)
}

func transition(
  _ kind: Decision.Kind, _ from: Int, _ to: Int, minutesAgo: Int, revision: String = "6.1.0",
  because reason: String? = nil, values: [String] = [], word: Transition.Word? = nil
) -> Transition {
  let at = evaluation.advanced(by: .seconds(-60 * minutesAgo))
  let name = valid("a name") { RolloutName(namespace: "test", name: "podinfo") }
  return Transition(
    id: DecisionID(
      of: name, generation: 1, decision: kind, from: weight(from), to: weight(to),
      revision: revision, at: at), at: at, decision: kind, from: weight(from), to: weight(to),
    revision: revision, reasons: [reason].compactMap(\.self), values: values, word: word)
}

extension RolloutOutcome {
  /// The same of another rollout.
  func titled(_ title: String) -> RolloutOutcome {
    RolloutOutcome(
      title: title, position: position, revision: revision, ladder: ladder, checks: checks,
      standing: standing, decision: decision, manifest: manifest, diff: diff,
      changedPaths: changedPaths.isEmpty ? [] : [manifest ?? "", ".rolloutgate/\(title).record"],
      history: history)
  }

  /// The same before anything was written.
  var unwritten: RolloutOutcome {
    RolloutOutcome(
      title: title, position: position, revision: revision, ladder: ladder, checks: checks,
      standing: standing, decision: decision, manifest: manifest, diff: diff)
  }
}

let healthy = rollout(
  "test/podinfo", checks: healthyChecks, standing: .pass,
  decision: decision(.advance, 10, 30, .pass, [.checksPassed(3)]), diff: diff(10, 30),
  changedPaths: [manifest, record],
  history: [
    transition(.start, 0, 10, minutesAgo: 25, because: "the canary gets its first traffic"),
    transition(.advance, 10, 30, minutesAgo: 0, because: "3 checks passed"),
  ]
).showing(healthyCharts)

let broken = rollout(
  "shop/checkout", checks: brokenChecks, standing: .fail,
  decision: decision(
    .rollBack, 30, 0, .fail,
    [.checksFailed(2, of: 3), .failureLimitReached(count: 1, limit: 0)]),
  diff: diff(30, 0), changedPaths: [manifest, ".rolloutgate/shop/checkout.record"],
  history: [
    transition(.start, 0, 10, minutesAgo: 2_905, revision: "6.0.9"),
    transition(.rollBack, 10, 0, minutesAgo: 2_880, revision: "6.0.9", because: "a word: abort"),
    transition(.start, 0, 10, minutesAgo: 45), transition(.advance, 10, 30, minutesAgo: 20),
    transition(
      .rollBack, 30, 0, minutesAgo: 0, because: "2 of 3 checks failed",
      values: ["request-success-rate = 97.2 %: fail", "request-duration p99 = 612 ms: fail"]),
  ]
).showing(brokenCharts)

let held = rollout(
  "test/podinfo", checks: brokenChecks, standing: .fail,
  decision: decision(
    .hold, 30, 30, .fail, [.checksFailed(2, of: 3), .failureHeld(count: 1, limit: 2)]),
  changedPaths: [record])

let noData = rollout(
  "test/podinfo",
  checks: [
    rate(Measurement(.none(.noTraffic), requests: 0), answer: "0", of: "0"),
    latency(Measurement(.none(.noData)), answer: "no series"),
    checkout(
      Measurement(
        .exactly(3), doubts: [.storeWarning("PromQL warning: results may be incomplete")]),
      answer: "3"),
  ], standing: .inconclusive,
  decision: decision(.hold, 10, 10, .inconclusive, [.checksInconclusive(3, of: 3), .ageUnknown]),
  history: [transition(.start, 0, 10, minutesAgo: 25)]
).showing(emptyCharts)

let unreachable = rollout(
  "test/podinfo",
  checks: [
    rate(
      Measurement(.none(.unreachable("connection refused by prometheus.istio-system:9090"))),
      answer: "connection refused",
      of: "connection refused"),
    latency(
      Measurement(.none(.storeError("503 from the proxy before the store: upstream timed out"))),
      answer: "503 text/html"),
    checkout(Measurement(.exactly(3)), answer: "3"),
  ], standing: .storeFailed,
  decision: decision(
    .hold, 10, 10, .storeFailed, [.checksInconclusive(2, of: 3), .storeFailed]))

let baked = rollout(
  "test/podinfo", checks: healthyChecks, standing: .pass,
  decision: decision(.advance, 10, 30, .pass, [.checksPassed(3), .samples(21, failed: 1)]),
  diff: diff(10, 30), changedPaths: [manifest, record]
).sampled(SampleTally(count: 21, failed: 1), at: evaluation)

let rolledBackEarly = rollout(
  "shop/checkout", checks: brokenChecks, standing: .fail,
  decision: decision(
    .rollBack, 30, 0, .fail,
    [
      .checksFailed(2, of: 3), .failureLimitReached(count: 1, limit: 0), .samples(3, failed: 1),
    ]),
  diff: diff(30, 0), changedPaths: [manifest, ".rolloutgate/shop/checkout.record"]
).sampled(SampleTally(count: 3, failed: 1), at: evaluation.advanced(by: .seconds(-540)))

let stopped = rollout(
  "test/podinfo",
  checks: [
    rate(Measurement(.none(.interrupted)), answer: "14060.97", of: "not asked"),
    checkout(Measurement(.exactly(3)), answer: "3"),
  ], standing: .inconclusive, decision: decision(.hold, 10, 10, .inconclusive, [.interrupted]))

let failedBefore = rollout(
  "test/podinfo", standing: .fail,
  decision: decision(.hold, 0, 0, .fail, [.revisionFailed(.limit)]))

let raised = rollout(
  "test/podinfo", checks: healthyChecks, standing: .inconclusive,
  decision: decision(
    .hold, 60, 60, .inconclusive,
    [.raisedByPerson(recorded: weight(10), found: weight(60)), .checksPassed(3)]))

let unverified = rollout(
  "test/frontend", standing: .notJudged,
  decision: decision(.start, 0, 10, .notJudged, [.startedUnverified]), diff: diff(0, 10),
  changedPaths: [manifest, ".rolloutgate/test/frontend.record"])

let unwritten = rollout(
  "test/podinfo", checks: healthyChecks, standing: .pass,
  decision: decision(.advance, 10, 30, .pass, [.checksPassed(3)]),
  writeFailures: ["deploy/virtual-service.yaml changed since it was read; run again"])

let checkOnly = rollout(
  "test/podinfo",
  checks: [
    rate(Measurement(.exactly(98.99999999), requests: 14_203), answer: "14060.97"),
    latency(Measurement(.atLeast(10_000), requests: 28_440), answer: "+Inf"),
    judged(
      check("conversions", .ratio, min: 0.025, policies: Policies(onNoData: .fail)),
      Measurement(.none(.noData)), line: 30, queries: []),
    judged(
      check("payload", .seconds, max: 0.25, policies: Policies(onTooFew: .pass)),
      Measurement(.exactly(0.0312345678), requests: 12), line: 31, queries: []),
  ], standing: .fail)
