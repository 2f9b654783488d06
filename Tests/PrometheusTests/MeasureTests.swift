import Analysis
import Diagnostics
import Prometheus
import Queries
import Testing

private let now = AnswerFixture.time.unixSeconds

extension QueryAnswer {
  /// One series with this value, as Prometheus gives it: for the moment that was asked.
  fileprivate static func one(_ value: Double, time: Double = now) -> QueryAnswer {
    QueryAnswer(.success([Series(time: time, value: value)]))
  }

  fileprivate static let nothing = QueryAnswer(.success([]))

  fileprivate static let several = QueryAnswer(
    .success([Series(time: now, value: 1), Series(time: now, value: 2)]))

  fileprivate static let refused = QueryAnswer(.failure(.storeError("422: no")))

  /// Buckets by their `le`.
  fileprivate static func buckets(_ buckets: KeyValuePairs<String, Double>) -> QueryAnswer {
    QueryAnswer(
      .success(buckets.map { Series(labels: ["le": $0.key], time: now, value: $0.value) }))
  }
}

@Suite struct MeasureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let answers: [String: QueryAnswer]
    let value: Measurement.Value
    var requests: Double?
    var scale = 100.0
    var isComplement = false
  }

  static let shares: [Row] = [
    Row(
      testDescription: "a part of the whole", answers: ["part": .one(5), "of": .one(200)],
      value: .exactly(2.5)),
    Row(
      testDescription: "what the part leaves", answers: ["part": .one(5), "of": .one(200)],
      value: .exactly(97.5), isComplement: true),
    Row(
      testDescription: "a ratio", answers: ["part": .one(1), "of": .one(4)], value: .exactly(0.25),
      scale: 1),
    Row(
      testDescription: "an absent part is 0 where the whole is there",
      answers: ["part": .nothing, "of": .one(200)], value: .exactly(0)),
    Row(
      testDescription: "an absent failure is a full success",
      answers: ["part": .nothing, "of": .one(200)], value: .exactly(100), isComplement: true),
    Row(
      testDescription: "an absent part of an absent whole is no data",
      answers: ["part": .nothing, "of": .nothing], value: .none(.noData)),
    Row(
      testDescription: "a part of an absent whole is no data",
      answers: ["part": .one(5), "of": .nothing], value: .none(.noData)),
    Row(
      testDescription: "a whole of 0 is no traffic", answers: ["part": .one(0), "of": .one(0)],
      value: .none(.noTraffic)),
    Row(
      testDescription: "a whole of -0 is no traffic",
      answers: ["part": .nothing, "of": .one(-0.0)],
      value: .none(.noTraffic)),
    Row(
      testDescription: "a part of several series is not one number",
      answers: ["part": .several, "of": .one(200)], value: .none(.severalSeries(2))),
    Row(
      testDescription: "a whole of several series is not one number",
      answers: ["part": .one(1), "of": .several], value: .none(.severalSeries(2))),
    Row(
      testDescription: "a part that is NaN", answers: ["part": .one(.nan), "of": .one(200)],
      value: .none(.notANumber)),
    Row(
      testDescription: "a whole that is NaN", answers: ["part": .one(1), "of": .one(.nan)],
      value: .none(.notANumber)),
    Row(
      testDescription: "a part that is infinite",
      answers: ["part": .one(.infinity), "of": .one(2)],
      value: .none(.infinite(negative: false))),
    Row(
      testDescription: "a whole that is infinite makes no part a healthy 0",
      answers: ["part": .one(1), "of": .one(.infinity)],
      value: .none(.infinite(negative: false))),
    Row(
      testDescription: "requests are counted beside it",
      answers: ["part": .one(1), "of": .one(4), "requests": .one(400)], value: .exactly(25),
      requests: 400),
    Row(
      testDescription: "requests without series are none",
      answers: ["part": .one(1), "of": .one(4), "requests": .nothing], value: .exactly(25),
      requests: 0),
    Row(
      testDescription: "requests of several series are not counted",
      answers: ["part": .one(1), "of": .one(4), "requests": .several],
      value: .none(.severalSeries(2))),
    Row(
      testDescription: "requests that are NaN are never enough",
      answers: ["part": .one(1), "of": .one(4), "requests": .one(.nan)],
      value: .none(.notANumber), requests: .nan),
    Row(
      testDescription: "infinitely many requests are no number",
      answers: ["part": .one(1), "of": .one(4), "requests": .one(.infinity)],
      value: .none(.infinite(negative: false)), requests: .infinity),
    Row(
      testDescription: "requests that the store refuses to count are its error",
      answers: ["part": .one(1), "of": .one(4), "requests": .refused],
      value: .none(.storeError("422: no"))),
    Row(
      testDescription: "a part that the store refuses is its error",
      answers: ["part": .refused, "of": .nothing], value: .none(.storeError("422: no"))),
    Row(testDescription: "nothing was answered", answers: [:], value: .none(.noData)),
  ]

  @Test(
    "A share is its part of the whole, and never healthy for want of a whole", arguments: shares)
  func share(row: Row) {
    let counts = row.answers["requests"] != nil
    let questions = Questions.share(
      .init(
        part: "part", whole: "of", requests: counts ? "requests" : nil, scale: row.scale,
        isComplement: row.isComplement))
    let measurement = measure(questions, from: row.answers, at: AnswerFixture.time)
    #expect(measurement.value == row.value)
    #expect(measurement.requests == row.requests || row.requests?.isNaN == true)
  }

  static let quantiles: [Row] = [
    Row(
      testDescription: "a quantile within the histogram",
      answers: ["value": .one(80), "buckets": .buckets(["50": 10, "100": 1_000, "+Inf": 1_000])],
      value: .exactly(80), requests: 1_000),
    Row(
      testDescription: "a rank exactly at the highest finite bound is within",
      answers: ["value": .one(100), "buckets": .buckets(["100": 990, "+Inf": 1_000])],
      value: .exactly(100), requests: 1_000),
    Row(
      testDescription: "a rank a hair above it, as increase() extrapolates, is within",
      answers: ["value": .one(100), "buckets": .buckets(["100": 989.999_999_9, "+Inf": 1_000])],
      value: .exactly(100), requests: 1_000),
    Row(
      testDescription: "a rank above it is known only to lie above",
      answers: ["value": .one(100), "buckets": .buckets(["100": 989, "+Inf": 1_000])],
      value: .atLeast(100), requests: 1_000),
    Row(
      testDescription: "bounds are ordered as numbers, not as texts",
      answers: ["value": .one(80), "buckets": .buckets(["1e+03": 1_000, "+Inf": 1_000, "99": 5])],
      value: .exactly(80), requests: 1_000),
    Row(
      testDescription: "a bound written in two ways has the requests of both",
      answers: [
        "value": .one(80),
        "buckets": .buckets(["100": 600, "100.0": 400, "+Inf": 1_000]),
      ],
      value: .exactly(80), requests: 1_000),
    Row(
      testDescription: "no requests is no traffic",
      answers: ["value": .one(.nan), "buckets": .buckets(["100": 0, "+Inf": 0])],
      value: .none(.noTraffic), requests: 0),
    Row(
      testDescription: "no buckets is no data",
      answers: ["value": .one(80), "buckets": .nothing], value: .none(.noData)),
    Row(
      testDescription: "buckets without +Inf tell nothing",
      answers: ["value": .one(80), "buckets": .buckets(["50": 10, "100": 1_000])],
      value: .none(.wrongType("a histogram without a bucket for +Inf"))),
    Row(
      testDescription: "only +Inf tells nothing",
      answers: ["value": .one(.nan), "buckets": .buckets(["+Inf": 1_000])],
      value: .none(.wrongType("a histogram without a finite bound"))),
    Row(
      testDescription: "a bucket that is NaN",
      answers: ["value": .one(80), "buckets": .buckets(["100": .nan, "+Inf": 1_000])],
      value: .none(.notANumber)),
    Row(
      testDescription: "a bound that is no number",
      answers: ["value": .one(80), "buckets": .buckets(["100": 1, "0x10": 2, "+Inf": 1_000])],
      value: .none(.wrongType("a histogram with a bucket whose bound is no number"))),
    Row(
      testDescription: "a bucket without a bound",
      answers: ["value": .one(80), "buckets": .one(1_000)],
      value: .none(.wrongType("a histogram with a bucket whose bound is no number"))),
    Row(
      testDescription: "a value of several series",
      answers: ["value": .several, "buckets": .buckets(["100": 1_000, "+Inf": 1_000])],
      value: .none(.severalSeries(2)), requests: 1_000),
    Row(
      testDescription: "a value that is missing",
      answers: ["value": .nothing, "buckets": .buckets(["100": 1_000, "+Inf": 1_000])],
      value: .none(.noData), requests: 1_000),
    Row(
      testDescription: "a value that the store refuses, though its buckets are saturated",
      answers: ["value": .refused, "buckets": .buckets(["100": 1, "+Inf": 1_000])],
      value: .none(.storeError("422: no")), requests: 1_000),
  ]

  @Test("A quantile is a value, a lower bound, or a reason", arguments: quantiles)
  func quantile(row: Row) {
    let questions = Questions.quantile(.init(quantile: 0.99, value: "value", buckets: "buckets"))
    let measurement = measure(questions, from: row.answers, at: AnswerFixture.time)
    #expect(measurement.value == row.value)
    #expect(measurement.requests == row.requests)
  }

  struct Age: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let newest: QueryAnswer?
    let age: Duration?
    var sampleTime = now
  }

  static let ages: [Age] = [
    Age(testDescription: "the newest sample's", newest: .one(now - 20), age: .seconds(20)),
    Age(testDescription: "now", newest: .one(now), age: .zero),
    Age(testDescription: "a clock that runs ahead", newest: .one(now + 5), age: .zero),
    Age(
      testDescription: "no newest sample is an old one", newest: .nothing,
      age: Measurement.unknownAge),
    Age(
      testDescription: "several are an old one", newest: .several, age: Measurement.unknownAge),
    Age(testDescription: "NaN is an old one", newest: .one(.nan), age: Measurement.unknownAge),
    Age(
      testDescription: "an infinity is an old one", newest: .one(.infinity),
      age: Measurement.unknownAge),
    Age(testDescription: "1970 is an old one", newest: .one(0), age: Measurement.unknownAge),
    Age(
      testDescription: "a store's own sample time, where none is asked", newest: nil,
      age: .seconds(30), sampleTime: now - 30),
  ]

  @Test("The age is that of the newest sample, and none is old", arguments: ages)
  func age(row: Age) {
    var answers: [String: QueryAnswer] = ["part": .nothing, "of": .one(1, time: row.sampleTime)]
    answers["newest"] = row.newest
    let questions = Questions.share(
      .init(
        part: "part", whole: "of", requests: nil, scale: 100,
        newest: row.newest == nil ? nil : "newest"))
    #expect(measure(questions, from: answers, at: AnswerFixture.time).age == row.age)
  }

  @Test("Warnings are doubts, infos are remarks, each once")
  func doubts() {
    func answer(partial: Bool) -> QueryAnswer {
      QueryAnswer(
        .success([.init(time: now, value: 1)]), warnings: ["w"], infos: ["i"], isPartial: partial)
    }
    let questions = Questions.share(.init(part: "part", whole: "of", requests: nil, scale: 1))
    let measurement = measure(
      questions, from: ["part": answer(partial: false), "of": answer(partial: true)],
      at: AnswerFixture.time)
    #expect(measurement.value == .exactly(1))
    #expect(measurement.doubts == [.storeWarning("w"), .partialAnswer])
    #expect(measurement.remarks == ["i"])
  }

  static let values: [Row] = [
    Row(testDescription: "one number", answers: ["q": .one(5)], value: .exactly(5)),
    Row(testDescription: "none", answers: ["q": .nothing], value: .none(.noData)),
    Row(testDescription: "several", answers: ["q": .several], value: .none(.severalSeries(2))),
    Row(testDescription: "NaN", answers: ["q": .one(.nan)], value: .none(.notANumber)),
    Row(
      testDescription: "-Inf", answers: ["q": .one(-.infinity)],
      value: .none(.infinite(negative: true))),
  ]

  @Test("A query of one's own gives one finite number or a reason", arguments: values)
  func value(row: Row) {
    let measurement = measure(.value("q"), from: row.answers, at: AnswerFixture.time)
    #expect(measurement.value == row.value)
    #expect(measurement.requests == nil)
  }
}
