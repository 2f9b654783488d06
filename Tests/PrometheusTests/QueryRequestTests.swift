import Diagnostics
import HTTPExchange
import Prometheus
import Testing

@Suite struct QueryRequestTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let query: String
    let encoded: String

    init(_ query: String, _ encoded: String) {
      (self.query, self.encoded) = (query, encoded)
    }

    var testDescription: String { query.debugDescription }
  }

  static let queries: [Row] = [
    Row("up", "up"),
    Row("a-b_c.d~", "a-b_c.d~"),
    Row("sum(a) + 1", "sum%28a%29%20%2B%201"),
    Row("a{b=~\"x|y\"}", "a%7Bb%3D~%22x%7Cy%22%7D"),
    Row("a&time=0", "a%26time%3D0"),
    Row("100%", "100%25"),
    Row("a # b?c", "a%20%23%20b%3Fc"),
    Row("a\r\nb\u{0}", "a%0D%0Ab%00"),
    Row("é😀", "%C3%A9%F0%9F%98%80"),
    Row("", ""),
  ]

  @Test("A query is encoded so that it stays one field", arguments: queries)
  func encoding(row: Row) {
    let api = QueryAPI(address: "http://a", parameters: [], timeout: .seconds(10))
    let request = api.request(for: row.query, at: AnswerFixture.time)
    let form = String(decoding: request.body, as: UTF8.self)
    #expect(form == "query=\(row.encoded)&time=1767228600&timeout=10s")
  }

  @Test("A POST carries all in its body, behind the address's own path")
  func post() {
    let api = QueryAPI(address: "https://a/select/0/prometheus", timeout: .milliseconds(1_500))
    let request = api.request(for: "up", at: Timestamp(milliseconds: 1_767_228_600_250) ?? .epoch)
    #expect(request.method == .post)
    #expect(request.url == "https://a/select/0/prometheus/api/v1/query")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "query=up&time=1767228600.25&timeout=1s500ms"
        + "&partial_response=false&deny_partial_response=1")
  }

  @Test("A GET carries the same in its address, and nothing in its body")
  func get() {
    let api = QueryAPI(
      address: "http://a/p", parameters: [.init(name: "de dup", value: "a&b")],
      timeout: .seconds(10)
    ).asGet()
    let request = api.request(for: "a+b", at: AnswerFixture.time)
    #expect(request.method == .get)
    #expect(
      request.url
        == "http://a/p/api/v1/query?query=a%2Bb&time=1767228600&timeout=10s&de%20dup=a%26b")
    #expect(request.body.isEmpty)
  }
}
