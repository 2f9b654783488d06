import Diagnostics
import HTTPExchange
import Outcome

extension HookCall {
  /// What an exchange over HTTP means. Its texts must be free of secrets already.
  ///
  /// A status of 200...202 is a success, and no other is, 204 and redirects among them. Source:
  /// flagger `pkg/controller/webhook.go`.
  package func outcome(of exchange: HTTPExchangeResult) -> HookOutcome {
    func failed(_ status: String, _ text: String = "") -> HookOutcome {
      outcome(.failure, status, text, seconds: exchange.seconds, attempts: exchange.attempts)
    }
    switch exchange.result {
    case .success(let answer):
      let status = "HTTP \(answer.status)"
      guard (200...202).contains(answer.status) else {
        return failed(status, String(decoding: answer.body, as: UTF8.self))
      }
      return outcome(.success, status, "", seconds: exchange.seconds, attempts: exchange.attempts)
    case .failure(.redirected(let status, let target)):
      return failed("HTTP \(status)", "it redirects to \(target), and redirects are not followed")
    case .failure(.nameNotResolved(let text)), .failure(.connectionFailed(let text)):
      return failed("no connection", text)
    case .failure(.tls(let text)): return failed("no TLS", text)
    case .failure(.timedOut): return failed(timedOut)
    case .failure(.tooLarge(let limit)):
      return failed("too large", "the answer has more than \(limit) bytes")
    case .failure(.brokenAnswer(let text)): return failed("no whole answer", text)
    case .failure(.unusable(let text)): return failed("not called", text)
    case .failure(.cancelled):
      return outcome(
        .interrupted, "interrupted", "", seconds: exchange.seconds, attempts: exchange.attempts)
    }
  }

  /// What a program's end means: a status of 0 is a success.
  package func outcome(of result: ProgramResult) -> HookOutcome {
    func failed(_ status: String, _ end: HookOutcome.End = .failure) -> HookOutcome {
      let said = result.errors.isEmpty ? result.output : result.errors
      return outcome(
        end, status, String(decoding: said, as: UTF8.self), seconds: result.seconds,
        attempts: 1)
    }
    switch result.end {
    case .exited(0): return outcome(.success, "exit 0", "", seconds: result.seconds, attempts: 1)
    case .exited(let status): return failed("exit \(status)")
    case .signalled(let signal): return failed("ended by signal \(signal)")
    case .timedOut: return failed(timedOut)
    case .interrupted: return failed("interrupted", .interrupted)
    case .failed(let why): return notMade(because: why)
    }
  }

  /// The outcome of a call that was not made.
  package func notMade(because why: String) -> HookOutcome {
    outcome(.failure, "not called", why, seconds: 0, attempts: 0)
  }

  private var timedOut: String {
    switch way {
    case .http(_, let connection): "timed out after \(DurationText.text(connection.timeout))"
    case .program(let program): "timed out after \(DurationText.text(program.timeout))"
    case .impossible: "timed out"
    }
  }

  private func outcome(
    _ end: HookOutcome.End, _ status: String, _ text: String, seconds: Double, attempts: Int
  ) -> HookOutcome {
    HookOutcome(
      kind: kind, name: name, end: end, text: text.clipped, status: status,
      seconds: seconds, attempts: attempts)
  }
}

extension String {
  /// Without blanks at its ends, and cut to a thousand Unicode scalars.
  fileprivate var clipped: String {
    let scalars = unicodeScalars
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    let trimmed = scalars[first...last]
    let limit = 1_000
    let count = trimmed.count
    guard count > limit else { return String(trimmed) }
    return String(trimmed.prefix(limit)) + "... (\(count - limit) more characters)"
  }
}
