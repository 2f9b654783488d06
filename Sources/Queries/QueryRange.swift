import Diagnostics

/// The span over which a query is asked again and again, as Prometheus' range queries do.
package struct QueryRange: Hashable, Sendable {
  /// How long before the moment that is judged it begins.
  package let start: Duration
  /// How long before it it ends; zero for that moment.
  package let end: Duration
  package let step: Duration

  /// The most points that Prometheus answers with.
  package static let greatestCount = 11_000

  /// Nil for a span that is empty or backwards, for no step, and for more points than a server gives.
  package init?(start: Duration, end: Duration = .zero, step: Duration) {
    guard end >= .zero, start > end, step > .zero,
      (start - end).inSeconds / step.inSeconds < Double(Self.greatestCount)
    else { return nil }
    self.start = start
    self.end = end
    self.step = step
  }

  /// The query with the span, by which it is known in reports and among saved answers.
  package func title(of query: String) -> String {
    let until = end == .zero ? "" : " until \(DurationText.text(end)) ago"
    return "\(query) from \(DurationText.text(start)) ago\(until) every \(DurationText.text(step))"
  }
}
