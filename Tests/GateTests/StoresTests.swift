import Diagnostics
import Gate
import Outcome
import Testing

/// Checks that ask other stores than their rollout's, or decide nothing.
@Suite struct StoresTests {
  private func world(_ store: String, _ checks: String) -> World {
    let whole = World.config("frontend").replacing("rollouts:", with: store + "rollouts:")
    return World([
      "rolloutgate.yaml": whole.replacing("    checks:\n", with: "    checks:\n" + checks),
      "vs.yaml": World.manifest(["frontend": 10]),
      ".rolloutgate/test/frontend.record": World.record("frontend", weight: 10),
    ])
  }

  private static let other =
    "stores:\n  other:\n    address: http://other:9090\n    bearerToken: {env: TOKEN}\n"

  @Test("A check asks the store that it names, and the others their own")
  func eachItsOwn() {
    let world = world(Self.other, "      - {name: up, query: up, min: 1, store: other}\n")
    world.environment["TOKEN"] = "t"
    #expect(world.run().exitStatus == .pass)
    let asked = world.inquiries.map { ($0.store, $0.queries) }
    #expect(asked.count == 2)
    #expect(asked.first { $0.0 == "http://other:9090" }?.1 == ["up"])
    #expect(asked.first { $0.0 != "http://other:9090" }?.1.contains("up") == false)
  }

  @Test("Stores that can't be asked stop whoever names them")
  func closed() {
    let world = world(Self.other, "      - {name: up, query: up, min: 1, store: other}\n")
    let outcome = world.run()
    #expect(outcome.exitStatus == .wrongInput)
    #expect(world.inquiries.flatMap(\.queries).isEmpty)
    #expect("\(outcome.diagnostics)".contains("the variable TOKEN is not there"))
    #expect(world.text("vs.yaml") == World.manifest(["frontend": 10]))
  }

  @Test("A store that nobody names needs no secret")
  func unnamed() {
    let world = world(Self.other, "")
    #expect(world.run().exitStatus == .pass)
  }

  struct Dry: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let check: String
  }

  static let dry = [
    Dry(testDescription: "broken", check: "query: up, min: 2000"),
    Dry(testDescription: "not known", check: "notAsked: Datadog"),
    Dry(testDescription: "kept", check: "query: up, min: 1"),
  ]

  @Test("A dry run is judged and shown, and decides nothing", arguments: dry)
  func dryRun(row: Dry) {
    let world = world("", "      - {name: dry, dryRun: true, \(row.check)}\n")
    let outcome = world.run()
    #expect(outcome.exitStatus == .pass)
    #expect(outcome.rollouts[0].decision?.kind == .advance)
    let check = outcome.rollouts[0].checks.first { $0.check.name == "dry" }
    #expect(check?.judgement != nil)
  }

  @Test("What is not asked holds the rollout")
  func notAsked() {
    let world = world("", "      - {name: latency, notAsked: Datadog, max: 5}\n")
    let outcome = world.run()
    #expect(outcome.exitStatus == .inconclusive)
    #expect(outcome.rollouts[0].decision?.kind == .hold)
  }
}
