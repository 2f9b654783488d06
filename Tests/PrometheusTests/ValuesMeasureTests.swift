import Analysis
import Conditions
import Diagnostics
import HTTPExchange
import Prometheus
import Queries
import Testing

/// What conditions are given of an answer.
@Suite struct ValuesMeasureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The API's `data`.
    let data: String
    let value: Measurement.Value
  }

  static let rows: [Row] = [
    Row(
      testDescription: "a scalar is a number", data: #""resultType":"scalar","result":[1,"5"]"#,
      value: .values(.number(5))),
    Row(
      testDescription: "a vector of one is a list",
      data: #""resultType":"vector","result":[{"metric":{},"value":[1,"5"]}]"#,
      value: .values(.list([5]))),
    Row(
      testDescription: "a vector without series is an empty list",
      data: #""resultType":"vector","result":[]"#, value: .values(.list([]))),
    Row(
      testDescription: "NaN and infinities are values",
      data: #""resultType":"vector","result":[{"metric":{},"value":[1,"NaN"]},"#
        + #"{"metric":{"a":"b"},"value":[1,"+Inf"]}]"#,
      value: .values(.list([.nan, .infinity]))),
    Row(
      testDescription: "a range is all its values, one series after the other",
      data: #""resultType":"matrix","result":[{"metric":{},"values":[[1,"5"],[2,"6"]]},"#
        + #"{"metric":{"a":"b"},"values":[[1,"7"]]}]"#,
      value: .values(.list([5, 6, 7]))),
    Row(
      testDescription: "a range of no series", data: #""resultType":"matrix","result":[]"#,
      value: .values(.list([]))),
    Row(
      testDescription: "a range of native histograms",
      data: #""resultType":"matrix","result":[{"metric":{},"histograms":[[1,{}]]}]"#,
      value: .none(.wrongType("a range of native histograms"))),
    Row(
      testDescription: "a range with what is no number",
      data: #""resultType":"matrix","result":[{"metric":{},"values":[[1,"five"]]}]"#,
      value: .none(.storeError("\"five\" is not a number"))),
    Row(
      testDescription: "a range that reaches into the future",
      data: #""resultType":"matrix","result":[{"metric":{},"values":[[99999999999,"5"]]}]"#,
      value: .none(.storeError("it answered for a later time than was asked"))),
    Row(
      testDescription: "a text", data: #""resultType":"string","result":[1,"5"]"#,
      value: .none(.wrongType("a text"))),
  ]

  @Test("Conditions are given numbers and lists, as Argo gives them", arguments: rows)
  func values(row: Row) {
    let body = #"{"status":"success","data":{\#(row.data)}}"#
    let answer = readAnswer(
      .success(
        HTTPAnswer(status: 200, contentType: "application/json", body: Array(body.utf8))),
      at: AnswerFixture.time)
    let measurement = measure(
      .values(.init(text: "q")), from: ["q": answer], at: AnswerFixture.time)
    #expect("\(measurement.value)" == "\(row.value)")
  }

  @Test("A range query is asked from its start to its end")
  func request() throws {
    let range = try #require(
      QueryRange(start: .seconds(300), end: .seconds(60), step: .milliseconds(500)))
    let api = QueryAPI(address: "http://p:9090/x", parameters: [], timeout: .seconds(10))
    let request = api.request(
      for: "up", over: range, at: try #require(Timestamp(unixSeconds: 1_000_000)))
    #expect(request.url == "http://p:9090/x/api/v1/query_range")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "query=up&start=999700&end=999940&step=0.5&timeout=10s")
  }

  static let spans: [(start: Int, end: Int, step: Int, isSpan: Bool)] = [
    (300, 0, 60, true), (300, 300, 60, false), (0, 0, 60, false), (60, 300, 60, false),
    (300, 0, 0, false), (300, -60, 60, false), (10_999, 0, 1, true), (11_000, 0, 1, false),
  ]

  @Test("A span has points, forwards, and no more than a server gives", arguments: spans)
  func span(row: (start: Int, end: Int, step: Int, isSpan: Bool)) {
    let range = QueryRange(
      start: .seconds(row.start), end: .seconds(row.end), step: .seconds(row.step))
    #expect((range != nil) == row.isSpan)
  }
}
