import Diagnostics
import Foundation
import Gate
import GateConfig
import HTTPExchange
import Outcome
import Rollouts
import Testing

/// Who is told of what, and what is said of those who can't be told.
@Suite struct NotifyTests {
  private static let secret = "https://hooks.example/services/hunter22?key=swordfish"

  /// The recipients of a config of the rollouts `one` and `two`, with these lines.
  private static func recipients(_ lines: String...) throws -> [Recipient] {
    let text =
      World.config("one", "two") + "notifications:\n" + lines.map { "  - \($0)\n" }.joined()
    let file = ConfigFile(name: "c.yaml", folder: "", bytes: Array(text.utf8))
    let read = readConfigs([file])
    #expect(read.allDiagnostics.isEmpty, "\(read.allDiagnostics)")
    return read.recipients
  }

  private static func outcome(_ told: KeyValuePairs<String, Severity?>) -> Outcome {
    let now = World.now
    return Outcome(
      version: "0", command: .run, evaluatedAt: now, startedAt: now, seconds: 0, host: "test",
      isDryRun: false,
      rollouts: told.map { name, severity in
        RolloutOutcome(title: "test/\(name)", position: nil, standing: .pass).told(as: severity)
      }, diagnostics: [])
  }

  private static func notified(
    _ recipients: [Recipient], of outcome: Outcome, in world: World
  ) -> [Diagnostic] {
    notify(
      of: outcome, to: recipients,
      writing: { Array("\($0.title) \($1.title)".utf8) }, with: world.effects
    ).warnings
  }

  @Test(
    "Each is told of its rollouts from its severity on, the gravest first",
    arguments: [
      ("", ["test/two", "test/one"]), ("severity: info, ", ["test/two", "test/one"]),
      ("severity: warn, ", ["test/two"]), ("severity: error, ", ["test/two"]),
      ("rollouts: [one], ", ["test/one"]),
      ("rollouts: [test/two, one], ", ["test/two", "test/one"]),
      ("rollouts: [one], severity: warn, ", []),
    ])
  func filter(settings: String, titles: [String]) throws {
    let recipients = try Self.recipients("{type: slack, \(settings)address: {env: URL}}")
    let told = due(Self.outcome(["one": .info, "two": .error]), to: recipients)
    #expect(told.flatMap { $0.rollouts.map(\.title) } == titles)
    #expect(told.count == (titles.isEmpty ? 0 : 1))
    #expect(due(Self.outcome(["one": nil, "two": nil]), to: recipients).isEmpty)
  }

  @Test("A warning is graver than what goes its way, and an error graver than that")
  func severities() throws {
    let recipients = try Self.recipients("{type: slack, severity: warn, address: {env: URL}}")
    let told = due(Self.outcome(["one": .warn, "two": .info]), to: recipients)
    #expect(told.flatMap { $0.rollouts.map(\.title) } == ["test/one"])
  }

  @Test("All are sent at once, a request for each rollout, over the recipient's own connection")
  func requests() throws {
    let recipients = try Self.recipients(
      "{type: slack, address: {env: URL}, timeout: 3s}",
      "{type: webhook, address: {file: url}, headers: {Authorization: {env: TOKEN}, X-Team: a}}",
      "{type: gchat, severity: error, address: {env: NOT_THERE}}")
    let world = World([:])
    world.environment = ["URL": Self.secret, "TOKEN": "Bearer t"]
    world.files["url"] = Array("http://127.0.0.1:1/hook\n".utf8)
    let said = Self.notified(
      recipients, of: Self.outcome(["one": .info, "two": .warn]), in: world)
    #expect(said.isEmpty, "\(said)")
    #expect(world.deliveries.count == 2)
    let slack = try #require(world.deliveries.first)
    #expect(slack.requests.map(\.url) == [Self.secret, Self.secret])
    #expect(slack.requests.allSatisfy { $0.method == .post })
    #expect(
      slack.requests[0].headers.map { "\($0.name): \($0.value)" }
        == ["Content-Type: application/json; charset=utf-8"])
    #expect(
      slack.requests.map { String(decoding: $0.body, as: UTF8.self) }
        == ["slack test/two", "slack test/one"])
    #expect(slack.connection.timeout == .seconds(3) && slack.connection.deadline == .seconds(3))
    #expect(slack.connection.retry.attempts == 3)
    let webhook = world.deliveries[1]
    #expect(webhook.requests.map(\.url) == Array(repeating: "http://127.0.0.1:1/hook", count: 2))
    #expect(webhook.connection.headers.map(\.name) == ["Authorization", "X-Team"])
  }

  @Test(
    "Why somebody was not told is a warning at the place in the config, without the address",
    arguments: [
      (.success(500), "HTTP 500", nil),
      (.success(404), "HTTP 404", "see whether the webhook still exists, and its type is this one"),
      (
        .success(400), "HTTP 400",
        "see whether the address is that of a webhook of this type"
      ),
      (.success(429), "HTTP 429", nil), (.success(199), "HTTP 199", nil),
      (
        .failure(.redirected(status: 302, to: "https://hooks.example/services/hunter22")),
        "HTTP 302, a redirect, which is not followed", "give the address that it leads to"
      ),
      (.failure(.nameNotResolved("hooks.example")), "its host is not known", nil),
      (.failure(.connectionFailed("hooks.example port 443")), "no connection", nil),
      (
        .failure(.tls("hooks.example")), "no TLS connection",
        "give tls.caFile where its authority is your own"
      ),
      (.failure(.timedOut(seconds: 10, overall: true)), "timed out after 10s", nil),
      (.failure(.tooLarge(limit: 1)), "no whole answer", nil),
      (.failure(.brokenAnswer("hooks.example")), "no whole answer", nil),
      (
        .failure(.unusable("hooks.example")),
        "its address, a header or a certificate can't be used", nil
      ),
      (.failure(.cancelled), "the run was stopped", nil),
    ] as [(Result<Int, TransportFailure>, String, String?)])
  func failures(result: Result<Int, TransportFailure>, why: String, advice: String?) throws {
    let recipients = try Self.recipients("{type: slack, name: ops, address: {env: URL}}")
    let world = World([:])
    world.environment = ["URL": Self.secret]
    world.receipt = { _ in
      result.map {
        HTTPAnswer(status: $0, contentType: "text/plain", body: Array("no hunter22".utf8))
      }
    }
    let said = Self.notified(recipients, of: Self.outcome(["one": .info]), in: world)
    let end = advice.map { "; \($0)" } ?? ""
    #expect(
      said.map { "\($0)" }
        == ["c.yaml:22:5: warning: slack \"ops\" was not told of test/one: \(why)\(end)"])
  }

  @Test("Of several messages those are counted that did not arrive")
  func several() throws {
    let recipients = try Self.recipients("{type: slack, address: {env: URL}}")
    let world = World([:])
    world.environment = ["URL": Self.secret]
    world.receipt = { request in
      let isOne = request.body.elementsEqual("slack test/one".utf8)
      return .success(HTTPAnswer(status: isOne ? 429 : 200, contentType: "", body: []))
    }
    let said = Self.notified(
      recipients, of: Self.outcome(["one": .info, "two": .error]), in: world)
    #expect(
      said.map(\.what) == ["slack was not told of 1 of 2 rollouts, test/one first: HTTP 429"])
  }

  @Test("Of each message there is a line with its answer, for -v")
  func lines() throws {
    let recipients = try Self.recipients(
      "{type: slack, name: ops, address: {env: URL}}", "{type: discord, address: {env: NONE}}")
    let world = World([:])
    world.environment = ["URL": Self.secret]
    world.receipt = { request in
      request.body.elementsEqual("slack \"ops\" test/one".utf8)
        ? .failure(.connectionFailed("hooks.example"))
        : .success(HTTPAnswer(status: 200, contentType: "", body: []))
    }
    let lines = notify(
      of: Self.outcome(["one": .info, "two": .error]), to: recipients,
      writing: { Array("\($0.title) \($1.title)".utf8) }, with: world.effects
    ).sent
    #expect(
      lines == [
        "sent to slack \"ops\" on test/two, 0.000 s: HTTP 200",
        "sent to slack \"ops\" on test/one, 0.000 s: no connection",
      ])
  }

  @Test(
    "An address that can't be used is said without it, and the others are told",
    arguments: [
      (nil, "the variable URL is not there"), ("", "the variable URL is empty"),
      ("https://a\nhttps://b", "the variable URL holds several lines"),
      ("hooks.example/hunter22", "the variable URL holds no address of a webhook"),
      ("ftp://hooks.example/hunter22", "the variable URL holds no address of a webhook"),
      ("https://me:hunter22@hooks.example", "the variable URL holds no address of a webhook"),
    ] as [(String?, String)])
  func addresses(text: String?, why: String) throws {
    let recipients = try Self.recipients(
      "{type: slack, address: {env: URL}}", "{type: discord, address: {env: OTHER}}")
    let world = World([:])
    world.environment = ["OTHER": "https://b"]
    if let text { world.environment["URL"] = text }
    let said = Self.notified(recipients, of: Self.outcome(["one": .info]), in: world)
    #expect(said.count == 1)
    #expect(said.first?.what == "slack was not told of test/one: \(why)")
    #expect(said.first?.severity == .warning)
    #expect(!"\(said)".contains("hunter22"))
    #expect(world.deliveries.flatMap(\.requests).map(\.url) == ["https://b"])
  }

  @Test(
    "Without encryption an address goes to this machine alone, or with a warning",
    arguments: [
      ("https://a", true), ("http://localhost:8080/x", true), ("http://127.0.0.1/x?y", true),
      ("http://[::1]:80/", true), ("HTTP://LOCALHOST", true), ("http://a", false),
      ("http://127.0.0.1.example/", false), ("http://localhost.example/", false),
      ("http://127.evil/", false),
    ])
  func encryption(address: String, isSafe: Bool) throws {
    let recipients = try Self.recipients("{type: webhook, address: {env: URL}}")
    let world = World([:])
    world.environment = ["URL": address]
    let said = Self.notified(recipients, of: Self.outcome(["one": .info]), in: world)
    let warning =
      "c.yaml:22:5: warning: webhook: its address is sent without encryption; use https"
    #expect(said.map { "\($0)" } == (isSafe ? [] : [warning]))
    #expect(world.deliveries.count == 1)
  }

  @Test("lint says what is wrong with an address that is there, and nothing of one that is not")
  func linted() {
    let world = World.climbing()
    world.files["rolloutgate.yaml"]? += Array(
      """
      notifications:
        - {type: slack, address: {env: URL}}
        - {type: slack, address: {file: url}}

      """.utf8)
    func said() -> [String] {
      lint(world.stage(), with: world.effects).map { "\($0)" }
    }
    #expect(said() == [])
    world.environment["URL"] = "http://hooks.example/hunter22"
    world.files["url"] = Array("hunter22".utf8)
    #expect(
      said() == [
        "rolloutgate.yaml:14:5: warning: slack: its address is sent without encryption; use https",
        "rolloutgate.yaml:15:28: the file url holds no address of a webhook; "
          + HookAddress.advice,
      ])
  }

  @Test("explain says who would be told, never at which address")
  func explained() {
    let world = World.climbing()
    world.environment["URL"] = Self.secret
    world.files["rolloutgate.yaml"]? += Array(
      """
      notifications:
        - {type: slack, name: releases, severity: warn, address: {env: URL}}
        - {type: webhook, address: {file: url}, rollouts: [podinfo]}

      """.utf8)
    let text = explain(world.stage(), with: world.effects).text
    #expect(
      text.contains(
        """
          tells slack "releases" warn, error: its address is in the variable URL
          tells webhook info, warn, error: its address is in the file url

        """), "\(text)")
    #expect(!text.contains("hunter22"))
  }

  @Test("A wrong section is an error of the run, and nothing waits for it, a roll back least")
  func wrong() {
    let world = World.climbing(answer: World.failing)
    world.files["rolloutgate.yaml"]? += Array("notifications: {type: slack}\n".utf8)
    let outcome = world.run()
    #expect(outcome.exitStatus == .wrongInput)
    #expect(world.weight == 0 && outcome.rollouts[0].severity == .error)
    let other = World.climbing()
    let file = other.decided()
    other.files["rolloutgate.yaml"]? += Array("notifications: [{type: slack}]\n".utf8)
    let applied = other.apply(file)
    #expect(applied.exitStatus == .wrongInput && other.weight == 50)
  }
}
