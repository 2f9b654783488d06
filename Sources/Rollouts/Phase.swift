/// Where a rollout stands, in the words that Flagger's users know.
package enum Phase: Hashable, Sendable {
  /// Known, with no traffic yet for this revision.
  case initialized
  /// Held before its start: by a hook, by a person, or until another rollout has succeeded.
  case waiting
  /// Climbing the ladder.
  case progressing
  /// The baseline has the revision in Git, and gets the traffic back.
  case promoting
  /// The baseline has all of the traffic, and is judged once more.
  case finalising
  /// At the top and passed there; with promotion, the baseline has passed with all of the traffic.
  case succeeded
  /// Rolled back; the same revision is not started again.
  case failed(Cause)

  package enum Cause: String, Hashable, Sendable, CaseIterable {
    /// Its checks broke their limits more often than the config allows.
    case limit
    /// A person lowered the weight in the manifest.
    case manual
    /// It was inconclusive more often, or for longer, than the config allows.
    case inconclusive
    /// A person aborted it.
    case aborted
    /// A hook asked for it.
    case hook
    /// The baseline broke its limits with the new revision; the canary keeps the traffic.
    case promotion
  }

  /// Those without a cause.
  package static let plain: [Phase] = [
    .initialized, .waiting, .progressing, .promoting, .finalising, .succeeded,
  ]

  /// `Progressing`, as `kubectl get canaries` shows it.
  package var name: String {
    switch self {
    case .initialized: "Initialized"
    case .waiting: "Waiting"
    case .progressing: "Progressing"
    case .promoting: "Promoting"
    case .finalising: "Finalising"
    case .succeeded: "Succeeded"
    case .failed: "Failed"
    }
  }

  /// That of a promotion which has left the canary this weight.
  static func promotion(at weight: Weight) -> Phase { weight.isZero ? .finalising : .promoting }

  /// Whether the baseline is on its way to all of the traffic.
  package var isPromotion: Bool {
    switch self {
    case .promoting, .finalising: true
    case .initialized, .waiting, .progressing, .succeeded, .failed: false
    }
  }

  package var isFailed: Bool { cause != nil }

  /// Why it failed; nil where it has not.
  package var cause: Cause? {
    switch self {
    case .failed(let cause): cause
    case .initialized, .waiting, .progressing, .promoting, .finalising, .succeeded: nil
    }
  }
}
