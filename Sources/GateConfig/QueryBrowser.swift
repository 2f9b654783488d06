import Diagnostics

/// Where a person looks at a query: Prometheus' own pages, or Grafana's Explore.
package enum QueryBrowser: Hashable, Sendable {
  case prometheus(StoreAddress)
  /// The data source by its UID.
  case grafana(StoreAddress, dataSource: String)

  /// The page that draws the query up to a moment.
  ///
  /// Sources: Prometheus, `web/ui`, the parameters `g0.*`, which its releases 2 and 3 and VictoriaMetrics
  /// read; Grafana, "Explore", the parameter `panes` of schema version 1.
  package func page(of query: String, over span: Duration, until end: Timestamp) -> String {
    switch self {
    case .prometheus(let address):
      return address.text + "/graph?g0.expr=" + percentEncoded(query)
        + "&g0.tab=0&g0.range_input=" + DurationText.text(span)
        + "&g0.end_input=" + percentEncoded(end.secondsText.replacing("T", with: " "))
    case .grafana(let address, let dataSource):
      let source = JSONText.object(["type": .text("prometheus"), "uid": .text(dataSource)])
      let panes = JSONText.object([
        "a": .object([
          "datasource": .text(dataSource),
          "queries": .list([
            .object(["refId": .text("A"), "expr": .text(query), "datasource": source])
          ]),
          "range": .object([
            "from": .text("\(end.advanced(by: .zero - span).milliseconds)"),
            "to": .text("\(end.milliseconds)"),
          ]),
        ])
      ])
      return address.text + "/explore?schemaVersion=1&panes=" + percentEncoded(panes.written(.line))
    }
  }
}

extension StoreSettings {
  /// Nil without an address.
  package var pages: QueryBrowser? { browser ?? address.map(QueryBrowser.prometheus) }
}
