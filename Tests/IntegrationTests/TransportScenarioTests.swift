import Foundation
import LoopbackServers
import Testing

/// The roads on which a store is reached: prefixes, passwords, certificates, proxies.
@Suite struct TransportScenarioTests {
  struct Road: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Lines below `prometheus:`, made for the server.
    let store: @Sendable (NginxServer) -> [String]
    var environment: @Sendable (NginxServer) -> [String: String] = { _ in [:] }
    let status: Int32
  }

  private static let password = "basicAuth: {username: gate, password: {env: STORE_PASSWORD}}"

  static let roads = [
    Road(testDescription: "a prefix", store: { ["address: " + $0.prefixed] }, status: 0),
    Road(
      testDescription: "a prefix with a slash at its end",
      store: { ["address: \($0.prefixed)/"] }, status: 0),
    Road(
      testDescription: "no password where one is needed", store: { ["address: " + $0.guarded] },
      status: 4),
    Road(
      testDescription: "the password", store: { ["address: " + $0.guarded, password] },
      environment: { ["STORE_PASSWORD": $0.password] }, status: 0),
    Road(
      testDescription: "a wrong password", store: { ["address: " + $0.guarded, password] },
      environment: { _ in ["STORE_PASSWORD": "a wrong one"] }, status: 4),
    Road(
      testDescription: "a password that is not there",
      store: { ["address: " + $0.guarded, password] }, status: 2),
    Road(
      testDescription: "an unknown authority", store: { ["address: " + $0.encrypted] }, status: 4),
    Road(
      testDescription: "an authority of one's own",
      store: { ["address: " + $0.encrypted, "tls: {caFile: \($0.tls.authority)}"] }, status: 0),
    Road(
      testDescription: "an authority from CURL_CA_BUNDLE",
      store: { ["address: " + $0.encrypted] },
      environment: { ["CURL_CA_BUNDLE": $0.tls.authority] }, status: 0),
    Road(
      testDescription: "an authority from SSL_CERT_FILE",
      store: { ["address: " + $0.encrypted] },
      environment: { ["SSL_CERT_FILE": $0.tls.authority] }, status: 0),
    Road(
      testDescription: "an authority that is not there",
      store: { ["address: " + $0.encrypted, "tls: {caFile: no-such-file.pem}"] }, status: 2),
    Road(
      testDescription: "a certificate for another name",
      store: { ["address: " + $0.misnamed, "tls: {caFile: \($0.tls.authority)}"] }, status: 4),
    Road(
      testDescription: "any certificate, by the config's word",
      store: { ["address: " + $0.misnamed, "tls: {insecureSkipVerify: true}"] }, status: 0),
    Road(
      testDescription: "no client certificate",
      store: { ["address: " + $0.mutual, "tls: {caFile: \($0.tls.authority)}"] }, status: 4),
    Road(
      testDescription: "the client's certificate",
      store: {
        [
          "address: " + $0.mutual,
          "tls: {caFile: \($0.tls.authority), certFile: \($0.tls.clientCertificate), "
            + "keyFile: \($0.tls.clientKey)}",
        ]
      }, status: 0),
    Road(
      testDescription: "a key that is not the certificate's",
      store: {
        [
          "address: " + $0.mutual,
          "tls: {caFile: \($0.tls.authority), certFile: \($0.tls.clientCertificate), "
            + "keyFile: \($0.tls.serverKey)}",
        ]
      }, status: 4),
  ]

  @Test("A store is asked on each road that its config opens, and on no other", arguments: roads)
  func road(_ road: Road) throws {
    let nginx = try NginxServer.shared()
    let tree = try RolloutTree(store: road.store(nginx) + ["retry: {attempts: 1}"])
    let run = try tree.run(environment: road.environment(nginx))
    #expect(run.exitStatus == road.status, "\(run.output)\(run.diagnostics)")
    #expect(try tree.weight() == (road.status == 0 ? 30 : 10))
  }

  @Test("A redirect is not followed, and its target gets neither request nor password")
  func redirect() throws {
    let target = try RawServer { _ in RawAnswer.number("1") }
    let address = target.address
    let store = try RawServer { _ in
      "HTTP/1.1 307 Temporary Redirect\r\nLocation: \(address)/api/v1/query\r\n"
        + "Content-Length: 0\r\n\r\n"
    }
    let tree = try RolloutTree(
      store: ["address: \(store.address)", "bearerToken: {env: STORE_TOKEN}"])
    let run = try tree.run(environment: ["STORE_TOKEN": "a-token-of-the-store"])
    #expect(run.exitStatus == 4)
    #expect(run.output.contains("307: it redirects to \(address)"))
    #expect(!store.requests.isEmpty)
    #expect(target.requests.isEmpty)
  }

  @Test("A proxy of the environment is asked, but not for a host that it is not for")
  func proxyVariables() throws {
    let proxy = try RawServer { _ in RawAnswer.number("1") }
    let tree = try RolloutTree(
      store: ["address: http://store.invalid:9090", "retry: {attempts: 1}"],
      checks: ["{name: own, query: up, min: 1}"])
    let variables = ["http_proxy": proxy.address]
    #expect(try tree.run(environment: variables).exitStatus == 0)
    #expect(
      proxy.requests.allSatisfy { $0.hasPrefix("POST http://store.invalid:9090/api/v1/query") })
    let count = proxy.requests.count
    #expect(count > 0)
    let direct = variables.merging(["no_proxy": "store.invalid"]) { $1 }
    #expect(try tree.run(["--dry-run"], environment: direct).exitStatus == 4)
    #expect(proxy.requests.count == count)
  }

  @Test("A tenant's number in the config is no secret, and stays in the answers that hold it")
  func tenant() throws {
    // 1000 ms is the bound of a bucket, and the P99 of `saturated`.
    let tree = try RolloutTree(
      of: "saturated",
      store: [
        "address: " + (try PrometheusServer.shared().address), "headers: {X-Scope-OrgID: '1000'}",
      ])
    let run = try tree.run(["--format", "json"])
    #expect(run.exitStatus == 1)
    let checks = try GateReport(reading: run.output).checks
    #expect(checks.map(\.words) == ["pass", "fail", "pass"])
    #expect(checks[1].value == 1_000)
  }

  @Test("A header is sent with every request, and one from the environment is told to nobody")
  func headers() throws {
    let store = try RawServer { _ in RawAnswer.number("1") }
    let tree = try RolloutTree(
      store: [
        "address: \(store.address)",
        "headers: {X-Scope-OrgID: team-a, X-Key: {env: STORE_KEY}}",
      ], checks: ["{name: own, query: up, min: 1}"])
    #expect(try tree.run(environment: ["STORE_KEY": "key-9fK2vQ"]).exitStatus == 0)
    #expect(
      store.requests.allSatisfy {
        $0.contains("\r\nX-Scope-OrgID: team-a\r\n") && $0.contains("\r\nX-Key: key-9fK2vQ\r\n")
      })
  }
}
