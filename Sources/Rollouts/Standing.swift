import Analysis

/// The verdict on a rollout, as far as its exit status goes.
package enum Standing: String, Hashable, Sendable, CaseIterable {
  case pass, fail, inconclusive
  /// The store was not reached or answered with an error.
  case storeFailed
  /// Nothing was asked, and nothing is wrong: never called a pass.
  case notJudged

  /// The worst of the verdicts: a fail, then a failure of the store, then what is not known.
  package init(of verdicts: some Sequence<Verdict>) {
    self = verdicts.reduce(.notJudged) { worst, verdict in
      let standing = Standing(of: verdict)
      return standing.severity > worst.severity ? standing : worst
    }
  }

  private init(of verdict: Verdict) {
    self =
      switch verdict {
      case .pass: .pass
      case .fail: .fail
      case .inconclusive(let reason): reason.isStoreFailure ? .storeFailed : .inconclusive
      }
  }

  private var severity: Int {
    switch self {
    case .notJudged: 0
    case .pass: 1
    case .inconclusive: 2
    case .storeFailed: 3
    case .fail: 4
    }
  }
}
