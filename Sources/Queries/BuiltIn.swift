import Analysis

/// A check that the catalogue knows how to ask for.
package enum BuiltIn: Hashable, Sendable {
  /// Percent of requests that did not fail.
  case requestSuccessRate
  /// A quantile of the requests' durations, in milliseconds.
  case requestDuration(quantile: Double)
  /// Percent of requests with one of these response codes.
  case responseCodePercentage(ResponseCodes)
  /// The number of requests in the window, as `increase` estimates it.
  case requestCount

  package static let names = [
    "request-success-rate", "request-duration", "response-code-percentage", "request-count",
  ]

  package var unit: Unit {
    switch self {
    case .requestSuccessRate, .responseCodePercentage: .percent
    case .requestDuration: .milliseconds
    case .requestCount: .none
    }
  }
}
