/// How often, and after what wait, a request is sent again.
///
/// A query changes nothing in the store, so a POST may be repeated as safely as a GET. A hook may
/// change something: it is repeated only where its config asks for it.
package struct RetryRule: Hashable, Sendable {
  /// The answers that are worth another attempt; the lack of one always is.
  package enum Repeated: Hashable, Sendable {
    /// What a proxy or a busy store answers for a while; every other status is its last word.
    case transientErrors
    /// 429 and all of 5xx, as Flagger's users know it of webhooks.
    case allServerErrors
  }

  /// Attempts in all, 1...11.
  package let attempts: Int
  /// The wait before the second attempt; it doubles with each further one.
  package let firstWait: Duration
  package let repeated: Repeated

  package init(
    attempts: Int = 3, firstWait: Duration = .milliseconds(250),
    repeating repeated: Repeated = .transientErrors
  ) {
    self.attempts = min(max(attempts, 1), 11)
    self.firstWait = firstWait
    self.repeated = repeated
  }
}

extension RetryRule {
  package enum Step: Hashable, Sendable {
    case retry(after: Duration)
    /// The outcome stands.
    case accept
  }

  /// What follows the outcome of one attempt.
  ///
  /// A wait that would not end inside the `remaining` time is not begun: the answer that is already
  /// there says more than a timeout would, and says it at once.
  ///
  /// - Parameters:
  ///   - attempt: The number of the attempt that ended, from 1.
  ///   - retryAfter: What the server asked for, where it did.
  ///   - remaining: The time until the run's one deadline.
  ///   - jitter: In 0..<1. It spreads the waits of many requests over half of their length.
  package func step(
    after outcome: Result<HTTPAnswer, TransportFailure>, attempt: Int, retryAfter: Duration?,
    remaining: Duration, jitter: Double
  ) -> Step {
    guard attempt < min(attempts, mostAttempts(at: outcome)) else { return .accept }
    let wait = max(backOff(after: attempt, jitter: jitter), retryAfter ?? .zero)
    return wait < remaining ? .retry(after: wait) : .accept
  }

  /// The upper limit of one wait that no server asked for.
  private static let longestBackOff: Duration = .seconds(30)

  private func backOff(after attempt: Int, jitter: Double) -> Duration {
    let doubled = min(max(firstWait, .zero), Self.longestBackOff) * (1 << min(attempt - 1, 16))
    return min(doubled, Self.longestBackOff) * (0.5 + min(max(jitter, 0), 1) / 2)
  }

  /// How many attempts the kind of outcome is worth, whatever the rule allows.
  private func mostAttempts(at outcome: Result<HTTPAnswer, TransportFailure>) -> Int {
    switch outcome {
    case .success(let answer):
      switch repeated {
      case .transientErrors:
        guard Self.transientStatuses.contains(answer.status) else { return 1 }
        // A query that the store gave up on is as slow the next time; only chance helps it, once.
        return answer.status == 503 && answer.saysQueryTimedOut ? 2 : .max
      case .allServerErrors:
        return answer.status == 429 || (500...599).contains(answer.status) ? .max : 1
      }
    case .failure(.nameNotResolved), .failure(.connectionFailed), .failure(.brokenAnswer):
      return .max
    case .failure(.timedOut(seconds: _, let overall)):
      return overall ? 1 : .max
    case .failure(.tls), .failure(.tooLarge), .failure(.redirected), .failure(.unusable),
      .failure(.cancelled):
      return 1
    }
  }

  private static let transientStatuses: Set<Int> = [408, 429, 500, 502, 503, 504]
}

extension HTTPAnswer {
  /// Whether the body has `"errorType": "timeout"`, as Prometheus answers an evaluation that ran too long.
  fileprivate var saysQueryTimedOut: Bool {
    let blanks = Set(" \t\r\n".utf8)
    let compact = body.prefix(1 << 10).filter { !blanks.contains($0) }
    return compact.holds(Array(#""errorType":"timeout""#.utf8))
  }
}

extension [UInt8] {
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: part) }
  }
}
