import Diagnostics
import Queries

/// A span of time that a chart shows.
struct ChartedSpan {
  let start: Timestamp
  let end: Timestamp
  /// The same as it is asked, seen from the moment that was judged.
  let range: QueryRange

  /// So many steps a window has.
  private static let stepsPerWindow = 60
  /// Spans that are nearer to each other than so many windows are one.
  private static let nearWindows = 3

  /// The window before the last change of the weight, and the last one: one span where there is little
  /// between them, and the last one alone where the change is not known.
  static func around(
    _ transition: Timestamp?, window: Duration, until end: Timestamp
  ) -> [ChartedSpan] {
    let begin = end.advanced(by: .zero - window)
    guard let transition, transition < end else {
      return [ChartedSpan(from: begin, to: end, seenFrom: end, window: window)].compactMap(\.self)
    }
    let before = transition.advanced(by: .zero - window)
    if begin < transition.advanced(by: window * nearWindows) {
      return [ChartedSpan(from: before, to: end, seenFrom: end, window: window)].compactMap(\.self)
    }
    return [
      ChartedSpan(from: before, to: transition, seenFrom: end, window: window),
      ChartedSpan(from: begin, to: end, seenFrom: end, window: window),
    ].compactMap(\.self)
  }

  private init?(
    from start: Timestamp, to end: Timestamp, seenFrom moment: Timestamp, window: Duration
  ) {
    let seconds = (window / Self.stepsPerWindow).inSeconds.rounded(.up)
    let step = Duration.seconds(max(1, seconds))
    guard
      let range = QueryRange(start: moment.since(start), end: moment.since(end), step: step)
    else { return nil }
    (self.start, self.end, self.range) = (start, end, range)
  }

  /// Stores that move a span to whole steps may answer with one more on either side.
  func admits(_ moment: Timestamp) -> Bool {
    start.advanced(by: .zero - range.step) < moment && moment < end.advanced(by: range.step)
  }
}
