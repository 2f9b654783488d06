import Analysis

/// The verdict on a rollout, as far as its exit status goes.
package enum Standing: String, Hashable, Sendable, CaseIterable {
  case pass, fail, inconclusive
  /// The store was not reached or answered with an error.
  case storeFailed
  /// Nothing was asked, and nothing is wrong: never called a pass.
  case notJudged

  /// The worst of the verdicts.
  package init(of verdicts: some Sequence<Verdict>) {
    self = .worst(of: verdicts.map(Standing.init(of:)))
  }

  /// The worst of several: a fail, a failure of the store, what is not known, a pass. Of none, nothing
  /// was judged.
  package static func worst(of standings: some Sequence<Standing>) -> Standing {
    standings.max { $0.severity < $1.severity } ?? .notJudged
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
