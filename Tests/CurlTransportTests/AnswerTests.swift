import CurlTransport
import Foundation
import HTTPExchange
import LoopbackServers
import Synchronization
import Testing

extension TransportTests {
  @Suite struct AnswerTests {
    @Test("A POST sends its form, who we are, and nothing that was not asked for")
    func form() throws {
      let server = try RawServer { _, _ in .bytes(answer("200 OK")) }
      let connection = Connection(headers: [.init(name: "X-Scope-OrgID", value: Secret("team-a"))])
      let request = HTTPRequest(
        method: .post, url: server.url("/prom/api/v1/query"),
        headers: [("x-scope-orgid", "ours"), ("Accept", "application/json"), ("X-Empty", "")],
        body: Array("query=up".utf8))
      let result = try send(request, over: connection)
      #expect(result.status == 200)
      #expect(result.attempts == 1)
      let received = try result.result.get()
      #expect(received.contentType == "application/json")
      let lines = server.requests[0].components(separatedBy: "\r\n")
      #expect(lines.first == "POST /prom/api/v1/query HTTP/1.1")
      #expect(
        Set(lines.dropFirst()) == [
          "Host: 127.0.0.1:\(server.port)", "User-Agent: rolloutgate", "X-Scope-OrgID: team-a",
          "Accept: application/json", "X-Empty:", "Content-Type: application/x-www-form-urlencoded",
          "Content-Length: 8", "", "query=up",
        ])
    }

    @Test("A GET has no body, and a form of more than a megabyte waits for no leave")
    func bodies() throws {
      let server = try RawServer { _, _ in .bytes(answer("200 OK")) }
      let long = String(repeating: "q", count: 2 << 20)
      let results = try send([get(server.url()), post(server.url(), long), post(server.url(), "")])
      #expect(results.map(\.status) == [200, 200, 200])
      #expect(!server.requests.joined().contains("Expect"))
      #expect(server.requests.filter { $0.hasPrefix("GET") && $0.hasSuffix("\r\n\r\n") }.count == 1)
      #expect(server.requests.filter { $0.hasSuffix("qqqq") }.count == 1)
      #expect(server.requests.filter { $0.contains("Content-Length: 0") }.count == 1)
    }

    @Test(
      "Bytes that are no whole answer are named as such",
      arguments: [
        ("SSH-2.0-OpenSSH_9.2\r\n", "brokenAnswer"),
        ("", "brokenAnswer"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "brokenAnswer"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "brokenAnswer"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "brokenAnswer"),
        ("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "brokenAnswer"),
        ("HTTP/1.1 200 OK\r\nContent-Le", "brokenAnswer"),
        ("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", "redirected"),
      ])
    func broken(bytes: String, kind: String) throws {
      let server = try RawServer { _, _ in .bytes(bytes) }
      #expect(try send(post(server.url())).failure?.kind == kind)
    }

    @Test("A body is taken up to its cap and not a byte beyond, whatever length it claims")
    func cap() throws {
      let connection = Connection(retry: soon, sizeLimit: 1_000)
      let server = try RawServer { _, request in
        let size = request.hasSuffix("exact") ? 1_000 : 1_001
        return .bytes(answer("200 OK", String(repeating: "x", count: size)))
      }
      let results = try send(
        [post(server.url(), "exact"), post(server.url(), "over")], over: connection)
      #expect(results[0].text?.utf8.count == 1_000)
      #expect(results[1].failure == .tooLarge(limit: 1_000))
      #expect(results[1].attempts == 1)
    }

    @Test(
      "An answer without end is cut by its cap, or by the time where it is slow",
      arguments: [
        ("HTTP/1.1 200 OK\r\n\r\n", 64 << 10, "tooLarge"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", 64 << 10, "tooLarge"),
        ("HTTP/1.1 200 OK\r\nX-Long: ", 64 << 10, "brokenAnswer"),
        ("HTTP/1.1 200 OK\r\n", 0, "timedOut"),
      ])
    func endless(head: String, chunk: Int, kind: String) throws {
      let server = try RawServer { _, _ in
        chunk == 0
          ? .bytes(head, thenClose: false)
          : .endless(head: head, chunk: Array(repeating: UInt8(ascii: "x"), count: chunk))
      }
      let connection = Connection(timeout: .milliseconds(chunk == 0 ? 100 : 20_000), retry: once)
      #expect(try send(get(server.url()), over: connection).failure?.kind == kind)
    }

    @Test(
      "An answer after another, with trailers or without a length is whole",
      arguments: [
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Late: 1\r\n\r\n",
        "HTTP/1.0 200 OK\r\n\r\n{}",
      ])
    func whole(bytes: String) throws {
      let server = try RawServer { _, _ in .bytes(bytes) }
      #expect(try send(post(server.url())).text == "{}")
    }

    @Test("Requests that fail at once make room at once")
    func room() throws {
      let url = "http://127.0.0.1:\(try Loopback.unusedPort())/"
      // Were each round of eight waited for, they would outlast the deadline by far.
      let connection = Connection(deadline: .seconds(20), retry: once)
      let results = try send(Array(repeating: get(url), count: 4_000), over: connection)
      #expect(results.allSatisfy { $0.failure?.kind == "connectionFailed" })
    }

    @Test("Many headers without end are cut as well")
    func headers() throws {
      let chunk = Array(String(repeating: "X-More: and more\r\n", count: 1_000).utf8)
      let server = try RawServer { _, _ in .endless(head: "HTTP/1.1 200 OK\r\n", chunk: chunk) }
      #expect(try send(get(server.url())).failure?.kind == "brokenAnswer")
    }

    @Test("A compressed body is not unpacked, so that no bomb goes off")
    func bomb() throws {
      let server = try RawServer { _, _ in
        .bytes(answer("200 OK", "packed", headers: "Content-Encoding: gzip\r\n"))
      }
      #expect(try send(get(server.url())).text == "packed")
      #expect(!server.requests[0].lowercased().contains("accept-encoding"))
    }

    @Test("A redirect is reported without user, password and query, and nothing is sent there")
    func redirect() throws {
      let other = try RawServer { _, _ in .bytes(answer("200 OK")) }
      let target = "http://u:p@127.0.0.1:\(other.port)/login/hunter22?token=hunter22"
      let server = try RawServer { _, _ in
        .bytes(answer("307 Temporary Redirect", "", headers: "Location: \(target)\r\n"))
      }
      let connection = Connection(authentication: .bearer(Secret("hunter22")))
      let result = try send(post(server.url()), over: connection)
      #expect(
        result.failure == .redirected(status: 307, to: "http://127.0.0.1:\(other.port)/login/***"))
      #expect(other.connectionCount == 0)
      #expect(server.requests.count == 1)
    }

    @Test("A refused connection and an unknown name are told apart")
    func unreachable() throws {
      let port = try Loopback.unusedPort()
      let urls = ["http://127.0.0.1:\(port)/", "http://store.invalid/", "http://[::1]:x/"]
      let kinds = try send(urls.map(get)).map { $0.failure?.kind }
      #expect(kinds == ["connectionFailed", "nameNotResolved", "unusable"])
    }

    @Test("Two hundred requests share at most eight connections, and answers keep their order")
    func connections() throws {
      let server = try RawServer { _, request in
        .bytes(answer("200 OK", String(request.suffix(3))), thenClose: false)
      }
      let numbers = (100..<300).map(String.init)
      let results = try send(numbers.map { post(server.url(), $0) })
      #expect(results.map(\.text) == numbers)
      #expect(server.connectionCount <= 8)
    }

    @Test("A second batch goes over the connections of the first")
    func reuse() throws {
      let server = try RawServer { _, _ in .bytes(answer("200 OK"), thenClose: false) }
      let transport = try CurlTransport()
      let sendAgain = { transport.send([get(server.url())], over: Connection())[0].status }
      #expect([sendAgain(), sendAgain(), sendAgain()] == [200, 200, 200])
      #expect(server.connectionCount == 1)
    }

    @Test("Nothing to send is nothing to wait for")
    func none() throws {
      #expect(try send([]).isEmpty)
    }
  }
}
