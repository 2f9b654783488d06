import Analysis
import Diagnostics
import Outcome
import Rollouts

func check(
  _ name: String, _ unit: Unit, min: Double? = nil, max: Double? = nil, window: Int = 60,
  minRequests: Int? = 100, policies: Policies = Policies()
) -> Check {
  let limit = valid("a minimum or a maximum, in this order") { Limit(min: min, max: max) }
  return Check(
    name: name, unit: unit, criterion: .limit(limit), window: .seconds(window),
    minRequests: minRequests, policies: policies)
}

func judged(
  _ check: Check, _ measurement: Measurement, line: Int, queries: [QueryOutcome]
) -> CheckOutcome {
  CheckOutcome(
    check: check, occasion: .weight, position: place(line),
    judgement: judge(measurement, against: check), queries: queries)
}

func rate(_ measurement: Measurement, answer: String, of all: String = "14203.4") -> CheckOutcome {
  judged(
    check("request-success-rate", .percent, min: 99), measurement, line: 18,
    queries: [
      QueryOutcome(
        role: "part",
        text:
          #"sum(increase(istio_requests_total{destination_workload="podinfo-canary",response_code!~"5.."}[1m]))"#,
        seconds: 0.0121, answer: answer, page: page("part")),
      QueryOutcome(
        role: "of",
        text: #"sum(increase(istio_requests_total{destination_workload="podinfo-canary"}[1m]))"#,
        seconds: 0.0119, answer: all, page: page("of")),
    ])
}

func latency(_ measurement: Measurement, answer: String) -> CheckOutcome {
  judged(
    check("request-duration p99", .milliseconds, max: 500, window: 120), measurement, line: 19,
    queries: [
      QueryOutcome(
        role: "value",
        text: """
          histogram_quantile(0.99,
            sum by (le) (rate(istio_request_duration_milliseconds_bucket{
              destination_workload="podinfo-canary"}[2m])))
          """,
        seconds: 0.0314, answer: answer, page: page("value"))
    ])
}

func checkout(_ measurement: Measurement, answer: String) -> CheckOutcome {
  judged(
    check("checkout queue depth", .none, min: 1, max: 5, window: 90, minRequests: nil),
    measurement, line: 24,
    queries: [
      QueryOutcome(
        role: "value", text: #"max(checkout_queue_depth{app="podinfo-canary"})"#, seconds: 0.0079,
        answer: answer)
    ])
}

/// Where the query can be looked at.
private func page(_ query: String) -> WebAddress? {
  WebAddress("https://prometheus.example.org/graph?g0.expr=\(query)&g0.tab=0")
}

let ready = CheckOutcome(
  check: check("ready", .none, min: 1, minRequests: nil), occasion: .start, position: place(28),
  judgement: nil, queries: [])

let healthyChecks = [
  rate(Measurement(.exactly(99.9437), requests: 14_203.4), answer: "14195.4"),
  latency(Measurement(.exactly(412.5), requests: 28_440), answer: "412.5"),
  checkout(Measurement(.exactly(3)), answer: "3"),
  ready,
]

let brokenChecks = [
  rate(Measurement(.exactly(97.2), requests: 14_203.4), answer: "13805.7"),
  latency(Measurement(.exactly(612), requests: 28_440), answer: "612"),
  checkout(Measurement(.exactly(3)), answer: "3"),
  ready,
]
