import Analysis
import Diagnostics
import Queries

/// A check's value over a span, each point told from the answers as a measurement of that moment is.
///
/// Where there is no value, as without traffic, there is no point.
///
/// - Parameter answers: A range answer for each text of `questions.queries`.
/// - Throws: The reason, where a query has no answer that can be used.
package func trace(
  _ questions: Questions, from answers: [String: QueryAnswer]
) throws(Reason) -> [(at: Timestamp, value: Double)] {
  var tracks: [String: [QueryAnswer.Track]] = [:]
  for (_, text) in questions.queries { tracks[text] = try answers[text].tracks() }
  // By the millisecond, in which requests are made; all queries have the same moments.
  var moments: Set<Int64> = []
  var series: [String: [(labels: [String: String], values: [Int64: Double])]] = [:]
  for (text, all) in tracks {
    series[text] = all.map { track in
      var values: [Int64: Double] = [:]
      for point in track.points {
        guard let time = Timestamp(unixSeconds: point.time)?.milliseconds else { continue }
        values[time] = point.value
        moments.insert(time)
      }
      return (track.labels, values)
    }
  }
  return moments.sorted().compactMap { moment in
    guard let time = Timestamp(milliseconds: moment) else { return nil }
    let instant = series.mapValues { all in
      QueryAnswer(
        .success(
          all.compactMap { labels, values in
            values[moment].map {
              QueryAnswer.Series(labels: labels, time: time.unixSeconds, value: $0)
            }
          }))
    }
    return measure(questions, from: instant, at: time).value.drawn.map { (time, $0) }
  }
}

extension QueryAnswer? {
  fileprivate func tracks() throws(Reason) -> [QueryAnswer.Track] {
    switch (self?.form, self?.series) {
    case (.matrix(let tracks), _): return tracks
    case (_, .failure(let reason)): throw reason
    case (.scalar, .success), (.vector, .success): throw .wrongType("no range of samples")
    case (nil, _), (_, nil): throw .noData
    }
  }
}

extension Measurement.Value {
  /// The number that a chart shows; nil for none, and for several.
  fileprivate var drawn: Double? {
    switch self {
    case .exactly(let value), .atLeast(let value), .values(.number(let value)):
      value.isFinite ? value : nil
    case .values(.list(let values)):
      values.count == 1 ? values.first.flatMap { $0.isFinite ? $0 : nil } : nil
    case .none: nil
    }
  }
}
