import Diagnostics
import Gate
import Outcome
import Rollouts
import Testing

/// Rules that hold in two jobs, one that judges and one that writes, as they hold in one.
@Suite struct TwoJobsTests {
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
}
