import Analysis
import Diagnostics
import Outcome
import Rollouts

/// A fleet in one run: most pass, one fails, one is open, one could not be asked.
let twenty: [RolloutOutcome] = (1...20).map { number in
  let title = "fleet/service-\(number < 10 ? "0" : "")\(number)"
  return switch number {
  case 4: broken.titled(title)
  case 11: noData.titled(title)
  case 17: unreachable.titled(title)
  case 20: unverified.titled(title)
  case 1...3: healthy.titled(title)
  default: healthy.titled(title).showing(healthy.checks.map { _ in nil })
  }
}

private func traffic(
  _ canary: Measurement.Value, _ baseline: Measurement.Value, at parts: Int, answers: String...
) -> TrafficOutcome {
  TrafficOutcome(
    share: ObservedShare(
      canary: canary, baseline: baseline,
      committed: CommittedShare(parts: parts, of: ladder.total)),
    window: .seconds(120),
    queries: zip(["canary", "primary"], answers).map { name, answer in
      QueryOutcome(
        role: name == "canary" ? name : "baseline",
        text: #"sum(increase(istio_requests_total{destination_workload="podinfo-\#(name)"}[2m]))"#,
        seconds: 0.0118, answer: answer)
    })
}

let followed = healthy.observing(
  traffic(.exactly(198.2), .exactly(1_804.1), at: 10, answers: "198.2", "1804.1"))

let lagging: RolloutOutcome = {
  let seen = traffic(.exactly(14_203.4), .exactly(128_011), at: 30, answers: "14203.4", "128011")
  return rollout(
    "test/podinfo", checks: healthyChecks.map { $0.held(by: seen.share) }, standing: .inconclusive,
    decision: decision(.hold, 30, 30, .inconclusive, [.checksInconclusive(3, of: 3)])
  ).observing(seen)
}()

let unreached: RolloutOutcome = {
  let seen = traffic(.exactly(0), .exactly(142_000), at: 30, answers: "0", "142000")
  return rollout(
    "test/podinfo", checks: noData.checks.map { $0.held(by: seen.share) }, standing: .inconclusive,
    decision: decision(.hold, 30, 30, .inconclusive, [.checksInconclusive(3, of: 3)])
  ).observing(seen)
}()

let uncounted = healthy.observing(
  traffic(.exactly(14_203.4), .none(.noData), at: 10, answers: "14203.4", "no series"))

extension CheckOutcome {
  fileprivate func held(by share: ObservedShare) -> CheckOutcome {
    CheckOutcome(
      check: check, occasion: occasion, position: position,
      judgement: judgement.map(share.holds), queries: queries)
  }
}

let wrongConfigs = ran(
  [
    RolloutOutcome(
      title: "rolloutgate.yaml:12", position: place(12), standing: .notJudged,
      diagnostics: [
        .error(at: place(14), #"check "p99" has no limit"#, advice: "give it min, max or both"),
        .error(at: place(17), #"unknown key "windw""#, advice: #"did you mean "window"?"#),
        .warning(at: place(20), "a window of 30s is under 4 scrapes of 15s"),
      ]),
    healthy,
  ],
  diagnostics: [
    .error(
      at: place(2), #"prometheus.address is "prometheus:9090", which has no scheme"#,
      advice: "write http:// or https:// before it"),
    .warning(at: nil, "ROLLOUTGATE_TIMEOUT is set, and --timeout too: the option is used"),
  ])
