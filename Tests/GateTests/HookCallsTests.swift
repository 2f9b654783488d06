import Analysis
import Foundation
import GateConfig
import HTTPExchange
import Outcome
import Rollouts
import Testing

@testable import Gate

@Suite struct HookCallsTests {
  static func subject(
    in phase: String = "Progressing", revision: String? = "1.1.0", decision: Decision? = nil
  ) throws -> HookSubject {
    let name = try #require(RolloutName(namespace: "test", name: "podinfo"))
    return HookSubject(rollout: name, phase: phase, revision: revision, decision: decision)
  }

  /// The hooks of a config in the folder `apps`.
  static func hooks(_ lines: String...) throws -> [RolloutConfig.Hook] {
    let config =
      World.config("podinfo") + "    hooks:\n" + lines.map { "      - \($0)\n" }.joined()
    let file = ConfigFile(name: "apps/c.yaml", folder: "apps", bytes: Array(config.utf8))
    guard case .sound(let rollout, _) = try #require(readConfigs([file]).entries.first) else {
      Issue.record("the config is broken: \(config)")
      return []
    }
    return rollout.hooks
  }

  static func calls(
    _ hooks: [RolloutConfig.Hook], about subject: HookSubject? = nil,
    environment: [String: String] = [:]
  ) throws -> [HookCall] {
    let world = World([:])
    world.environment = environment
    return hookCalls(hooks, about: try subject ?? Self.subject(), with: world.effects)
  }

  @Test("A url is called with Flagger's payload, byte for byte, over the hook's own connection")
  func payload() throws {
    let hooks = try Self.hooks(
      #"{type: pre-rollout, url: "https://a/b?c=d", timeout: 3s, retries: 10, "#
        + #"metadata: {z: "a \"b\" \\ é", a: "x\u0007"}}"#)
    let call = try #require(try Self.calls(hooks).first)
    guard case .http(let request, let connection) = call.way else {
      Issue.record("\(call.way)")
      return
    }
    #expect(call.kind == .preRollout && call.name == "pre-rollout")
    #expect(request.method == .post && request.url == "https://a/b?c=d")
    #expect(request.headers.map { "\($0.name): \($0.value)" } == ["Content-Type: application/json"])
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"name":"podinfo","namespace":"test","phase":"Progressing","checksum":"d6975d93","#
        + #""metadata":{"z":"a \"b\" \\ é","a":"x\u0007"}}"#)
    #expect(connection.timeout == .seconds(3) && connection.deadline == .seconds(3))
    #expect(connection.retry == RetryRule(attempts: 11, repeating: .allServerErrors))
  }

  @Test("A program reads one line with the decision, and starts in its config's folder")
  func program() throws {
    let decision = Decision(
      .advance, from: try #require(Weight(15, of: 1_000)),
      to: try #require(Weight(30, of: 1_000)), standing: .pass,
      reasons: [.checksPassed(3), .ageUnknown], state: nil)
    let subject = try Self.subject(decision: decision)
    let hooks = try Self.hooks(
      "{type: confirm-traffic-increase, name: ask, command: [./ask.sh, -x], metadata: {a: b}}")
    let call = try #require(try Self.calls(hooks, about: subject).first)
    guard case .program(let program) = call.way else {
      Issue.record("\(call.way)")
      return
    }
    #expect(call.name == "ask")
    #expect(program.words == ["./ask.sh", "-x"] && program.folder == "apps")
    #expect(program.variables == ["ROLLOUTGATE_HOOK": "confirm-traffic-increase"])
    #expect(program.timeout == .seconds(10))
    #expect(
      String(decoding: program.input, as: UTF8.self)
        == #"{"schema":1,"hook":"confirm-traffic-increase","name":"podinfo","namespace":"test","#
        + #""phase":"Progressing","revision":"1.1.0","decision":"advance","from":15,"to":30,"#
        + #""total":1000,"reasons":["all 3 checks passed","no record: the age of the present "#
        + #"weight is unknown"],"metadata":{"a":"b"}}"# + "\n")
  }

  @Test("What is not known yet is null, and both bodies can be read by others")
  func unknown() throws {
    let subject = try Self.subject(in: "Initialized", revision: nil)
    let input = subject.input(for: .rollout, with: [])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(input)) as? [String: Any])
    for key in ["revision", "decision", "from", "to", "total"] {
      #expect(object[key] is NSNull, "\(key)")
    }
    #expect((object["reasons"] as? [Any])?.isEmpty == true)
    // A line break within would end the line that a program reads.
    #expect(input.count { $0 == UInt8(ascii: "\n") } == 1)
    let payload = try JSONSerialization.jsonObject(with: Data(subject.payload(with: [])))
    let names = try #require(payload as? [String: Any]).keys.sorted()
    #expect(names == ["checksum", "metadata", "name", "namespace", "phase"])
  }

  @Test(
    "The checksum is FNV-1a of the revision, in eight digits",
    arguments: [
      (nil, "811c9dc5"), ("", "811c9dc5"), ("a", "e40c292c"), ("foobar", "bf9cf968"),
      ("1.2.18", "0348e417"),
    ] as [(String?, String)])
  func checksum(revision: String?, text: String) throws {
    let subject = try Self.subject(revision: revision)
    #expect(subject.checksum == text)
  }

  @Test("Secrets are read for the call; one that is not there makes it impossible, and only it")
  func secrets() throws {
    let hooks = try Self.hooks(
      "{type: rollout, url: https://a, headers: {Authorization: {env: HOOK_TOKEN}, X-Team: a}}",
      "{type: post-rollout, url: https://a}")
    let given = try Self.calls(hooks, environment: ["HOOK_TOKEN": "Bearer hunter22"])
    guard case .http(_, let connection) = given[0].way else {
      Issue.record("\(given[0].way)")
      return
    }
    #expect(
      connection.headers == [
        .init(name: "Authorization", value: Secret("Bearer hunter22")),
        .init(name: "X-Team", value: Secret("a"), isPublic: true),
      ])
    let missing = try Self.calls(hooks)
    #expect(missing[0].way == .impossible("the variable HOOK_TOKEN is not there"))
    guard case .http = missing[1].way else {
      Issue.record("\(missing[1].way)")
      return
    }
  }

  @Test(
    "A run calls hooks; a dry run and a check do not, unless told otherwise",
    arguments: [
      (.run, false, nil, true), (.run, true, nil, false), (.check, false, nil, false),
      (.check, false, true, true), (.run, false, false, false),
    ] as [(Outcome.Command, Bool, Bool?, Bool)])
  func stages(command: Outcome.Command, isDryRun: Bool, given: Bool?, allowsHooks: Bool) {
    let stage = Stage(
      command: command, configuration: GateConfiguration(entries: [], diagnostics: []),
      evaluatedAt: World.now, startedAt: World.now, isDryRun: isDryRun, allowsHooks: given,
      version: "0", host: "")
    #expect(stage.allowsHooks == allowsHooks)
    #expect(stage.at(.epoch).allowsHooks == allowsHooks)
  }

  @Test("Effects without hooks call none and say so")
  func none() {
    let calls = [
      HookCall(.rollout, name: "a", by: .impossible("")),
      HookCall(.rollback, name: "b", by: .program(ProgramCall(["true"], timeout: .seconds(1)))),
    ]
    let outcomes = Effects.callingNothing(calls)
    #expect(outcomes.map(\.name) == ["a", "b"])
    #expect(outcomes.allSatisfy { !$0.isSuccess && $0.attempts == 0 })
  }
}
