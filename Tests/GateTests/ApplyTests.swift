import Analysis
import Diagnostics
import Gate
import HTTPExchange
import Manifests
import Outcome
import Rollouts
import Testing

@Suite struct ApplyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let world: @Sendable () -> World
    let kind: Decision.Kind
    let weight: Int
    let phase: Phase
    var failedRuns = 0

    init(
      _ what: String, _ world: @autoclosure @escaping @Sendable () -> World, _ kind: Decision.Kind,
      to weight: Int, _ phase: Phase, failedRuns: Int = 0
    ) {
      testDescription = what
      self.world = world
      self.kind = kind
      self.weight = weight
      self.phase = phase
      self.failedRuns = failedRuns
    }
  }

  private static func promoting(_ phase: Phase, _ weight: Int, baseline: String) -> World {
    let world = World.standing(
      phase, recorded: weight,
      settings: "    promote: [{file: k.yaml, path: newTag}]\n    atTop: promote\n")
    world.files["k.yaml"] = Array("newTag: \(baseline)\n".utf8)
    return world
  }

  static let rows: [Row] = [
    Row("a start", .standing(nil, recorded: 0), .start, to: 10, .progressing),
    Row("an advance", .climbing(), .advance, to: 50, .progressing),
    Row(
      "an advance without a record", .standing(nil, recorded: 10), .advance, to: 50, .progressing),
    Row("a roll back", .climbing(answer: World.failing), .rollBack, to: 0, .failed(.limit)),
    Row(
      "a failure that is held",
      .standing(
        .progressing, recorded: 10, settings: "    failureLimit: 2\n", answer: World.failing),
      .hold, to: 10, .progressing, failedRuns: 1),
    Row("a finish", .standing(.progressing, recorded: 50), .finish, to: 50, .succeeded),
    Row(
      "a promotion", promoting(.progressing, 50, baseline: "1.0.0"), .promote, to: 50, .promoting),
    Row(
      "the baseline's traffic", promoting(.promoting, 50, baseline: "1.1.0"), .promote, to: 0,
      .finalising),
    Row(
      "the end of a promotion", promoting(.finalising, 0, baseline: "1.1.0"), .finish, to: 0,
      .succeeded),
    Row(
      "the rest of a run that was stopped",
      .standing(
        .progressing, recorded: 10, at: 50, extra: World.intent(.advance, 10, 50, .progressing)),
      .advance, to: 50, .progressing),
    Row(
      "the rest of a roll back that was stopped",
      .standing(
        .progressing, recorded: 50, extra: World.intent(.rollBack, 50, 0, .failed(.limit))),
      .rollBack, to: 0, .failed(.limit)),
  ]

  @Test(
    "What one job decided another one writes, once; a second time it is a success", arguments: rows)
  func twice(row: Row) throws {
    let world = row.world()
    let before = world.files
    let file = world.decided()
    #expect(world.files == before)
    #expect(file.entries.map(\.kind) == [row.kind])
    let asked = world.inquiries.count

    let outcome = world.apply(file)
    #expect(outcome.exitStatus == .pass, "\(outcome)")
    #expect(outcome.rollouts[0].decision?.kind == row.kind)
    #expect(world.weight == row.weight)
    let record = try #require(world.record())
    #expect(record.state.phase == row.phase)
    #expect(record.state.failedRuns == row.failedRuns)
    #expect(record.intent == nil)
    #expect(record.history.map(\.id) == file.entries.map(\.id))

    let after = world.files
    let again = world.apply(file)
    #expect(again.exitStatus == .pass)
    #expect(again.rollouts[0].decision?.reasons == [.alreadyApplied(file.entries[0].id)])
    #expect(world.files == after)
    #expect(world.inquiries.count == asked)
  }

  @Test("It writes what run itself would have written", arguments: rows)
  func asRun(row: Row) throws {
    let (one, two) = (row.world(), row.world())
    _ = one.run()
    _ = two.apply(two.decided())
    #expect(one.text("vs.yaml") == two.text("vs.yaml"))
    #expect(one.text("k.yaml") == two.text("k.yaml"))
    let (record, applied) = (try #require(one.record()), try #require(two.record()))
    #expect(record.state == applied.state)
    #expect(record.generation == applied.generation)
  }

  @Test("Killed after any write and repeated, it comes to the same end", arguments: rows)
  func killed(row: Row) {
    let whole = row.world()
    let file = whole.decided()
    _ = whole.apply(file)
    for left in 0..<whole.writes.count {
      let world = row.world()
      world.writesLeft = left
      #expect(world.apply(file).exitStatus == .notWritten)
      world.writesLeft = .max
      #expect(world.apply(file).exitStatus == .pass, "after \(left) writes")
      #expect(world.files == whole.files, "after \(left) writes")
    }
  }

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
    let promoted = Self.promoting(.succeeded, 0, baseline: "1.1.0")
    world.files = promoted.files
    #expect(world.apply(file).exitStatus == .pass)
    #expect(world.files == promoted.files)

    // In the middle of it, less for the canary would be more for the baseline.
    let middle = Self.promoting(.promoting, 50, baseline: "1.1.0")
    world.files = middle.files
    #expect(world.apply(file).exitStatus == .inconclusive)
    #expect(world.files == middle.files)
  }

  @Test("A new revision that was not ready goes back to 0, and has not failed")
  func notReady() {
    let ready = """
            - {name: ready, at: [start], query: up, min: 1}

      """
    let world = World.climbing()
    world.files["rolloutgate.yaml"]? += Array(ready.utf8)
    world.answer = { _ in World.value("0") }
    let file = world.decided(revision: "1.2.0")
    #expect(file.entries.map(\.kind) == [.rollBack])
    #expect(world.apply(file, revision: "1.2.0").exitStatus == .pass)
    #expect(world.weight == 0)
    #expect(world.record()?.state.phase == .initialized)
    world.answer = { _ in World.value("1") }
    #expect(world.run(revision: "1.2.0").exitStatus == .pass)
    #expect(world.weight == 10)
  }

  @Test("A run that was only too early counts for no doubt in the other job either")
  func onlyEarly() {
    let world = World.standing(
      .progressing, recorded: 10, settings: "    inconclusive: {limit: 1}\n    settle: 2h\n")
    for _ in 0..<3 {
      let file = world.decided()
      #expect(file.entries.map(\.standing) == [.inconclusive])
      #expect(world.apply(file).exitStatus == .pass)
    }
    #expect(world.record()?.state.doubt == nil)
    world.answer = { _ in World.nothing }
    #expect(world.apply(world.decided()).exitStatus == .pass)
    #expect(world.record()?.state.doubt?.runs == 1)
    #expect(world.weight == 10)
  }

  @Test("A pass that a person holds counts for no doubt in the other job either")
  func paused() {
    let world = World.standing(
      .progressing, recorded: 10, extra: "pause: busy\n",
      settings: "    inconclusive: {limit: 1}\n")
    for _ in 0..<3 { #expect(world.apply(world.decided()).exitStatus == .pass) }
    #expect(world.record()?.state.doubt == nil)
  }

  @Test("What waits for another rollout in the report does so in the other job, too")
  func inOrder() {
    let config = World.config("one", "two").replacing(
      "ladder: [10, 50]\n    checks:\n      - {check: request-success-rate, min: 99%}\n  - name: two",
      with: "ladder: [10, 50]\n    checks:\n      - {check: request-success-rate, min: 99%}\n"
        + "  - name: two\n    after: [one]"
    ).replacing("    ladder:", with: "    shareTolerance: 100\n    ladder:")
    let world = World([
      "rolloutgate.yaml": config, "vs.yaml": World.manifest(["one": 50, "two": 0]),
      ".rolloutgate/test/one.record": World.record("one", weight: 50),
    ])
    let file = world.decided()
    #expect(file.entries.map(\.kind) == [.finish, .hold])
    let outcome = world.apply(file)
    #expect(outcome.rollouts.map(\.exitStatus) == [.pass, .pass], "\(outcome)")
    #expect(world.record(of: "one")?.state.phase == .succeeded)
    #expect(world.record(of: "two")?.state.phase == .waiting)
    #expect(world.apply(world.decided()).exitStatus == .pass)
    #expect(world.text("vs.yaml") == World.manifest(["one": 50, "two": 10]))
  }

  @Test("A step that a person took back in Git is not taken again, and no such run's report is")
  func takenBack() {
    let world = World.climbing()
    let before = world.files
    let file = world.decided()
    #expect(world.apply(file).exitStatus == .pass)
    let newer = world.files[World.recordPath]
    world.files = before
    world.earlier = { $0 == World.recordPath ? newer : nil }
    let again = world.apply(file)
    #expect(again.exitStatus == .inconclusive)
    #expect(
      again.rollouts[0].decision?.reasons == [.stale("a person took a later run back in Git")])
    #expect(world.files == before)
    // What a later run makes of it is applied as it is written by run.
    let held = world.decided()
    #expect(held.entries.map(\.kind) == [.hold])
    #expect(world.apply(held).exitStatus == .pass)
    #expect(world.record()?.state.phase == .failed(.manual))
    #expect(world.weight == 10)
  }

  @Test("The hooks that a step asks are asked by the job that writes, and keep no roll back")
  func hooks() {
    let gate = "    hooks: [{type: confirm-traffic-increase, name: gate, url: 'http://gate/'}]\n"
    let world = World.standing(.progressing, recorded: 10, settings: gate)
    let file = world.decided()
    #expect(file.entries.map(\.kind) == [.advance])
    #expect(world.hookCalls.isEmpty)
    world.hookEnds["gate"] = .failure
    let before = world.files
    let held = world.apply(file)
    #expect(held.exitStatus == .inconclusive)
    #expect(held.rollouts[0].decision?.kind == .hold)
    #expect(world.hookCalls.map(\.name) == ["gate"])
    #expect(world.files == before)
    world.hookEnds["gate"] = .success
    #expect(world.apply(file).exitStatus == .pass)
    #expect(world.weight == 50)

    let failing = World.standing(
      .progressing, recorded: 10, settings: gate, answer: World.failing)
    failing.hookEnds["gate"] = .failure
    #expect(failing.apply(failing.decided()).exitStatus == .pass)
    #expect(failing.weight == 0)
  }

  @Test("The pipeline's run that writes has taken its step")
  func runID() {
    let world = World.climbing()
    #expect(world.apply(world.decided(runID: "7"), runID: "7").exitStatus == .pass)
    #expect(world.weight == 50)
    #expect(world.record()?.state.advancedBy == "7")
    let later = World.now.advanced(by: .seconds(300))
    world.files["vs.yaml"] = Array(World.manifest(["podinfo": 10]).utf8)
    #expect(world.say(.retry).exitStatus == .pass)
    #expect(world.decided(runID: "7", at: later).entries.map(\.kind) != [.advance])
    // The stage of a pipeline names its rung instead.
    let staged = World.climbing()
    #expect(staged.apply(staged.decided(to: 50, runID: "7"), runID: "7").exitStatus == .pass)
    #expect(staged.weight == 50)
  }

  @Test("Decisions on others than the config's rollouts are told, and stop nobody's roll back")
  func strangers() {
    let world = World.climbing(answer: World.failing)
    let file = world.decided()
    let stranger = file.forged(rollout: "prod/podinfo").entries
    let both = EarlierDecisions(
      evaluatedAt: file.evaluatedAt, entries: stranger + file.entries)
    let outcome = world.apply(both)
    #expect(outcome.exitStatus == .wrongInput)
    #expect(
      outcome.diagnostics.map(\.description) == [
        "the config has no rollout prod/podinfo, which was decided on; "
          + "give the same configs to both jobs"
      ])
    #expect(world.weight == 0)

    let none = world.apply(
      EarlierDecisions(evaluatedAt: World.now, entries: []), selection: ["podinfo"])
    #expect(none.exitStatus == .wrongInput)
    let twice = world.apply(
      EarlierDecisions(evaluatedAt: World.now, entries: file.entries + file.entries))
    #expect(twice.exitStatus == .wrongInput)
  }

  // Whatever stands in the file.

  static let states: [Row] =
    rows + [
      Row(
        "a failed revision", .standing(.failed(.limit), recorded: 0), .hold, to: 0, .failed(.limit)),
      Row(
        "one that a person lowered", .standing(.failed(.manual), recorded: 10), .hold, to: 10,
        .failed(.manual)),
      Row(
        "a paused one", .standing(.progressing, recorded: 10, extra: "pause: busy\n"), .hold,
        to: 10, .progressing),
      Row(
        "one that a person raised", .standing(.progressing, recorded: 10, at: 37), .hold, to: 37,
        .progressing),
      Row("a finished one", .standing(.succeeded, recorded: 50), .hold, to: 50, .succeeded),
      Row(
        "a promoted one", promoting(.succeeded, 0, baseline: "1.1.0"), .hold, to: 0, .succeeded),
      Row(
        "a failed promotion", promoting(.failed(.promotion), 50, baseline: "1.1.0"), .hold, to: 50,
        .failed(.promotion)),
    ]

  @Test(
    "Whatever the file says, no weight rises by more than a rung, and what failed stays down",
    arguments: states)
  func forged(row: Row) throws {
    let start = row.world()
    let weight = try #require(start.weight)
    let next = [10, 50].first { $0 > weight } ?? weight
    let isFree = start.record().map { !$0.state.phase.isFailed && $0.state.pause == nil } ?? true
    let isRaised = weight == 37
    let file = start.decided()
    // A baseline that fails gives the traffic back to the canary, which had passed with it.
    let top = start.record()?.state.phase.isPromotion == true ? 50 : next
    for kind in Decision.Kind.allCases {
      for to in [-1, 0, 10, 50, 100, Int.max] {
        for standing in [Standing.pass, .fail, .notJudged] {
          for (from, generation) in [(weight, file.entries[0].generation), (Int.max, 0)] {
            let world = row.world()
            let before = world.files
            let forgery = file.forged(
              kind: kind, from: from, to: to, standing: standing, generation: generation)
            let outcome = world.apply(forgery)
            let after = world.weight ?? -1
            let story = Comment("\(kind) \(from) -> \(to), \(standing), \(generation): \(outcome)")
            #expect(after <= (standing == .fail ? top : next), story)
            let mayRise = isFree && !isRaised && standing != .fail
            #expect(after <= weight || mayRise || after == top, story)
            let known: Set = ["vs.yaml", World.recordPath, "k.yaml"]
            #expect(Set(world.writes).isSubset(of: known), story)
            let mayPromote = row.kind == .promote && standing == .pass
            #expect(mayPromote || world.files["k.yaml"] == before["k.yaml"], story)
            #expect(outcome.exitStatus == .pass || world.files == before, story)
          }
        }
      }
    }
  }
}
