import Foundation
import Testing

/// The figures that `fixtures/metrics/README.md` states, read from its tables.
enum FigureTable {
  struct Row: Sendable, CustomTestStringConvertible {
    let workload: String
    let reporter: String
    /// Each query with the figure that is stated for it: a number, `NaN`, or `none` for no series.
    let figures: [(query: String, stated: String)]

    var testDescription: String { "\(workload) (\(reporter))" }
  }

  static func prometheus() throws -> [Row] { try rows(under: "## Figures") }

  /// The same, with the rows in which VictoriaMetrics differs put in their places.
  static func victoriaMetrics() throws -> [Row] {
    let others = try rows(under: "## Where VictoriaMetrics differs")
    return try prometheus().map { row in
      others.first { $0.workload == row.workload && $0.reporter == row.reporter } ?? row
    }
  }

  /// Requests, success, P99 and 404 of the canaries of `providers.tsv`, by the words of their rows.
  static func providers() throws -> [String: [Double]] {
    let rows = try cells(under: "## Figures of the other providers")
    return Dictionary(
      rows.map { ($0[0], $0.dropFirst().compactMap { Double($0) }) }, uniquingKeysWith: { $1 })
  }

  private static func rows(under heading: String) throws -> [Row] {
    try cells(under: heading).map { cells in
      row(workload: cells[0].trimmingCharacters(in: ["`"]), cells: cells)
    }
  }

  private static func cells(under heading: String) throws -> [[String]] {
    let readme = try String(
      contentsOfFile: Repository.path("fixtures/metrics/README.md"), encoding: .utf8)
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: false)
    let section = lines.drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("## ") }
    return section.filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  private static func row(workload: String, cells: [String]) -> Row {
    let labels = "reporter=\"\(cells[1])\",destination_workload=\"\(workload)\""
    func requests(_ window: String, _ more: String = "") -> String {
      "sum(increase(istio_requests_total{\(labels)\(more)}[\(window)]))"
    }
    func part(_ code: String) -> String { "(\(requests("1m", code)) or vector(0))" }
    let all = requests("1m")
    let buckets = "istio_request_duration_milliseconds_bucket{\(labels)}"
    let queries = [
      all, requests("2m"), "100 * (1 - \(part(",response_code=~\"5..\"")) / \(all))",
      "histogram_quantile(0.99, sum(rate(\(buckets)[1m])) by (le))",
      "100 * \(part(",response_code=\"404\"")) / \(all)",
    ]
    return Row(
      workload: workload, reporter: cells[1], figures: Array(zip(queries, cells.dropFirst(2))))
  }
}
