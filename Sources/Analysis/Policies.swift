import Conditions

/// What a check does where there is no trustworthy value.
package struct Policies: Hashable, Sendable {
  package enum Choice: String, Hashable, Sendable, CaseIterable {
    case inconclusive, fail
    /// Sets the reason aside: a value, where there is one, is still judged; without one the check
    /// passes.
    case pass
  }

  /// No series, or no requests.
  package let onNoData: Choice
  /// NaN or an infinity.
  package let onNaN: Choice
  /// The store warned or answered in part.
  package let onWarning: Choice
  /// Fewer requests than `minRequests`.
  package let onTooFew: Choice
  /// The store failed, or its answer can't be used.
  package let onStoreFailure: Choice

  /// Flagger's: whatever gives no value is a failed check, and warnings are not heard.
  package static let flagger = Policies(
    onNoData: .fail, onNaN: .fail, onWarning: .pass, onTooFew: .fail, onStoreFailure: .fail)

  package init(
    onNoData: Choice = .inconclusive, onNaN: Choice = .inconclusive,
    onWarning: Choice = .inconclusive, onTooFew: Choice = .inconclusive,
    onStoreFailure: Choice = .inconclusive
  ) {
    self.onNoData = onNoData
    self.onNaN = onNaN
    self.onWarning = onWarning
    self.onTooFew = onTooFew
    self.onStoreFailure = onStoreFailure
  }

  /// Reasons that no policy governs stay inconclusive.
  package func choice(for reason: Reason) -> Choice {
    switch reason {
    case .noData, .noTraffic: onNoData
    case .notANumber, .infinite: onNaN
    case .storeWarning, .partialAnswer: onWarning
    case .tooFewRequests: onTooFew
    case .severalSeries, .wrongType, .unreachable, .storeError: onStoreFailure
    case .stale, .saturatedHistogram, .tooEarly, .weightNotLive, .canaryUnreached, .interrupted,
      .notAsked, .neitherCondition, .conditionFailed:
      .inconclusive
    }
  }
}

extension Policies {
  /// What conditions may judge without dealing with it themselves.
  var admitted: Set<Handled> {
    var admitted: Set<Handled> = []
    if onNoData == .pass { admitted.insert(.noData) }
    if onNaN == .pass { admitted.formUnion([.notANumber, .infinity]) }
    return admitted
  }
}
