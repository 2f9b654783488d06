import Diagnostics
import Gate
import Outcome
import Rollouts
import Testing

/// What happens between the job that judges and the one that writes.
@Suite struct StaleDecisionTests {
  struct Stale: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What happens between the two jobs.
    let meanwhile: @Sendable (World) -> Void
    var revision = "1.1.0"
    var seconds = 0.0
    let why: String
  }

  static let meanwhile: [Stale] = [
    Stale(
      testDescription: "another revision", meanwhile: { _ in }, revision: "1.2.0",
      why: "the revision is 1.2.0, and was 1.1.0"),
    Stale(
      testDescription: "another run's step",
      meanwhile: { _ = $0.run(at: World.now.advanced(by: .seconds(-1))) },
      why: "the record's generation is 5, and was 3"),
    Stale(
      testDescription: "a weight that a person raised",
      meanwhile: { $0.files["vs.yaml"] = Array(World.manifest(["podinfo": 37]).utf8) },
      why: "the weight is 37, and was 10"),
    Stale(
      testDescription: "a weight that a person lowered",
      meanwhile: { $0.files["vs.yaml"] = Array(World.manifest(["podinfo": 0]).utf8) },
      why: "more than one rung above the weight 0"),
    Stale(
      testDescription: "a pause", meanwhile: { _ = $0.say(.pause) },
      why: "the record's generation is 4, and was 3"),
    Stale(
      testDescription: "an age above the limit", meanwhile: { _ in }, seconds: 901,
      why: "it was judged 15m1s ago, and the limit is 15m"),
    Stale(
      testDescription: "a judgement of the future", meanwhile: { _ in }, seconds: -901,
      why: "it was judged at a time that is 15m1s ahead"),
  ]

  @Test(
    "What no longer holds is refused, with exit status 3 and without a trace", arguments: meanwhile)
  func stale(row: Stale) {
    let world = World.climbing()
    let file = world.decided()
    row.meanwhile(world)
    let before = world.files
    let outcome = world.apply(
      file, revision: row.revision, at: World.now.advanced(by: .seconds(row.seconds)))
    #expect(outcome.exitStatus == .inconclusive)
    let said = outcome.rollouts[0].decision?.reasons.map(\.description).joined() ?? ""
    #expect(said.contains("not applied: ") && said.contains(row.why), "\(said)")
    #expect(world.files == before)
  }

  @Test("A roll back of the same revision is carried out however late it is", arguments: meanwhile)
  func lateRollBack(row: Stale) {
    let world = World.climbing(answer: World.failing)
    let file = world.decided()
    world.answer = World.healthy
    row.meanwhile(world)
    let before = world.files
    let wasAtZero = world.weight == 0
    let outcome = world.apply(
      file, revision: row.revision, at: World.now.advanced(by: .seconds(row.seconds)))
    guard row.revision == "1.1.0" else {
      #expect(outcome.exitStatus == .inconclusive)
      #expect(world.files == before)
      return
    }
    #expect(outcome.exitStatus == .pass, "\(outcome)")
    #expect(world.weight == 0)
    #expect(world.record()?.state.phase.isFailed == true)
    #expect(wasAtZero || outcome.rollouts[0].decision?.kind == .rollBack)
    let after = world.files
    #expect(world.apply(file).exitStatus == .pass)
    #expect(world.files == after)
  }

  @Test("A late roll back does not fail a revision that was promoted meanwhile")
  func rollBackOfThePromoted() {
    let world = World.standing(.progressing, recorded: 10, answer: World.failing)
    let file = world.decided()
    let promoted = World.promotable(.succeeded, recorded: 0, baseline: "1.1.0")
    world.files = promoted.files
    #expect(world.apply(file).exitStatus == .pass)
    #expect(world.files == promoted.files)

    // In the middle of it, less for the canary would be more for the baseline.
    let middle = World.promotable(.promoting, recorded: 50, baseline: "1.1.0")
    world.files = middle.files
    #expect(world.apply(file).exitStatus == .inconclusive)
    #expect(world.files == middle.files)
  }
}
