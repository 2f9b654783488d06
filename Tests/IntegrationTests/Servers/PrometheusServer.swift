import Foundation

/// A real Prometheus that holds the fixtures' metrics.
final class PrometheusServer: Sendable {
  private let server: ServerProcess

  var address: String { server.address }

  /// The one server without special flags, for every test that only asks.
  static func shared() throws -> PrometheusServer { try plain.get() }

  private static let plain = Result { try PrometheusServer() }

  /// - Parameter flags: Prometheus's own, as `--query.max-samples=5`.
  init(flags: [String] = []) throws {
    server = try ServerProcess(
      "prometheus",
      arguments: { port, folder in
        try FileManager.default.copyItem(
          atPath: try FixtureMetrics.database(), toPath: folder.path("tsdb"))
        return [
          "--config.file=" + Repository.path("fixtures/metrics/prometheus.yml"),
          "--storage.tsdb.path=" + folder.path("tsdb"), "--storage.tsdb.retention.time=100y",
          "--web.listen-address=127.0.0.1:\(port)",
        ] + flags
      },
      ready: { try Asking.status(of: "http://127.0.0.1:\($0)/-/ready") == 200 })
  }

  /// Kills it, as a store that goes away does.
  func stop() { server.stop() }
}
