import Foundation
import Gate
import GateConfig
import LoopbackServers
import Outcome
import Rollouts
import Synchronization
import Testing
import WorkTree

@testable import rolloutgate

/// Hooks of a config, called as the executable calls them.
@Suite struct HookCallTests {
  private let folder: ScratchFolder

  init() throws {
    _ = signal(SIGPIPE, SIG_IGN)
    folder = try ScratchFolder("hooks")
  }

  /// Calls the hooks that stand in these lines of a config.
  private func call(_ lines: String...) throws -> [HookOutcome] {
    let config = """
      version: 1
      rollouts:
        - name: podinfo
          namespace: test
          canary: {workload: podinfo-canary}
          checks: [{check: request-success-rate, min: 99%}]
          hooks:

      """
    let text = config + lines.map { "      - \($0)\n" }.joined()
    let file = ConfigFile(name: "c.yaml", folder: folder.path, bytes: Array(text.utf8))
    guard case .sound(let rollout, _) = try #require(readConfigs([file]).entries.first) else {
      throw SetUpFailure("the config is broken: \(readConfigs([file]).allDiagnostics)")
    }
    let effects = try Effects(
      in: try WorkTree(root: folder.path), answering: .store, showing: false, Surroundings())
    let subject = HookSubject(rollout: rollout.name, phase: "Progressing", revision: "v2")
    return effects.call(hookCalls(rollout.hooks, about: subject, with: effects))
  }

  @Test(
    "A server's answer decides, and a redirect is followed nowhere",
    arguments: [
      ("200 OK", true, "HTTP 200", ""), ("202 Accepted", true, "HTTP 202", ""),
      ("204 No Content", false, "HTTP 204", ""), ("403 Forbidden", false, "HTTP 403", "said"),
      ("500 Oops", false, "HTTP 500", "said"),
      (
        "302 Found\r\nLocation: http://127.0.0.1:1/elsewhere?a=b", false, "HTTP 302",
        "it redirects to http://127.0.0.1:1/elsewhere, and redirects are not followed"
      ),
    ])
  func answers(head: String, isSuccess: Bool, status: String, text: String) throws {
    let server = try RawServer { _ in
      RawAnswer.body(head.hasPrefix("204") ? "" : "said", status: head, type: "text/plain")
    }
    let outcome = try #require(
      try call("{type: rollback, name: gate, url: '\(server.address)/rollback/check?x=y'}").first)
    #expect(
      outcome
        == HookOutcome(
          kind: .rollback, name: "gate",
          end: isSuccess ? .success : status == "interrupted" ? .interrupted : .failure, text: text,
          status: status,
          seconds: outcome.seconds, attempts: 1))
    let request = try #require(server.requests.first)
    #expect(server.requests.count == 1)
    #expect(request.hasPrefix("POST /rollback/check?x=y HTTP/1.1\r\n"))
    #expect(request.contains("\r\nContent-Type: application/json\r\n"))
    #expect(request.hasSuffix(#""phase":"Progressing","checksum":"974a4b21","metadata":{}}"#))
  }

  @Test(
    "Retries end with the first answer that is none of 429 and 5xx, or with the last attempt",
    arguments: [
      (0, ["500 Oops"], "HTTP 500"), (2, ["500 Oops", "501 No", "200 OK"], "HTTP 200"),
      (1, ["429 Later", "404 Gone"], "HTTP 404"), (1, ["503 Busy", "503 Busy"], "HTTP 503"),
      (2, ["404 Gone"], "HTTP 404"), (1, ["nonsense", "202 Yes"], "HTTP 202"),
    ])
  func retries(retries: Int, replies: [String], status: String) throws {
    let rest = Replies(replies)
    let server = try RawServer { _ in
      let next = rest.next()
      return next == "nonsense" ? "SSH-2.0\r\n" : RawAnswer.json("{}", status: next)
    }
    let outcome = try #require(
      try call("{type: rollout, url: '\(server.address)', retries: \(retries)}").first)
    #expect(outcome.status == status)
    #expect(outcome.attempts == replies.count)
    #expect(server.requests.count == replies.count)
  }

  @Test("One time limits the whole call, however often it may be repeated")
  func silence() throws {
    let server = try RawServer { _ in nil }
    let outcome = try #require(
      try call("{type: rollout, url: '\(server.address)', timeout: 200ms, retries: 10}").first)
    #expect(outcome.status == "timed out after 200ms" && !outcome.isSuccess)
    #expect(outcome.attempts == 1)
  }

  @Test("An answer without end is cut")
  func size() throws {
    let server = try RawServer { _ in
      RawAnswer.json(String(repeating: "x", count: (1 << 20) + 1))
    }
    let outcome = try #require(try call("{type: rollout, url: '\(server.address)'}").first)
    #expect(outcome.status == "too large" && !outcome.isSuccess)
  }

  @Test("A secret that a server sends back is not told, with its scheme or without")
  func secrets() throws {
    let server = try RawServer { request in
      let bare = request.contains("hunter22/x") ? "the token hunter22/x is wrong" : "no token"
      return RawAnswer.json(request + bare, status: "403 Forbidden")
    }
    try folder.write("Bearer hunter22/x\n", to: "token")
    let outcome = try #require(
      try call(
        "{type: rollout, url: '\(server.address)', headers: {Authorization: "
          + "{file: '\(folder.path("token"))'}, X-Team: blue}}"
      ).first)
    #expect(outcome.status == "HTTP 403")
    #expect(outcome.text.contains("the token *** is wrong"), "\(outcome.text)")
    #expect(outcome.text.contains("X-Team: blue"), "\(outcome.text)")
    #expect(!outcome.text.contains("hunter22"), "\(outcome.text)")
  }

  @Test("Calls are made in their order, and one that fails keeps no other from its turn")
  func order() throws {
    let server = try RawServer { _ in RawAnswer.json("{}") }
    let outcomes = try call(
      "{type: pre-rollout, name: write, command: [sh, -c, 'cat >input; echo 1 >>log']}",
      "{type: pre-rollout, name: missing, command: [no-such-program]}",
      "{type: pre-rollout, name: secret, url: '\(server.address)', "
        + "headers: {X-Key: {env: ROLLOUTGATE_TEST_NOT_SET}}}",
      "{type: rollout, name: read, command: [sh, -c, 'echo 2 >>log; cat log >&2; exit 3']}",
      "{type: post-rollout, url: '\(server.address)'}")
    #expect(outcomes.map(\.name) == ["write", "missing", "secret", "read", "post-rollout"])
    #expect(outcomes.map(\.isSuccess) == [true, false, false, false, true])
    #expect(
      outcomes.map(\.status) == ["exit 0", "not called", "not called", "exit 3", "HTTP 200"])
    #expect(outcomes.map(\.attempts) == [1, 0, 0, 1, 1])
    #expect(outcomes[3].text == "1\n2")
    #expect(try folder.read("input").hasPrefix(#"{"schema":1,"hook":"pre-rollout","#))
    #expect(server.requests.count == 1)
  }
}

/// Replies in their order.
private final class Replies: Sendable {
  private let rest: Mutex<[String]>

  init(_ replies: [String]) {
    rest = Mutex(replies)
  }

  func next() -> String { rest.withLock { $0.isEmpty ? "599 too many" : $0.removeFirst() } }
}
