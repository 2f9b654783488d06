extension ObservedShare {
  /// Takes a pass back where the traffic does not follow the weight: it speaks of another share.
  ///
  /// What broke is broken at any share, so a fail stays. Where the canary gets nothing at all, that
  /// is the reason why its checks have no data, and is told before theirs. A comparison that got
  /// no answer holds a pass as well, for it can't be said to have been made.
  package func holds(_ judgement: Judgement) -> Judgement {
    switch judgement.verdict {
    case .fail:
      judgement
    case .pass:
      obstacle.map { Judgement(taking: judgement, backFor: $0) } ?? judgement
    case .inconclusive(let reason):
      finding == .unreached && reason.isOfRequestsMissing
        ? Judgement(taking: judgement, backFor: .canaryUnreached, besides: [reason]) : judgement
    }
  }

  /// Why no pass can be had at this share; nil where one can.
  private var obstacle: Reason? {
    switch finding {
    case .live: nil
    case .notLive(let observed, let committed):
      .weightNotLive(observed: observed, committed: committed)
    case .unreached: .canaryUnreached
    case .unknown(let reason): reason.isUnanswered ? reason : nil
    }
  }
}

extension Reason {
  /// Whether it says that there were no requests, or too few.
  fileprivate var isOfRequestsMissing: Bool {
    switch self {
    case .noData, .noTraffic, .tooFewRequests: true
    case .notANumber, .infinite, .severalSeries, .wrongType, .storeWarning, .partialAnswer, .stale,
      .saturatedHistogram, .tooEarly, .weightNotLive, .canaryUnreached, .unreachable, .storeError,
      .interrupted, .notAsked, .neitherCondition, .conditionFailed:
      false
    }
  }
}
