import Analysis
import Gate
import HTTPExchange
import Outcome
import Rollouts
import Testing

/// What each hook may change, and when it is called.
@Suite struct HookRulesTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let weight: Int
    var hasRecord = true
    var isFailing = false
    var ends: [String: HookOutcome.End] = [:]
    let calls: [String]
    let kind: Decision.Kind
    let to: Int
    let status: Ending
    var phase: Phase?
  }

  private static let before = ["rollout", "rollback"]
  private static let start = [
    "rollback", "confirm-rollout", "pre-rollout", "confirm-traffic-increase",
  ]

  static let rows: [Row] = [
    Row(
      testDescription: "a start asks all three, and takes the first rung where they agree",
      weight: 0,
      hasRecord: false, calls: start, kind: .start, to: 10, status: .pass, phase: .progressing),
    Row(
      testDescription: "without confirm-rollout a start waits, and asks no further", weight: 0,
      hasRecord: false, ends: ["confirm-rollout": .failure],
      calls: ["rollback", "confirm-rollout"],
      kind: .hold, to: 0, status: .inconclusive, phase: .waiting),
    Row(
      testDescription: "a failed pre-rollout is a failed run", weight: 0, hasRecord: false,
      ends: ["pre-rollout": .failure],
      calls: ["rollback", "confirm-rollout", "pre-rollout", "post-rollout"],
      kind: .rollBack, to: 0, status: .fail, phase: .failed(.limit)),
    Row(
      testDescription: "without confirm-traffic-increase the first rung is not taken", weight: 0,
      hasRecord: false, ends: ["confirm-traffic-increase": .failure], calls: start, kind: .hold,
      to: 0, status: .inconclusive, phase: .waiting),
    Row(
      testDescription: "an advance asks before the traffic grows", weight: 10,
      calls: before + ["confirm-traffic-increase"], kind: .advance, to: 50, status: .pass,
      phase: .progressing),
    Row(
      testDescription: "without confirm-traffic-increase the weight is held, and nothing counted",
      weight: 10, ends: ["confirm-traffic-increase": .failure],
      calls: before + ["confirm-traffic-increase"], kind: .hold, to: 10, status: .inconclusive),
    Row(
      testDescription: "a failed rollout hook rolls back, whatever the checks say", weight: 10,
      ends: ["rollout": .failure], calls: before + ["post-rollout"], kind: .rollBack, to: 0,
      status: .fail, phase: .failed(.limit)),
    Row(
      testDescription: "a rollback hook that succeeds rolls back, whatever the checks say",
      weight: 10, ends: ["rollback": .success], calls: before + ["post-rollout"], kind: .rollBack,
      to: 0, status: .fail, phase: .failed(.hook)),
    Row(
      testDescription: "failed checks roll back and ask nobody", weight: 50, isFailing: true,
      calls: before + ["post-rollout"], kind: .rollBack, to: 0, status: .fail,
      phase: .failed(.limit)),
    Row(
      testDescription: "the end asks for the promotion, and is told", weight: 50,
      calls: before + ["confirm-promotion", "post-rollout"], kind: .finish, to: 50, status: .pass,
      phase: .succeeded),
    Row(
      testDescription: "without confirm-promotion the end is held", weight: 50,
      ends: ["confirm-promotion": .failure], calls: before + ["confirm-promotion"], kind: .hold,
      to: 50, status: .inconclusive),
    Row(
      testDescription: "a post-rollout hook that fails changes nothing", weight: 50,
      ends: ["post-rollout": .failure], calls: before + ["confirm-promotion", "post-rollout"],
      kind: .finish, to: 50, status: .pass, phase: .succeeded),
    Row(
      testDescription: "a hook that is stopped ends the run undecided", weight: 10, isFailing: true,
      ends: ["rollout": .interrupted], calls: ["rollout"], kind: .hold, to: 10,
      status: .inconclusive),
  ]

  private static let hooks =
    "    hooks:\n"
    + HookKind.allCases.map {
      "      - {type: \($0.rawValue), url: \"http://hooks/\($0.rawValue)\"}\n"
    }
    .joined()

  static func world(_ row: Row) -> World {
    var files = [
      "rolloutgate.yaml": World.config("podinfo") + hooks,
      "vs.yaml": World.manifest(["podinfo": row.weight]),
    ]
    if row.hasRecord { files[World.recordPath] = World.record("podinfo", weight: row.weight) }
    let world = World(
      files,
      answer: { query in
        // The baseline has the rest of the traffic.
        if query.contains("-primary\"") {
          return World.value("\(row.weight == 50 ? 1_000 : 9_000)")
        }
        return row.isFailing ? World.failing(query) : World.healthy(query)
      })
    world.hookEnds = row.ends.merging(["rollback": .failure]) { given, _ in given }
    return world
  }

  @Test("Each hook is called in its turn, and changes what it may", arguments: rows)
  func rules(row: Row) {
    let world = Self.world(row)
    let outcome = world.run()
    let decision = outcome.rollouts[0].decision
    #expect(world.hookCalls.map(\.kind.rawValue) == row.calls)
    #expect(decision?.kind == row.kind, "\(outcome)")
    #expect(decision?.to.parts == row.to)
    #expect(outcome.exitStatus == row.status)
    #expect(decision?.state?.phase == row.phase)
    #expect(outcome.rollouts[0].hooks.map(\.kind.rawValue) == row.calls)
  }

  @Test("A dry run calls no hooks, and says whom it would have asked")
  func dryRun() {
    let world = Self.world(Self.rows[4])
    let outcome = world.run(isDryRun: true)
    #expect(world.hookCalls.isEmpty)
    #expect(outcome.rollouts[0].decision?.kind == .advance)
    let hooks = outcome.rollouts[0].hooks
    #expect(hooks.map(\.name) == ["rollout", "confirm-traffic-increase"])
    #expect(hooks.allSatisfy { $0.end == .notCalled })
  }

  @Test("A run that writes without calling hooks raises nothing that they should have agreed to")
  func backdated() {
    for name in ["rollout", "confirm-traffic-increase"] {
      let world = Self.world(Self.rows[4])
      let lines = "    hooks:\n      - {type: \(name), url: \"http://hooks/\"}\n"
      world.files["rolloutgate.yaml"] = Array((World.config("podinfo") + lines).utf8)
      let stage = world.stage()
      let writing = Stage(
        command: .run, configuration: stage.configuration, revision: "1.1.0",
        evaluatedAt: World.now, startedAt: World.now, allowsHooks: false, version: "0",
        host: "test")
      let outcome = Gate.run(writing, with: world.effects).outcome
      #expect(outcome.rollouts[0].decision?.kind == .hold, "\(name)")
      #expect(outcome.exitStatus == .inconclusive)
      #expect(world.hookCalls.isEmpty)
    }
  }

  @Test("What a hook brings about lies before the moment that is judged")
  func moment() {
    let world = Self.world(Self.rows[4])
    world.hookTakes = .seconds(40)
    let outcome = world.run()
    #expect(outcome.evaluatedAt == World.now.advanced(by: .seconds(80)))
  }

  @Test("A moment that was given is judged, however long a hook takes")
  func givenMoment() {
    let world = Self.world(Self.rows[4])
    world.hookTakes = .seconds(40)
    let stage = Stage(
      command: .run, configuration: world.stage().configuration, revision: "1.1.0",
      evaluatedAt: World.now, startedAt: World.now, version: "0", host: "test")
    let outcome = Gate.run(stage, with: world.effects).outcome
    #expect(world.hookCalls.map(\.kind.rawValue) == Self.rows[4].calls)
    #expect(outcome.evaluatedAt == World.now)
  }
}
