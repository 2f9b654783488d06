import Testing

@testable import HTTPExchange

@Suite struct RetryRuleTests {
  private static let timeoutBody = #"{"status":"error", "errorType" : "timeout","error":"..."}"#

  private static func answer(
    _ status: Int, _ body: String = "{}"
  ) -> Result<HTTPAnswer, TransportFailure> {
    .success(HTTPAnswer(status: status, contentType: "", body: Array(body.utf8)))
  }

  @Test(
    "Only what may pass by itself is tried again",
    arguments: [
      (answer(200), false), (answer(204), false), (answer(400), false), (answer(401), false),
      (answer(403), false), (answer(404), false), (answer(405), false), (answer(408), true),
      (answer(413), false), (answer(422), false), (answer(429), true), (answer(500), true),
      (answer(501), false), (answer(502), true), (answer(503), true), (answer(504), true),
      (answer(503, timeoutBody), true),
      (.failure(.nameNotResolved("")), true), (.failure(.connectionFailed("")), true),
      (.failure(.tls("")), false), (.failure(.timedOut(seconds: 1, overall: false)), true),
      (.failure(.timedOut(seconds: 1, overall: true)), false),
      (.failure(.tooLarge(limit: 1)), false),
      (.failure(.redirected(status: 302, to: "")), false), (.failure(.brokenAnswer("")), true),
      (.failure(.unusable("")), false), (.failure(.cancelled), false),
    ])
  func kinds(outcome: Result<HTTPAnswer, TransportFailure>, isRetried: Bool) {
    let step = RetryRule(firstWait: .seconds(1)).step(
      after: outcome, attempt: 1, retryAfter: nil, remaining: .seconds(60), jitter: 0)
    #expect(step == (isRetried ? .retry(after: .milliseconds(500)) : .accept))
  }

  @Test(
    "Of a hook, 429 and all of 5xx are tried again, whatever their bodies say",
    arguments: [
      (answer(200), false), (answer(204), false), (answer(404), false), (answer(408), false),
      (answer(429), true), (answer(499), false), (answer(500), true), (answer(501), true),
      (answer(503, timeoutBody), true), (answer(599), true), (answer(600), false),
      (.failure(.connectionFailed("")), true), (.failure(.brokenAnswer("")), true),
      (.failure(.redirected(status: 302, to: "")), false),
      (.failure(.timedOut(seconds: 1, overall: true)), false), (.failure(.cancelled), false),
    ])
  func hooks(outcome: Result<HTTPAnswer, TransportFailure>, isRetried: Bool) {
    let rule = RetryRule(attempts: 11, firstWait: .seconds(1), repeating: .allServerErrors)
    func step(after attempt: Int) -> RetryRule.Step {
      rule.step(
        after: outcome, attempt: attempt, retryAfter: nil, remaining: .seconds(60), jitter: 0)
    }
    #expect(step(after: 1) == (isRetried ? .retry(after: .milliseconds(500)) : .accept))
    #expect(step(after: 10) == (isRetried ? .retry(after: .seconds(15)) : .accept))
    #expect(step(after: 11) == .accept)
  }

  @Test(
    "Waits double, spread over their upper half, and heed the server and the deadline",
    arguments: [
      (1, 0, nil, 60, 500), (1, 1, nil, 60, 1_000), (2, 0, nil, 60, 1_000),
      (3, 0.5, nil, 60, 3_000),
      (9, 1, nil, 60, 30_000), (10, 0, nil, 60, nil), (11, 0, nil, 60, nil),
      (1, 0, 7, 60, 7_000), (3, 0, 1, 60, 2_000), (1, 0, 60, 60, nil), (1, 0, 59, 60, 59_000),
      (3, 0, nil, 2, nil), (1, 0, nil, 0, nil), (1, 0, nil, -5, nil), (1, 9, nil, 60, 1_000),
    ] as [(Int, Double, Int?, Int, Int?)])
  func waits(attempt: Int, jitter: Double, retryAfter: Int?, remaining: Int, milliseconds: Int?) {
    let step = RetryRule(attempts: 10, firstWait: .seconds(1)).step(
      after: Self.answer(503), attempt: attempt, retryAfter: retryAfter.map { .seconds($0) },
      remaining: .seconds(remaining), jitter: jitter)
    #expect(step == (milliseconds.map { .retry(after: .milliseconds($0)) } ?? .accept))
  }

  @Test("A query that the store gave up on gets one more chance")
  func storeTimeout() {
    let second = RetryRule(attempts: 10).step(
      after: Self.answer(503, Self.timeoutBody), attempt: 2, retryAfter: nil,
      remaining: .seconds(60), jitter: 0)
    #expect(second == .accept)
  }
}
