/// How often, and after what wait, a request is sent again.
///
/// A query changes nothing in the store, so a POST may be repeated as safely as a GET.
package struct RetryRule: Hashable, Sendable {
  /// Attempts in all, 1...10.
  package let attempts: Int
  /// The wait before the second attempt; it doubles with each further one.
  package let firstWait: Duration

  package init(attempts: Int = 3, firstWait: Duration = .milliseconds(250)) {
    self.attempts = min(max(attempts, 1), 10)
    self.firstWait = firstWait
  }
}
