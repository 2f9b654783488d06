/// How much people should heed what happened to a rollout, in the words of Flagger's alerts.
package enum Severity: String, Hashable, Sendable, CaseIterable {
  /// It goes its way.
  case info
  /// It may come to need a person.
  case warn
  /// Its traffic was taken back, or its revision has failed.
  case error
}

extension Severity: Comparable {
  package static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warn: 1
    case .error: 2
    }
  }
}

extension Decision {
  /// How much people should heed what the record newly says by this.
  ///
  /// Nil where it says nothing new: a later run of the same state tells nothing again. New is a
  /// transition, a row of inconclusive runs that begins, and the last of them that is held.
  package func severity(in situation: Situation) -> Severity? {
    guard let state else { return nil }
    let before = situation.record?.state
    switch kind {
    case .rollBack: return .error
    case .start, .advance, .promote, .finish: return .info
    case .hold: break
    }
    if state.phase.isFailed, state.phase != before?.phase { return .error }
    if state.failedRuns > before?.failedRuns ?? 0 { return .warn }
    if let doubt = state.doubt, doubt != before?.doubt,
      before?.doubt == nil || doubt.runs == situation.patience?.limit
    {
      return .warn
    }
    guard isTransition(from: before) else { return nil }
    return isUnconfirmed ? .warn : .info
  }

  /// Whether somebody is to agree to it, and has not.
  private var isUnconfirmed: Bool {
    reasons.contains { if case .notConfirmed = $0 { true } else { false } }
  }
}
