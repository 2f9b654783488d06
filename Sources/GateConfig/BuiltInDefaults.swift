import Analysis
import Diagnostics
import Queries

/// What a built-in check takes that is told nothing else.
extension BuiltIn {
  /// The name of a check that has no other: `request-duration p99`.
  package var defaultName: String {
    switch self {
    case .requestSuccessRate: "request-success-rate"
    case .requestDuration(let quantile):
      "request-duration p\(DecimalText.text(quantile * 100, fractionDigits: 6))"
    case .responseCodePercentage(let codes):
      "response-code-percentage \(codes.pattern.replacing("|", with: ",").replacing("..", with: "xx"))"
    case .requestCount: "request-count"
    }
  }

  /// The least number of requests that makes a limit on this check mean something; nil for a count,
  /// which is exact however small.
  package func leastRequests(for limit: Limit) -> Int? {
    switch self {
    case .requestDuration(let quantile):
      return Analysis.leastRequests(toExpress: quantile)
    case .requestSuccessRate, .responseCodePercentage:
      let parts = [limit.min, limit.max].compactMap { $0.map { $0 / 100 } }
      return parts.map { Analysis.leastRequests(toExpress: $0) }.max() ?? 1
    case .requestCount:
      return nil
    }
  }
}
