/// Where a rollout stands, in the words that Flagger's users know.
package enum Phase: Hashable, Sendable {
  /// Known, with no traffic yet for this revision.
  case initialized
  /// Climbing the ladder.
  case progressing
  /// At the top, and passed there.
  case succeeded
  /// Rolled back; the same revision is not started again.
  case failed(Cause)

  package enum Cause: String, Hashable, Sendable, CaseIterable {
    /// Its checks broke their limits more often than the config allows.
    case limit
    /// A person lowered the weight in the manifest.
    case manual
  }

  /// `Progressing`, as `kubectl get canaries` shows it.
  package var name: String {
    switch self {
    case .initialized: "Initialized"
    case .progressing: "Progressing"
    case .succeeded: "Succeeded"
    case .failed: "Failed"
    }
  }
}
