import Foundation

/// The hour of metrics in `fixtures/metrics`, made once for all servers of the test run.
enum FixtureMetrics {
  /// 2026-01-01T00:50:00Z, for which the README there gives the figures.
  static let evaluationTime = "1767228600"

  /// OpenMetrics text.
  static func text() throws -> String { try made.get().path("metrics.om") }

  /// A folder with a block of Prometheus's database. A server needs a copy of its own.
  static func database() throws -> String { try made.get().path("tsdb") }

  private static let made: Result<ScratchFolder, any Error> = Result {
    let folder = try ScratchFolder("metrics")
    let source = Repository.path("fixtures/metrics")
    let text = try Command.run(
      "awk", ["-f", "generate.awk", "scenarios.tsv", "series.tsv", "providers.tsv"], in: source)
    guard text.end == .exited(0) else { throw SetUpFailure(text.diagnostics) }
    try Data(text.output).write(to: folder.url("metrics.om"))
    try Command.require(
      "promtool",
      ["tsdb", "create-blocks-from", "openmetrics", folder.path("metrics.om"), folder.path("tsdb")])
    return folder
  }
}
