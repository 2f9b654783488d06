import Rollouts

/// What became of one call of a hook.
package struct HookOutcome: Hashable, Sendable {
  package let kind: HookKind
  package let name: String
  package let isSuccess: Bool
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
    kind: HookKind, name: String, isSuccess: Bool, text: String, status: String, seconds: Double,
    attempts: Int
  ) {
    self.kind = kind
    self.name = name
    self.isSuccess = isSuccess
    self.text = text
    self.status = status
    self.seconds = seconds
    self.attempts = attempts
  }
}
