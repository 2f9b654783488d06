import CurlTransport
import Dispatch
import HTTPExchange
import LoopbackServers
import Synchronization
import Testing

extension TransportTests {
  @Suite struct RetryTests {
    @Test(
      "A transient status is tried again, and any other is the last word",
      arguments: [
        ([503, 503, 200], 200, 3), ([429, 200], 200, 2), ([503, 503, 503, 200], 503, 3),
        ([422, 200], 422, 1), ([400, 200], 400, 1), ([401, 200], 401, 1), ([404, 200], 404, 1),
        ([405, 200], 405, 1),
      ])
    func statuses(statuses: [Int], last: Int, attempts: Int) throws {
      let server = try RawServer { number, _ in
        .bytes(answer("\(statuses[number - 1]) Some Reason"))
      }
      let result = try send(post(server.url()), over: Connection(retry: soon))
      #expect(result.status == last)
      #expect(result.attempts == attempts)
      #expect(server.requests.count == attempts)
      #expect(Set(server.requests).count == 1)
    }

    @Test("A query that the store gave up on gets one more chance")
    func storeTimeout() throws {
      let server = try RawServer { _, _ in
        .bytes(answer("503 Service Unavailable", #"{"status":"error","errorType": "timeout"}"#))
      }
      let connection = Connection(retry: RetryRule(attempts: 9, firstWait: .milliseconds(1)))
      #expect(try send(post(server.url()), over: connection).attempts == 2)
    }

    @Test("A connection that breaks is tried again")
    func broken() throws {
      let server = try RawServer { number, _ in
        .bytes(number == 1 ? "HTTP/1.1 200 OK\r\nCont" : answer("200 OK"))
      }
      let result = try send(get(server.url()), over: Connection(retry: soon))
      #expect(result.status == 200)
      #expect(result.attempts == 2)
    }

    @Test("A wait that the server asks for beyond the deadline is not begun")
    func longWait() throws {
      let server = try RawServer { _, _ in
        .bytes(answer("429 Too Many Requests", headers: "Retry-After: 3600\r\n"))
      }
      let result = try send(post(server.url()), over: Connection(retry: soon))
      #expect(result.status == 429)
      #expect(result.attempts == 1)
    }

    @Test("A wait that the server asks for is kept, and does not hold up the others")
    func wait() throws {
      let order = Mutex<[String]>([])
      let server = try RawServer { number, request in
        let body = String(request.suffix(4))
        order.withLock { $0.append(body) }
        let isFirst = body == "slow" && order.withLock { $0.filter { $0 == "slow" }.count } == 1
        return .bytes(
          isFirst
            ? answer("503 Service Unavailable", headers: "Retry-After: 1\r\n") : answer("200 OK"),
          thenClose: false)
      }
      let bodies = ["slow"] + Array(repeating: "fast", count: 40)
      let results = try send(bodies.map { post(server.url(), $0) }, over: Connection(retry: soon))
      #expect(results.allSatisfy { $0.status == 200 })
      #expect(results[0].attempts == 2)
      #expect(results[0].seconds >= 1)
      #expect(order.withLock { $0.last } == "slow")
    }

    @Test("The deadline ends what runs, and what was not begun fails with no attempt")
    func deadline() throws {
      let server = try RawServer { _, _ in .silence }
      let connection = Connection(timeout: .seconds(30), deadline: .milliseconds(300), retry: soon)
      let requests = Array(repeating: post(server.url()), count: 20)
      let results = try send(requests, over: connection)
      #expect(results.allSatisfy { $0.failure == .timedOut(seconds: 0.3, overall: true) })
      #expect(
        results.map(\.attempts) == Array(repeating: 1, count: 8) + Array(repeating: 0, count: 12))
    }

    @Test("Several stores are asked at once: each answers only when the other has been asked, too")
    func together() throws {
      let asked = DispatchGroup()
      asked.enter()
      asked.enter()
      func meeting() throws -> RawServer {
        try RawServer { _, _ in
          asked.leave()
          return asked.wait(timeout: .now() + 20) == .success ? .bytes(answer("200 OK")) : .silence
        }
      }
      let servers = [try meeting(), try meeting()]
      let connection = Connection(timeout: .seconds(10), retry: once)
      let results = try CurlTransport(jitter: { 0 }).send(
        servers.map { .init([post($0.url())], over: connection) })
      #expect(results.map { $0.map(\.status) } == [[200], [200]])
    }

    @Test("A silent store ends at its own deadline and keeps no other from its answer")
    func neighbours() throws {
      let silent = try RawServer { _, _ in .silence }
      let prompt = try RawServer { _, _ in .bytes(answer("200 OK")) }
      let results = try CurlTransport(jitter: { 0 }).send([
        .init([post(silent.url())], over: Connection(deadline: .milliseconds(200), retry: once)),
        .init([post(prompt.url())], over: Connection(retry: once)),
      ])
      #expect(results[0].map(\.failure) == [.timedOut(seconds: 0.2, overall: true)])
      #expect(results[1].map(\.status) == [200])
    }

    @Test("An attempt that takes too long is tried again, and named with its limit")
    func timeout() throws {
      let server = try RawServer { _, _ in .silence }
      let result = try send(
        post(server.url()), over: Connection(timeout: .milliseconds(100), retry: soon))
      #expect(result.failure == .timedOut(seconds: 0.1, overall: false))
      #expect(result.attempts == 3)
    }

    @Test("A cancellation ends what runs, what waits for a retry and what was not begun")
    func cancellation() throws {
      let asked = Mutex(0)
      let server = try RawServer { number, _ in
        number == 1 ? .bytes(answer("503 Busy", headers: "Retry-After: 30\r\n")) : .silence
      }
      let results = try send(Array(repeating: post(server.url()), count: 20)) {
        asked.withLock { count in
          count += 1
          return count > 6
        }
      }
      #expect(results.filter { $0.failure == .cancelled }.count >= 19)
      let waiting = try send([post(server.url())], isCancelled: { true })
      #expect(waiting.map(\.failure) == [.cancelled])
      #expect(waiting.map(\.attempts) == [0])
    }
  }
}
