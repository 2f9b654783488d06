import Diagnostics
import Testing

@testable import GateConfig

@Suite struct QueryBrowserTests {
  private static let address = StoreAddress("https://metrics.example.org/prefix/")

  @Test(
    "A page shows the query up to the moment that was judged, whatever the query holds",
    arguments: [
      (
        false, #"sum(rate(a{b="c&d#"}[1m])) / 2"#,
        "https://metrics.example.org/prefix/graph?g0.expr="
          + "sum%28rate%28a%7Bb%3D%22c%26d%23%22%7D%5B1m%5D%29%29%20%2F%202"
          + "&g0.tab=0&g0.range_input=15m&g0.end_input=2026-01-01%2000%3A50%3A00"
      ),
      (
        true, #"up{a="b"}"#,
        "https://metrics.example.org/prefix/explore?schemaVersion=1&panes="
          + "%7B%22a%22%3A%7B%22datasource%22%3A%22P%2F1%22%2C%22queries%22%3A%5B%7B%22refId%22"
          + "%3A%22A%22%2C%22expr%22%3A%22up%7Ba%3D%5C%22b%5C%22%7D%22%2C%22datasource%22%3A%7B"
          + "%22type%22%3A%22prometheus%22%2C%22uid%22%3A%22P%2F1%22%7D%7D%5D%2C%22range%22%3A%7B"
          + "%22from%22%3A%221767227700000%22%2C%22to%22%3A%221767228600000%22%7D%7D%7D"
      ),
    ])
  func page(isGrafana: Bool, query: String, expected: String) throws {
    let address = try #require(Self.address)
    let browser: QueryBrowser =
      isGrafana ? .grafana(address, dataSource: "P/1") : .prometheus(address)
    let end = try #require(Timestamp(rfc3339: "2026-01-01T00:50:00Z"))
    #expect(browser.page(of: query, over: .seconds(900), until: end) == expected)
  }

  @Test("Without a browser of its own a store is looked at where it is asked")
  func pages() throws {
    var settings = StoreSettings()
    #expect(settings.pages == nil)
    settings.address = Self.address
    #expect(settings.pages == Self.address.map(QueryBrowser.prometheus))
    settings.browser = StoreAddress("https://b").map { .grafana($0, dataSource: "x") }
    #expect(settings.pages == settings.browser)
  }
}
