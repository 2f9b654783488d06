import HTTPExchange
import Testing

/// A metric of a Canary, what the store answers, and the verdicts of its checks.
struct FlaggerRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let metric: String
  let answers: @Sendable (String) -> HTTPAnswer
  let flagger: [String]
  let here: [String]

  init(
    _ what: String, metric: String, answers: @escaping @Sendable (String) -> HTTPAnswer,
    flagger: [String], here: [String]
  ) {
    testDescription = what
    self.metric = metric
    self.answers = answers
    self.flagger = flagger
    self.here = here
  }

  /// A row of a query that is answered with one text.
  private init(
    _ what: String, inline limit: String, _ answer: HTTPAnswer, flagger: String, here: String
  ) {
    self.init(
      what, metric: "name: a, query: x, interval: 1m\(limit.isEmpty ? "" : ", " + limit)",
      answers: { _ in answer }, flagger: [flagger], here: [here])
  }

  private static func value(_ text: String) -> HTTPAnswer { World.value(text) }

  private static func series(_ values: [String], and more: String = "") -> HTTPAnswer {
    let result = values.enumerated().map { index, value in
      #"{"metric":{"a":"\#(index)"},"value":[\#(World.now.unixSeconds),"\#(value)"]}"#
    }
    return World.json(
      #"{"status":"success","data":{"resultType":"vector","result":[\#(result.joined(separator: ","))]}\#(more)}"#
    )
  }

  static let all = queries + limits + rates + durations + templates

  private static let queries = [
    FlaggerRow(
      "several series, the last one sound", inline: "thresholdRange: {max: 5}",
      series(["9", "1"]), flagger: "pass", here: "inconclusive"),
    FlaggerRow(
      "several series, the last one not", inline: "thresholdRange: {max: 5}",
      series(["1", "9"]), flagger: "fail", here: "inconclusive"),
    FlaggerRow(
      "several series, the last one NaN", inline: "thresholdRange: {max: 5}",
      series(["1", "NaN"]), flagger: "fail", here: "inconclusive"),
    FlaggerRow(
      "infinity above a maximum", inline: "thresholdRange: {max: 5}", value("+Inf"),
      flagger: "fail", here: "inconclusive"),
    FlaggerRow(
      "infinity above a minimum", inline: "thresholdRange: {min: 5}", value("+Inf"),
      flagger: "pass", here: "inconclusive"),
    FlaggerRow(
      "negative infinity below a maximum", inline: "thresholdRange: {max: 5}", value("-Inf"),
      flagger: "pass", here: "inconclusive"),
    FlaggerRow(
      "NaN", inline: "thresholdRange: {max: 5}", value("NaN"), flagger: "fail", here: "inconclusive"
    ),
    FlaggerRow(
      "no data", inline: "thresholdRange: {max: 5}", series([]), flagger: "fail",
      here: "inconclusive"),
    FlaggerRow(
      "a warning of the store", inline: "thresholdRange: {max: 5}",
      series(["1"], and: #","warnings":["half of it"]"#), flagger: "pass", here: "inconclusive"),
    FlaggerRow(
      "a warning beside a broken limit", inline: "thresholdRange: {max: 5}",
      series(["9"], and: #","warnings":["half of it"]"#), flagger: "fail", here: "inconclusive"),
  ]

  private static let limits = [
    FlaggerRow(
      "the maximum itself", inline: "thresholdRange: {max: 5}", value("5"), flagger: "pass",
      here: "pass"),
    FlaggerRow(
      "the minimum itself", inline: "thresholdRange: {min: 5}", value("5"), flagger: "pass",
      here: "pass"),
    FlaggerRow(
      "above the maximum", inline: "thresholdRange: {max: 5}", value("5.01"), flagger: "fail",
      here: "fail"),
    FlaggerRow(
      "below the minimum", inline: "thresholdRange: {min: 5}", value("4.99"), flagger: "fail",
      here: "fail"),
    FlaggerRow(
      "an empty range", inline: "thresholdRange: {}", value("1e9"), flagger: "pass", here: "pass"),
    FlaggerRow(
      "an empty range without data", inline: "thresholdRange: {}", series([]), flagger: "fail",
      here: "inconclusive"),
    FlaggerRow(
      "an empty range beside a threshold", inline: "thresholdRange: {}, threshold: 1", value("9"),
      flagger: "pass", here: "pass"),
    FlaggerRow(
      "a range that is null beside a threshold", inline: "thresholdRange: null, threshold: 1",
      value("9"), flagger: "fail", here: "fail"),
    FlaggerRow(
      "the greatest value", inline: "threshold: 5", value("5"), flagger: "pass", here: "pass"),
    FlaggerRow(
      "above the greatest value", inline: "threshold: 5", value("6"), flagger: "fail", here: "fail"),
    FlaggerRow("no limit, and 0", inline: "", value("0"), flagger: "pass", here: "pass"),
    FlaggerRow("no limit, and more", inline: "", value("0.1"), flagger: "fail", here: "fail"),
  ]

  /// Flagger divides in the store, where a part without series leaves no value.
  private static func rate(failures: Int, of requests: Int) -> @Sendable (String) -> HTTPAnswer {
    { query in
      guard query.contains("response_code!~") else {
        return World.serving(query, failures: "\(failures)", requests: "\(requests)")
      }
      let isAnswered = failures < requests
      return isAnswered
        ? value("\(100 - 100 * Double(failures) / Double(requests))") : World.nothing
    }
  }

  private static let rates = [
    FlaggerRow(
      "a success rate at its minimum",
      metric: "name: request-success-rate, thresholdRange: {min: 99}",
      answers: rate(failures: 10, of: 1_000), flagger: ["pass"], here: ["pass"]),
    FlaggerRow(
      "a success rate below its least", metric: "name: request-success-rate, threshold: 99.5",
      answers: rate(failures: 10, of: 1_000), flagger: ["fail"], here: ["fail"]),
    FlaggerRow(
      "a success rate with a maximum",
      metric: "name: request-success-rate, thresholdRange: {min: 0, max: 50}",
      answers: rate(failures: 10, of: 1_000), flagger: ["fail"], here: ["fail"]),
    FlaggerRow(
      "a success rate without limit", metric: "name: request-success-rate",
      answers: rate(failures: 900, of: 1_000), flagger: ["pass"], here: ["pass"]),
    FlaggerRow(
      "all requests fail", metric: "name: request-success-rate, thresholdRange: {min: 99}",
      answers: rate(failures: 1_000, of: 1_000), flagger: ["fail"], here: ["fail"]),
    FlaggerRow(
      "all requests fail, and none is limited", metric: "name: request-success-rate",
      answers: rate(failures: 1_000, of: 1_000), flagger: ["fail"], here: ["pass"]),
    FlaggerRow(
      "few requests", metric: "name: request-success-rate, thresholdRange: {min: 99}",
      answers: rate(failures: 0, of: 3), flagger: ["pass"], here: ["inconclusive"]),
  ]

  private static func p99(_ milliseconds: String) -> @Sendable (String) -> HTTPAnswer {
    { query in
      if query.hasPrefix("max(timestamp(") { return World.healthy(query) }
      guard query.hasPrefix("sum by (le)") else { return value(milliseconds) }
      return World.json(
        #"{"status":"success","data":{"resultType":"vector","result":["#
          + ["250", "1000", "+Inf"].map {
            #"{"metric":{"le":"\#($0)"},"value":[\#(World.now.unixSeconds),"1000"]}"#
          }.joined(separator: ",") + "]}}")
    }
  }

  private static let durations = [
    FlaggerRow(
      "a part of a millisecond above", metric: "name: request-duration, thresholdRange: {max: 500}",
      answers: p99("500.9"), flagger: ["pass"], here: ["fail"]),
    FlaggerRow(
      "a millisecond above", metric: "name: request-duration, thresholdRange: {max: 500}",
      answers: p99("501"), flagger: ["fail"], here: ["fail"]),
    FlaggerRow(
      "a maximum within a millisecond",
      metric: "name: request-duration, thresholdRange: {max: 500.9}",
      answers: p99("500.95"), flagger: ["pass"], here: ["fail"]),
    FlaggerRow(
      "a maximum below a millisecond", metric: "name: request-duration, thresholdRange: {max: 0.5}",
      answers: p99("1.2"), flagger: ["fail"], here: ["fail"]),
    FlaggerRow(
      "a minimum within a millisecond",
      metric: "name: request-duration, thresholdRange: {min: 500.9}",
      answers: p99("500.1"), flagger: ["pass"], here: ["fail"]),
    FlaggerRow(
      "the longest duration", metric: "name: request-duration, threshold: 500",
      answers: p99("500.9"), flagger: ["pass"], here: ["fail"]),
    FlaggerRow(
      "a duration without limit", metric: "name: request-duration", answers: p99("0.9"),
      flagger: ["pass"], here: ["fail"]),
  ]

  private static let templates = [
    FlaggerRow(
      "a template without interval", metric: "name: a, templateRef: {name: t}, threshold: 5",
      answers: { query in
        query.contains("[]")
          ? World.json(#"{"status":"error","errorType":"bad_data","error":"[]"}"#, status: 400)
          : value("1")
      }, flagger: ["fail"], here: ["pass"]),
    FlaggerRow(
      "a built-in name with a template",
      metric: "name: request-success-rate, interval: 1m, templateRef: {name: t}, "
        + "thresholdRange: {min: 99}",
      answers: { $0.contains("rate(x[") ? value("98") : rate(failures: 0, of: 1_000)($0) },
      flagger: ["pass", "fail"], here: ["pass", "fail"]),
    FlaggerRow(
      "a query with a template",
      metric: "name: a, interval: 1m, query: y, templateRef: {name: t}, thresholdRange: {max: 5}",
      answers: { value($0 == "y" ? "1" : "9") }, flagger: ["pass", "fail"], here: ["pass", "fail"]),
  ]
}
