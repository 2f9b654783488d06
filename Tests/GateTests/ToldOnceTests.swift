import Gate
import Outcome
import Rollouts
import Testing

/// Which run tells people of what: the one that wrote it, and no other.
@Suite struct ToldOnceTests {
  @Test(
    "A run tells what it wrote into the record, and a second one of the same state nothing",
    arguments: [
      ("an advance", { @Sendable in World.climbing() }, Severity.info),
      ("a roll back", { World.climbing(answer: World.failing) }, .error),
      (
        "a failure that is held",
        {
          World.standing(
            .progressing, recorded: 10, settings: "    failureLimit: 1\n", answer: World.failing)
        }, .warn
      ),
      (
        "a row of inconclusive runs",
        {
          World.standing(
            .progressing, recorded: 10, settings: "    inconclusive: {deadline: 2h}\n",
            answer: { _ in World.nothing })
        }, .warn
      ),
      (
        "a finish", { World.standing(.progressing, recorded: 50) }, .info
      ),
      (
        "a weight that a person lowered", { World.standing(.progressing, recorded: 10, at: 0) },
        .error
      ),
    ] as [(String, @Sendable () -> World, Severity)])
  func once(what: String, world: @Sendable () -> World, severity: Severity) {
    let dry = world()
    #expect(dry.run(isDryRun: true).rollouts.map(\.severity) == [nil], "\(what), in a dry run")
    let offline = world()
    #expect(offline.unheeded().rollouts.map(\.severity) == [nil], "\(what), from saved answers")
    #expect(!offline.writes.isEmpty, "\(what)")
    let judged = world()
    #expect(judged.run(.check).rollouts.map(\.severity) == [nil], "\(what), in a check")

    let run = world()
    #expect(run.run().rollouts.map(\.severity) == [severity], "\(what)")
    if severity != .warn {
      // What holds the failure or ends the row is another thing to tell.
      _ = run.settle()
      #expect(run.settle().rollouts.map(\.severity) == [nil], "\(what), again")
    }
  }

  @Test("Of two jobs the one that writes tells", arguments: ApplyRow.all)
  func twoJobs(row: ApplyRow) {
    let world = row.world()
    let file = world.decided()
    let severity = world.apply(file).rollouts[0].severity
    #expect(severity != nil)
    #expect(row.world().run().rollouts[0].severity == severity)
    #expect(world.apply(file).rollouts[0].severity == nil)
  }

  @Test(
    "What a killed run began is told by the one that completes it, once",
    arguments: KilledRunTests.rows)
  func killed(row: KilledRunTests.Row) {
    let whole = row.world()
    let severity = whole.run().rollouts[0].severity
    for left in 0..<whole.writes.count {
      let world = row.world()
      world.writesLeft = left
      #expect(world.run().rollouts[0].severity == nil, "after \(left) writes")
      world.writesLeft = .max
      #expect(world.run().rollouts[0].severity == severity, "after \(left) writes")
    }
  }

  @Test("A person's word tells nobody", arguments: [Transition.Word.Kind.abort, .pause])
  func word(kind: Transition.Word.Kind) {
    let world = World.climbing()
    #expect(world.say(kind).rollouts.map(\.severity) == [nil])
    #expect(!world.writes.isEmpty)
  }
}

extension World {
  /// A run that writes, and that is not one of now.
  fileprivate func unheeded() -> Outcome {
    let plain = stage()
    return Gate.run(
      Stage(
        command: .run, configuration: plain.configuration, revision: "1.1.0",
        startedAt: World.now, allowsHooks: false, version: "0", host: "test"),
      with: effects
    ).outcome
  }

  /// A run as `run` in the same step of the pipeline, which takes no other one.
  fileprivate func settle() -> Outcome { step(runID: "1") }
}
