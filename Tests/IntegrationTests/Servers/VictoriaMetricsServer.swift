import Foundation

/// A real VictoriaMetrics that holds the fixtures' metrics.
final class VictoriaMetricsServer: Sendable {
  private let server: ServerProcess

  var address: String { server.address }

  /// Not every release of Debian and Ubuntu has the package.
  static let isInstalled = Command.isInstalled("victoria-metrics")

  static func shared() throws -> VictoriaMetricsServer { try plain.get() }

  private static let plain = Result { try VictoriaMetricsServer() }

  init(flags: [String] = []) throws {
    server = try ServerProcess(
      "victoria-metrics",
      arguments: { port, folder in
        [
          "-storageDataPath=" + folder.path("data"), "-httpListenAddr=127.0.0.1:\(port)",
          // The fixtures' hour is older than the month that is kept by default.
          "-retentionPeriod=100y",
        ] + flags
      },
      ready: { try Asking.status(of: "http://127.0.0.1:\($0)/health") == 200 })
    try Command.require(
      "curl",
      [
        "-fsS", "--data-binary", "@" + (try FixtureMetrics.text()),
        address + "/api/v1/import/prometheus",
      ])
    try Command.require("curl", ["-fsS", address + "/internal/force_flush"])
  }

  func stop() { server.stop() }
}
