import Analysis

/// The verdicts of a run, counted.
struct Tally {
  let standing: Standing
  let grounds: [Ground]
  /// Whether nothing but time is missing.
  let isOnlyEarly: Bool

  init(_ verdicts: [Verdict], failedHooks: [String] = []) {
    let judged = Standing(of: verdicts)
    standing = failedHooks.isEmpty ? judged : .fail
    var failed = 0
    var open = 0
    var early = 0
    var hasStoreFailure = false
    for verdict in verdicts {
      switch verdict {
      case .pass: break
      case .fail: failed += 1
      case .inconclusive(let reason):
        open += 1
        if case .tooEarly = reason { early += 1 }
        hasStoreFailure = hasStoreFailure || reason.isStoreFailure
      }
    }
    var grounds: [Ground] = failedHooks.isEmpty ? [] : [.hooksFailed(failedHooks)]
    if failed > 0 { grounds.append(.checksFailed(failed, of: verdicts.count)) }
    if open > 0 { grounds.append(.checksInconclusive(open, of: verdicts.count)) }
    if hasStoreFailure { grounds.append(.storeFailed) }
    if grounds.isEmpty, !verdicts.isEmpty { grounds.append(.checksPassed(verdicts.count)) }
    self.grounds = grounds
    isOnlyEarly = open > 0 && open == early
  }

  /// What an earlier job made of the verdicts.
  init(_ standing: Standing, isOnlyEarly: Bool, failedHooks: [String] = []) {
    self.standing = failedHooks.isEmpty ? standing : .fail
    grounds = (failedHooks.isEmpty ? [] : [.hooksFailed(failedHooks)]) + [.judgedBefore(standing)]
    self.isOnlyEarly = isOnlyEarly && failedHooks.isEmpty
  }

  /// What speaks against a start; nil for nothing.
  var objections: [Ground]? {
    switch standing {
    case .pass, .notJudged: nil
    case .inconclusive, .storeFailed, .fail: grounds
    }
  }
}
