import Analysis

/// What was seen of the traffic beside the weight that Git has.
package struct TrafficOutcome: Hashable, Sendable {
  package let share: ObservedShare
  /// The span of time in which the requests were counted.
  package let window: Duration
  package let queries: [QueryOutcome]

  package init(share: ObservedShare, window: Duration, queries: [QueryOutcome]) {
    self.share = share
    self.window = window
    self.queries = queries
  }
}
