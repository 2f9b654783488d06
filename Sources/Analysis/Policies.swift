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

  package init(
    onNoData: Choice = .inconclusive, onNaN: Choice = .inconclusive,
    onWarning: Choice = .inconclusive, onTooFew: Choice = .inconclusive
  ) {
    self.onNoData = onNoData
    self.onNaN = onNaN
    self.onWarning = onWarning
    self.onTooFew = onTooFew
  }

  /// Reasons that no policy governs stay inconclusive.
  package func choice(for reason: Reason) -> Choice {
    switch reason {
    case .noData, .noTraffic: onNoData
    case .notANumber, .infinite: onNaN
    case .storeWarning, .partialAnswer: onWarning
    case .tooFewRequests: onTooFew
    case .severalSeries, .wrongType, .stale, .saturatedHistogram, .tooEarly, .weightNotLive,
      .canaryUnreached, .unreachable, .storeError, .interrupted:
      .inconclusive
    }
  }
}
