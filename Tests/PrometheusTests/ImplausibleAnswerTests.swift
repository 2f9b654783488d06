import Analysis
import Diagnostics
import Prometheus
import Queries
import Testing

private let now = AnswerFixture.time.unixSeconds

/// Answers that are well formed, and that no store gives which counts aright: none is a value.
@Suite struct ImplausibleAnswerTests {
  private typealias Series = QueryAnswer.Series

  private static func one(_ value: Double, time: Double = now) -> QueryAnswer {
    QueryAnswer(.success([Series(time: time, value: value)]))
  }

  struct Share: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let part: Double
    let whole: Double
  }

  static let shares = [
    Share(testDescription: "fewer than no failures", part: -500, whole: 1_000),
    Share(testDescription: "a whole below nothing", part: 1, whole: -1_000),
    Share(testDescription: "both below nothing, whose quotient looks sound", part: -1, whole: -100),
  ]

  @Test("No share is told from a negative count", arguments: shares, [false, true])
  func negative(share: Share, isComplement: Bool) {
    let questions = Questions.share(
      .init(part: "part", whole: "of", requests: nil, scale: 100, isComplement: isComplement))
    let answers = ["part": Self.one(share.part), "of": Self.one(share.whole)]
    let measurement = measure(questions, from: answers, at: AnswerFixture.time)
    #expect(measurement.value == .none(.wrongType("a negative count")))
  }

  struct Histogram: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let buckets: [(le: String, count: Double)]
    var value = 80.0
    let type: String
  }

  static let histograms = [
    Histogram(
      testDescription: "a bucket below nothing", buckets: [("100", -1), ("+Inf", 1_000)],
      type: "a negative count"),
    Histogram(
      testDescription: "fewer requests in all than within a bound",
      buckets: [("100", 1_000), ("+Inf", 500)], type: "a histogram whose buckets contradict"),
    Histogram(
      testDescription: "one bound twice", buckets: [("100", 60), ("+Inf", 60), ("+Inf", 60)],
      type: "a histogram with one bucket twice"),
    Histogram(
      testDescription: "a bound that is NaN", buckets: [("NaN", 5), ("100", 60), ("+Inf", 60)],
      type: "a histogram with a bucket whose bound is no number"),
    Histogram(
      testDescription: "a duration below nothing", buckets: [("100", 60), ("+Inf", 60)],
      value: -5, type: "a negative duration"),
  ]

  @Test("No quantile is told from a histogram that contradicts itself", arguments: histograms)
  func histogram(row: Histogram) {
    let buckets = row.buckets.map { Series(labels: ["le": $0.le], time: now, value: $0.count) }
    let questions = Questions.quantile(.init(quantile: 0.99, value: "value", buckets: "buckets"))
    let answers = ["value": Self.one(row.value), "buckets": QueryAnswer(.success(buckets))]
    let measurement = measure(questions, from: answers, at: AnswerFixture.time)
    #expect(measurement.value == .none(.wrongType(row.type)))
  }

  @Test("Float noise between a histogram's last buckets is no contradiction")
  func noise() {
    let buckets = [("100", 1_000.000_000_1), ("+Inf", 1_000)]
      .map { Series(labels: ["le": $0.0], time: now, value: $0.1) }
    let questions = Questions.quantile(.init(quantile: 0.99, value: "value", buckets: "buckets"))
    let answers = ["value": Self.one(80), "buckets": QueryAnswer(.success(buckets))]
    #expect(measure(questions, from: answers, at: AnswerFixture.time).value == .exactly(80))
  }

  struct Time: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let newest: Double
    let sampleTime: Double
    let age: Duration
  }

  static let times = [
    Time(
      testDescription: "samples of another day beside a fresh newest one", newest: now,
      sampleTime: now - 86_400, age: .seconds(86_400)),
    Time(
      testDescription: "a time that never was", newest: now, sampleTime: -1e300,
      age: Measurement.unknownAge),
    Time(
      testDescription: "a newest sample from far ahead", newest: now + 1e6, sampleTime: now,
      age: Measurement.unknownAge),
    Time(
      testDescription: "a scraped clock that runs ahead", newest: now + 40, sampleTime: now,
      age: .zero),
  ]

  @Test("An answer is as old as the oldest thing it says of its time", arguments: times)
  func age(row: Time) {
    let questions = Questions.share(
      .init(part: "part", whole: "of", requests: nil, scale: 100, newest: "newest"))
    let answers = [
      "part": QueryAnswer(.success([])), "of": Self.one(1, time: row.sampleTime),
      "newest": Self.one(row.newest),
    ]
    #expect(measure(questions, from: answers, at: AnswerFixture.time).age == row.age)
  }
}
