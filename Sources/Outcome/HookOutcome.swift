import Rollouts

/// What became of one call of a hook.
package struct HookOutcome: Hashable, Sendable {
  package enum End: String, Hashable, Sendable, CaseIterable {
    case success, failure
    /// Somebody stopped the run meanwhile.
    case interrupted
    /// The run calls no hooks, as one from saved answers.
    case notCalled
  }

  package let kind: HookKind
  package let name: String
  package let end: End
  /// Of a failure: what was answered or printed, cut to a readable length, or why it could not be
  /// called. Others wrote it. Empty for a success, and where nothing was said.
  package let text: String
  /// In a few words: `HTTP 200`, `exit 1`, `timed out after 10s`.
  package let status: String
  /// Wall time of the call, its retries included.
  package let seconds: Double
  /// How often it was called; 0 where it never was.
  package let attempts: Int

  package init(
    kind: HookKind, name: String, end: End, text: String, status: String, seconds: Double,
    attempts: Int
  ) {
    self.kind = kind
    self.name = name
    self.end = end
    self.text = text
    self.status = status
    self.seconds = seconds
    self.attempts = attempts
  }

  package var isSuccess: Bool { end == .success }
}
