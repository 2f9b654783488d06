import Diagnostics
import Queries

/// How the canary's share of the requests is counted, to be compared with its weight.
package struct ShareComparison: Hashable, Sendable {
  package let provider: Provider
  package let canary: Subject
  package let baseline: Subject
  /// By how much the share may be off, 0...1; nil for the default.
  package let slack: Double?

  /// Nil where the baseline is not measured or not told apart, or any share is admitted.
  init?(reading rollout: ConfigNode, canary: Workload?, baseline: Workload?) {
    let given = rollout["shareTolerance"]?.text.flatMap { DecimalText.number($0) }
    provider = Provider(reading: rollout)
    guard let canary, let baseline, given ?? 0 < 100, provider.tellsPartiesApart else { return nil }
    self.canary = Subject(.canary, running: canary, in: rollout)
    self.baseline = Subject(.baseline, running: baseline, in: rollout)
    slack = given.map { $0 / 100 }
  }

  /// The queries that count the requests of both.
  package func queries(over window: Duration) -> (canary: String, baseline: String) {
    (
      provider.requestCount(of: canary, window: window),
      provider.requestCount(of: baseline, window: window)
    )
  }
}

extension RolloutConfig {
  /// Whether the weight is compared with the canary's share of the requests: the one place that
  /// says in which rollouts the one tells the other.
  package var comparesShare: Bool { share != nil && strategy.sharesTraffic }
}
