import Analysis
import Diagnostics
import Prometheus
import Queries
import Testing

/// Flagger's own reading of an answer, which `compatibility: flagger` asks for.
@Suite struct LastMeasureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let values: [Double]
    let value: Measurement.Value
    var scale = 1.0
    var isTruncated = false
  }

  static let rows: [Row] = [
    Row(testDescription: "one series", values: [5], value: .exactly(5)),
    Row(testDescription: "of several series the last", values: [1, 7], value: .exactly(7)),
    Row(testDescription: "no series", values: [], value: .none(.noData)),
    Row(testDescription: "NaN last", values: [1, .nan], value: .none(.notANumber)),
    Row(testDescription: "NaN before the last", values: [.nan, 2], value: .exactly(2)),
    Row(testDescription: "an infinity is a value", values: [.infinity], value: .exactly(.infinity)),
    Row(
      testDescription: "whole milliseconds of milliseconds", values: [500.9],
      value: .exactly(500), isTruncated: true),
    Row(
      testDescription: "whole milliseconds of seconds", values: [0.4999], value: .exactly(499),
      scale: 1_000, isTruncated: true),
    Row(
      testDescription: "towards zero", values: [-1.5], value: .exactly(-1), isTruncated: true),
  ]

  @Test("Flagger takes the last series, infinities too, and whole milliseconds", arguments: rows)
  func last(row: Row) {
    let series = row.values.map { QueryAnswer.Series(time: 0, value: $0) }
    let measurement = measure(
      .last(.init(text: "q", scale: row.scale, isTruncated: row.isTruncated)),
      from: ["q": QueryAnswer(.success(series), warnings: ["w"])], at: AnswerFixture.time)
    #expect(measurement.value == row.value)
    #expect(measurement.age == nil)
    #expect(measurement.doubts == [.storeWarning("w")])
  }

  @Test("What another provider has is not known")
  func notAsked() {
    let measurement = measure(
      .notAsked(provider: "Datadog"), from: [:], at: AnswerFixture.time)
    #expect(measurement.value == .none(.notAsked("Datadog")))
  }
}
