import CurlTransport
import Foundation
import HTTPExchange
import LoopbackServers
import Testing

extension TransportTests {
  @Suite struct SecrecyTests {
    @Test(
      "A value with a line break, and an address with a password, are refused unsent and unshown",
      arguments: [
        (Connection(authentication: .bearer(Secret("hunter22\r\nX-Evil: 1"))), "/"),
        (Connection(authentication: .bearer(Secret("hunter22\n"))), "/"),
        (Connection(authentication: .bearer(Secret(""))), "/"),
        (
          Connection(authentication: .basic(username: "a\u{0}b", password: Secret("hunter22"))), "/"
        ),
        (Connection(headers: [.init(name: "X-A", value: Secret("hunter22\r\nX-Evil: 1"))]), "/"),
        (Connection(headers: [.init(name: "X-A\r\nX-Evil", value: Secret("hunter22"))]), "/"),
        (Connection(headers: [.init(name: "X-A: b", value: Secret("hunter22"))]), "/"),
        (Connection(headers: [.init(name: "Transfer-Encoding", value: Secret("chunked"))]), "/"),
        (Connection(), "/ HTTP/1.1\r\nX-Evil: hunter22"),
      ])
    func refused(connection: Connection, path: String) throws {
      let server = try RawServer { _, _ in .bytes(answer("200 OK")) }
      let result = try send(get(server.url(path)), over: connection)
      #expect(result.failure?.kind == "unusable")
      #expect(!"\(result)".contains("hunter22"))
      #expect(server.connectionCount == 0)
    }

    @Test(
      "Only plain http and https addresses without a user are requested",
      arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "", "127.0.0.1",
        "http://user:hunter22@127.0.0.1/", "https://user@127.0.0.1/", "http:///user@127.0.0.1/",
      ])
    func addresses(url: String) throws {
      let result = try send(get(url))
      #expect(result.failure?.kind == "unusable")
      #expect(!"\(result)".contains("hunter22"))
    }

    @Test("A user name may hold a colon")
    func colon() throws {
      let server = try RawServer { _, _ in .bytes(answer("200 OK")) }
      let connection = Connection(
        authentication: .basic(username: "team:a", password: Secret("pass:word")))
      #expect(try send(get(server.url()), over: connection).status == 200)
      let credentials = Data("team:a:pass:word".utf8).base64EncodedString()
      #expect(server.requests[0].contains("Authorization: Basic \(credentials)\r\n"))
    }

    @Test("A proxy on the way to an https store is asked for a tunnel and told nothing else")
    func proxy() throws {
      let proxy = try RawServer { _, _ in .bytes("HTTP/1.1 403 Forbidden\r\n\r\n") }
      unsafe setenv("https_proxy", "http://127.0.0.1:\(proxy.port)", 1)
      defer { unsafe unsetenv("https_proxy") }
      let connection = Connection(
        authentication: .bearer(Secret("hunter22")),
        headers: [.init(name: "X-Scope-OrgID", value: Secret("team-a"))], retry: once)
      let result = try send(post("https://store.invalid/api/v1/query"), over: connection)
      #expect(result.failure?.kind == "brokenAnswer" || result.failure?.kind == "connectionFailed")
      #expect(proxy.requests.count == 1)
      #expect(proxy.requests[0].hasPrefix("CONNECT store.invalid:443 HTTP/1.1\r\n"))
      #expect(!proxy.requests[0].contains("hunter22") && !proxy.requests[0].contains("team-a"))
    }
  }
}
