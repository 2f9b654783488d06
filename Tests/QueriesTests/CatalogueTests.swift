import Queries
import Testing

@Suite struct CatalogueTests {
  struct Codes: Sendable, CustomTestStringConvertible {
    let texts: [String]
    let pattern: String?

    init(_ texts: String..., is pattern: String?) {
      (self.texts, self.pattern) = (texts, pattern)
    }

    var testDescription: String { texts.joined(separator: ", ") }
  }

  static let codes: [Codes] = [
    Codes("404", is: "404"),
    Codes("4xx", is: "4.."),
    Codes("5XX", is: "5.."),
    Codes("0", is: "0"),
    Codes("500-504", is: "500|501|502|503|504"),
    Codes("404-404", is: "404"),
    Codes("404", "5xx", "502-503", is: "404|5..|502|503"),
    Codes("100", "599", is: "100|599"),
    Codes(is: nil),
    Codes("", is: nil),
    Codes("99", is: nil),
    Codes("600", is: nil),
    Codes("6xx", is: nil),
    Codes("0xx", is: nil),
    Codes("40x", is: nil),
    Codes("xx", is: nil),
    Codes("4xx-5xx", is: nil),
    Codes("504-500", is: nil),
    Codes("500-502-504", is: nil),
    Codes("500-", is: nil),
    Codes("-500", is: nil),
    Codes(" 404", is: nil),
    Codes("0404", is: nil),
    Codes("+404", is: nil),
    Codes("404.0", is: nil),
    Codes("４０４", is: nil),
    Codes("4.4", is: nil),
    Codes("404|500", is: nil),
    Codes("404", "teapot", is: nil),
  ]

  @Test("Codes are whole codes, classes and ranges", arguments: codes)
  func wholeCodes(row: Codes) {
    #expect(ResponseCodes(row.texts)?.pattern == row.pattern)
  }

  struct BuiltInRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let builtIn: BuiltIn?
    let queries: [String]
  }

  static let builtIns: [BuiltInRow] = [
    BuiltInRow(
      testDescription: "the success rate counts what failed",
      builtIn: .requestSuccessRate,
      queries: [
        #"part: sum(increase(istio_requests_total{S,response_code=~"5.*"}[1m]))"#,
        "of: sum(increase(istio_requests_total{S}[1m]))",
        "newest: max(timestamp(istio_requests_total{S}))",
      ]),
    BuiltInRow(
      testDescription: "a quantile is asked with its buckets",
      builtIn: .requestDuration(quantile: 0.999),
      queries: [
        "value: histogram_quantile(0.999, sum by (le) "
          + "(rate(istio_request_duration_milliseconds_bucket{S}[1m])))",
        "buckets: sum by (le) (increase(istio_request_duration_milliseconds_bucket{S}[1m]))",
        "newest: max(timestamp(istio_requests_total{S}))",
      ]),
    BuiltInRow(
      testDescription: "codes are matched whole",
      builtIn: ResponseCodes(["404", "5xx"]).map(BuiltIn.responseCodePercentage),
      queries: [
        #"part: sum(increase(istio_requests_total{S,response_code=~"404|5.."}[1m]))"#,
        "of: sum(increase(istio_requests_total{S}[1m]))",
        "newest: max(timestamp(istio_requests_total{S}))",
      ]),
  ]

  @Test("Istio's queries are these", arguments: builtIns)
  func istioQueries(row: BuiltInRow) throws {
    let subject = Subject(namespace: "test", workload: "podinfo-canary", reporter: .destination)
    let selector =
      #"reporter="destination",destination_workload_namespace="test","#
      + #"destination_workload="podinfo-canary""#
    let questions = Provider.istio.questions(
      for: try #require(row.builtIn), about: subject, window: .seconds(60))
    #expect(
      questions.queries.map { "\($0.role): \($0.text)" }
        == row.queries.map { $0.replacing("{S", with: "{" + selector) })
  }
}
