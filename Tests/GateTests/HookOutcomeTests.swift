import Gate
import HTTPExchange
import Outcome
import Testing

@Suite struct HookOutcomeTests {
  private static let http = HookCall(
    .rollout, name: "smoke",
    by: .http(
      HTTPRequest(method: .post, url: "http://a"),
      over: Connection(timeout: .seconds(10), deadline: .seconds(10))))
  private static let program = HookCall(
    .rollback, name: "smoke",
    by: .program(ProgramCall(["smoke"], timeout: .milliseconds(1_500))))

  private static func answer(
    _ status: Int, _ body: String = "said"
  ) -> Result<HTTPAnswer, TransportFailure> {
    .success(HTTPAnswer(status: status, contentType: "", body: Array(body.utf8)))
  }

  @Test(
    "200 to 202 are a success, and nothing else is",
    arguments: [
      (answer(200), true, "HTTP 200", ""), (answer(201), true, "HTTP 201", ""),
      (answer(202), true, "HTTP 202", ""), (answer(203), false, "HTTP 203", "said"),
      (answer(204, ""), false, "HTTP 204", ""), (answer(199), false, "HTTP 199", "said"),
      (answer(304), false, "HTTP 304", "said"), (answer(400), false, "HTTP 400", "said"),
      (answer(403, " \n no,\n not yet\r\n"), false, "HTTP 403", "no,\n not yet"),
      (answer(500), false, "HTTP 500", "said"),
      (
        .failure(.redirected(status: 302, to: "http://b")), false, "HTTP 302",
        "it redirects to http://b, and redirects are not followed"
      ),
      (.failure(.nameNotResolved("no a")), false, "no connection", "no a"),
      (.failure(.connectionFailed("refused")), false, "no connection", "refused"),
      (.failure(.tls("expired")), false, "no TLS", "expired"),
      (.failure(.timedOut(seconds: 10, overall: true)), false, "timed out after 10s", ""),
      (.failure(.tooLarge(limit: 9)), false, "too large", "the answer has more than 9 bytes"),
      (.failure(.brokenAnswer("cut")), false, "no whole answer", "cut"),
      (.failure(.unusable("blank")), false, "not called", "blank"),
      (.failure(.cancelled), false, "interrupted", ""),
    ])
  func exchanges(
    result: Result<HTTPAnswer, TransportFailure>, isSuccess: Bool, status: String, text: String
  ) {
    let exchange = HTTPExchangeResult(result: result, seconds: 0.5, attempts: 3)
    #expect(
      Self.http.outcome(of: exchange)
        == HookOutcome(
          kind: .rollout, name: "smoke",
          end: isSuccess ? .success : status == "interrupted" ? .interrupted : .failure, text: text,
          status: status,
          seconds: 0.5, attempts: 3))
  }

  @Test(
    "A program that ends with 0 is a success, and nothing else is",
    arguments: [
      (.exited(0), true, "exit 0", "", 1), (.exited(1), false, "exit 1", "err", 1),
      (.exited(255), false, "exit 255", "err", 1),
      (.signalled(11), false, "ended by signal 11", "err", 1),
      (.timedOut, false, "timed out after 1s500ms", "err", 1),
      (.interrupted, false, "interrupted", "err", 1),
      (.failed("it is not there"), false, "not called", "it is not there", 0),
    ] as [(ProgramResult.End, Bool, String, String, Int)])
  func programs(
    end: ProgramResult.End, isSuccess: Bool, status: String, text: String, attempts: Int
  ) {
    let result = ProgramResult(end, output: Array("out".utf8), errors: Array("err\n".utf8))
    #expect(
      Self.program.outcome(of: result)
        == HookOutcome(
          kind: .rollback, name: "smoke",
          end: isSuccess ? .success : status == "interrupted" ? .interrupted : .failure, text: text,
          status: status,
          seconds: 0, attempts: attempts))
  }

  @Test("Where standard error is silent, standard output says why")
  func output() {
    let result = ProgramResult(.exited(1), output: Array("out".utf8))
    #expect(Self.program.outcome(of: result).text == "out")
  }

  @Test(
    "A long text is cut, and bytes that are no text are replaced",
    arguments: [
      ("é", [0xFF], "é\u{FFFD}"), ("  \n ", [], ""), (longest, [], longest),
      (longest + "é", [], longest + "... (1 more characters)"),
    ] as [(String, [UInt8], String)])
  func clipping(said: String, rest: [UInt8], text: String) {
    let result = ProgramResult(.exited(1), errors: Array(said.utf8) + rest)
    #expect(Self.program.outcome(of: result).text == text)
  }

  private static let longest = String(repeating: "é", count: 1_000)

  @Test("A call that can't be made says why")
  func notMade() {
    let outcome = Self.http.notMade(because: "no secret")
    #expect(!outcome.isSuccess && outcome.text == "no secret" && outcome.status == "not called")
  }
}
