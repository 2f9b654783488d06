import Foundation
import Testing

@Suite struct ServersTests {
  @Test(
    "Prometheus refuses a query in each of its ways",
    arguments: [
      ([], "sum(", 400, "bad_data"),
      (["--query.max-samples=5"], "istio_requests_total", 422, "execution"),
      (
        ["--query.timeout=1ms"], "max_over_time(vector(1)[5m:1ms]) + vector(1)",
        503, "timeout"
      ),
    ] as [([String], String, Int, String)])
  func refusals(flags: [String], query: String, status: Int, errorType: String) throws {
    let server =
      flags.isEmpty ? try PrometheusServer.shared() : try PrometheusServer(flags: flags)
    let url = server.address + "/api/v1/query?time=" + FixtureMetrics.evaluationTime
    let options = ["--data-urlencode", "query=" + query]
    #expect(try Asking.status(of: url, options: options) == status)
    #expect(try Asking.query(query, of: server.address).errorType == errorType)
  }

  @Test("A server that is let go of answers no more")
  func stopping() throws {
    let server = try PrometheusServer()
    #expect(try Asking.status(of: server.address + "/-/ready") == 200)
    server.stop()
    while try Asking.status(of: server.address + "/-/ready") != nil { usleep(5_000) }
  }

  @Test("Only who proves who they are reaches the store behind nginx")
  func roads() throws {
    let nginx = try NginxServer.shared()
    let trusting = ["--cacert", nginx.tls.authority]
    let known = ["--cert", nginx.tls.clientCertificate, "--key", nginx.tls.clientKey]
    let roads: [(String, [String], Int?)] = [
      (nginx.prefixed, [], 200),
      (nginx.guarded, [], 401),
      (nginx.guarded, ["--user", "\(nginx.user):\(nginx.password)"], 200),
      (nginx.encrypted, [], nil),
      (nginx.encrypted, trusting, 200),
      (nginx.misnamed, trusting, nil),
      (nginx.mutual, trusting, 400),
      (nginx.mutual, trusting + known, 200),
      (nginx.redirecting, [], 302),
      (nginx.badGateway, [], 502),
      (nginx.limited, [], 429),
      (nginx.loginPage, [], 200),
    ]
    for (address, options, status) in roads {
      let answered = try Asking.status(
        of: address + "/api/v1/query", options: options + ["-d", "query=1"])
      #expect(answered == status, "\(address) \(options)")
    }
    #expect(try nginx.requests().contains { $0.hasPrefix("POST /limited/api/v1/query 429") })
  }
}
