import Analysis

/// A check that the catalogue knows how to ask for.
package enum BuiltIn: Hashable, Sendable {
  /// Percent of requests that did not fail.
  case requestSuccessRate
  /// A quantile of the requests' durations, in milliseconds.
  case requestDuration(quantile: Double)
  /// Percent of requests with one of these response codes.
  case responseCodePercentage(ResponseCodes)

  package static let names = [
    "request-success-rate", "request-duration", "response-code-percentage",
  ]

  package var unit: Unit {
    switch self {
    case .requestSuccessRate, .responseCodePercentage: .percent
    case .requestDuration: .milliseconds
    }
  }
}

/// What a built-in check is asked about.
package struct Subject: Hashable, Sendable {
  package let namespace: String
  package let workload: String
  package let reporter: Reporter

  /// Which proxy's telemetry is read. Source: Istio's standard metrics, label `reporter`.
  package enum Reporter: String, Hashable, Sendable, CaseIterable {
    case destination, source, waypoint
  }

  package init(namespace: String, workload: String, reporter: Reporter) {
    self.namespace = namespace
    self.workload = workload
    self.reporter = reporter
  }
}

/// Whose built-in queries are used.
package enum Provider: String, Hashable, Sendable, CaseIterable {
  case istio
}
