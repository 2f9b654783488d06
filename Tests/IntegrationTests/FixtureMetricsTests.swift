import Foundation
import Testing

@Suite struct FixtureMetricsTests {
  @Test("Prometheus answers what the fixtures' table says", arguments: try FigureTable.prometheus())
  func prometheus(row: FigureTable.Row) throws {
    try expect(row, of: try PrometheusServer.shared().address)
  }

  @Test(
    "VictoriaMetrics answers what the fixtures' tables say",
    .enabled(if: VictoriaMetricsServer.isInstalled), arguments: try FigureTable.victoriaMetrics())
  func victoriaMetrics(row: FigureTable.Row) throws {
    try expect(row, of: try VictoriaMetricsServer.shared().address)
  }

  @Test("Each workload of the scenarios has its row in the table")
  func complete() throws {
    let scenarios = try String(
      contentsOfFile: Repository.path("fixtures/metrics/scenarios.tsv"), encoding: .utf8)
    let phases = scenarios.split(separator: "\n").map { $0.split(separator: "\t") }
      .filter { $0.count == 7 && $0[0] != "workload" }
    let stated = Set(try FigureTable.prometheus().map { "\($0.workload) \($0.reporter)" })
    #expect(stated == Set(phases.map { "\($0[0]) \($0[1])" } + ["absent destination"]))
  }

  private func expect(_ row: FigureTable.Row, of address: String) throws {
    for (query, stated) in row.figures {
      let series = try #require(try Asking.query(query, of: address).data).result
      #expect(series.count == (stated == "none" ? 0 : 1), "\(query)")
      guard let text = series.first?.value?.text else { continue }
      let answered = try #require(Double(text))
      if stated == "NaN" {
        #expect(answered.isNaN, "\(query)")
      } else {
        #expect((answered * 10_000).rounded() / 10_000 == Double(stated), "\(query)")
      }
    }
  }
}
