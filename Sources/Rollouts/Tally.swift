import Analysis

/// The verdicts of a run, counted.
struct Tally {
  let standing: Standing
  let grounds: [Ground]

  init(_ verdicts: [Verdict]) {
    standing = Standing(of: verdicts)
    var failed = 0
    var open = 0
    var hasStoreFailure = false
    for verdict in verdicts {
      switch verdict {
      case .pass: break
      case .fail: failed += 1
      case .inconclusive(let reason):
        open += 1
        hasStoreFailure = hasStoreFailure || reason.isStoreFailure
      }
    }
    var grounds: [Ground] = []
    if failed > 0 { grounds.append(.checksFailed(failed, of: verdicts.count)) }
    if open > 0 { grounds.append(.checksInconclusive(open, of: verdicts.count)) }
    if hasStoreFailure { grounds.append(.storeFailed) }
    if grounds.isEmpty, !verdicts.isEmpty { grounds.append(.checksPassed(verdicts.count)) }
    self.grounds = grounds
  }
}
