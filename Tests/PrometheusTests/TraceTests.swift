import Analysis
import Diagnostics
import HTTPExchange
import Queries
import Testing

@testable import Prometheus

@Suite struct TraceTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let questions: Questions
    /// The `result` of each query's matrix, or another body.
    let bodies: [String: String]
    /// Seconds and values; nil where a reason is given instead.
    let points: [[Double]]?
    var reason: Reason?
  }

  static let share = Questions.share(
    .init(
      part: "part", whole: "of", requests: "requests", scale: 100, isComplement: true,
      newest: "newest"))

  static let quantile = Questions.quantile(
    .init(quantile: 0.5, value: "value", buckets: "buckets", scale: 1_000, newest: "newest"))

  static let rows = [
    Row(
      testDescription: "each point is told as a measurement is: a missing part of traffic is 0",
      questions: share,
      bodies: [
        "part": #"[{"metric":{},"values":[[60,"5"]]}]"#,
        "of": #"[{"metric":{},"values":[[0,"100"],[60,"100"],[120,"0"]]}]"#,
      ], points: [[0, 100], [60, 95]]),
    Row(
      testDescription: "two series at one moment are no value there", questions: .value("a"),
      bodies: [
        "a": #"""
        [{"metric":{"x":"1"},"values":[[0,"1"],[60,"2"]]},{"metric":{"x":"2"},"values":[[60,"3"]]}]
        """#
      ], points: [[0, 1]]),
    Row(
      testDescription: "NaN and infinities are gaps", questions: .value("a"),
      bodies: ["a": #"[{"metric":{},"values":[[0,"NaN"],[15,"+Inf"],[30.5,"2"]]}]"#],
      points: [[30.5, 2]]),
    Row(
      testDescription: "a quantile above the buckets is drawn at the highest bound",
      questions: quantile,
      bodies: [
        "value": #"[{"metric":{},"values":[[0,"0.25"],[60,"1"]]}]"#,
        "buckets": #"""
        [{"metric":{"le":"1"},"values":[[0,"10"],[60,"1"]]},
         {"metric":{"le":"+Inf"},"values":[[0,"10"],[60,"10"]]}]
        """#,
      ], points: [[0, 250], [60, 1_000]]),
    Row(
      testDescription: "a list of one value is drawn, a longer one is not",
      questions: .values(.init(text: "a")),
      bodies: ["a": #"[{"metric":{},"values":[[0,"1"]]}]"#], points: [[0, 1]]),
    Row(
      testDescription: "no series is no point", questions: .value("a"), bodies: ["a": "[]"],
      points: []),
    Row(
      testDescription: "an answer that is no range says so", questions: .value("a"),
      bodies: ["a": #"!{"status":"success","data":{"resultType":"vector","result":[]}}"#],
      points: nil, reason: .wrongType("no range of samples")),
    Row(
      testDescription: "a store's error is the reason", questions: .value("a"),
      bodies: ["a": #"!{"status":"error","errorType":"bad_data","error":"no"}"#], points: nil,
      reason: .storeError("200 bad_data: no")),
    Row(
      testDescription: "a query without an answer has no data", questions: .value("a"), bodies: [:],
      points: nil, reason: .noData),
  ]

  @Test("A check's value over time is told from range answers", arguments: rows)
  func trace(row: Row) throws {
    let asked = try #require(row.questions.overTime)
    let end = try #require(Timestamp(unixSeconds: 120))
    var answers: [String: QueryAnswer] = [:]
    for (text, body) in row.bodies {
      let json =
        body.hasPrefix("!")
        ? String(body.dropFirst())
        : #"{"status":"success","data":{"resultType":"matrix","result":\#(body)}}"#
      answers[text] = readAnswer(
        .success(
          HTTPAnswer(status: 200, contentType: "application/json", body: Array(json.utf8))),
        at: end)
    }
    do throws(Reason) {
      let points = try Prometheus.trace(asked, from: answers)
      #expect(points.map { [$0.at.unixSeconds, $0.value] } == row.points)
    } catch {
      #expect(row.points == nil)
      #expect(error == row.reason)
    }
  }

  @Test("What is not asked, and what looks over a span itself, has no course")
  func noCourse() {
    #expect(Questions.notAsked(provider: "datadog").overTime == nil)
    let range = QueryRange(start: .seconds(60), step: .seconds(15))
    #expect(Questions.values(.init(text: "a", range: range)).overTime == nil)
  }
}
