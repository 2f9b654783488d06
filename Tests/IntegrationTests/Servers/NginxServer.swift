import Foundation
import LoopbackServers

/// An nginx before the shared Prometheus: the roads on which a store is reached in real life.
final class NginxServer: Sendable {
  let tls: TLSFiles
  let user = "gate"
  let password = UUID().uuidString
  private let server: ServerProcess
  private let tlsPort: Int
  private let mutualTLSPort: Int

  static func shared() throws -> NginxServer { try plain.get() }

  private static let plain = Result { try NginxServer() }

  /// Plain HTTP, the store at the path prefix `/prometheus`.
  var prefixed: String { server.address + "/prometheus" }
  /// The same behind basic authentication.
  var guarded: String { server.address + "/guarded" }
  /// The same behind TLS; the certificate is for 127.0.0.1, not for `localhost`.
  var encrypted: String { "https://127.0.0.1:\(tlsPort)/prometheus" }
  var misnamed: String { "https://localhost:\(tlsPort)/prometheus" }
  /// The same, only for a client with a certificate; others get a 400 in HTML.
  var mutual: String { "https://127.0.0.1:\(mutualTLSPort)/prometheus" }
  /// Redirects each request to another origin, `encrypted`.
  var redirecting: String { server.address + "/redirecting" }
  /// Answers with a 502 page in HTML, as a proxy does whose store is gone.
  var badGateway: String { server.address + "/bad-gateway" }
  /// Answers 429, with a `Retry-After` of one second.
  var limited: String { server.address + "/limited" }
  /// Answers 200 with a log-in page in HTML.
  var loginPage: String { server.address + "/login" }

  init() throws {
    let tls = try TLSFiles()
    var (tlsPort, mutualTLSPort) = (0, 0)
    let store = try PrometheusServer.shared().address
    let hash = try Command.require("openssl", ["passwd", "-apr1", password])
    let user = user
    server = try ServerProcess(
      "nginx",
      arguments: { port, folder in
        (tlsPort, mutualTLSPort) = (try Loopback.unusedPort(), try Loopback.unusedPort())
        try folder.write("\(user):\(hash)", to: "passwords")
        try folder.write(
          NginxConfiguration(
            store: store, tls: tls, port: port, tlsPort: tlsPort, mutualTLSPort: mutualTLSPort
          ).text, to: "nginx.conf")
        return ["-p", folder.path, "-c", "nginx.conf", "-e", "stderr"]
      },
      ready: { try Asking.status(of: "http://127.0.0.1:\($0)/health") == 200 })
    (self.tls, self.tlsPort, self.mutualTLSPort) = (tls, tlsPort, mutualTLSPort)
  }

  /// A line for each request that was answered: `METHOD PATH STATUS authorization=HEADER`.
  func requests() throws -> [String] {
    try server.folder.read("access.log").split(separator: "\n").map(String.init)
  }
}
