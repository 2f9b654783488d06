import Diagnostics
import Gate
import Outcome
import Rollouts
import Testing

/// How a person's word bears on the runs after it.
@Suite struct WordInLaterRunsTests {
  @Test("A pause holds a pass and delays no roll back; resume ends it")
  func pause() {
    let world = World.climbing()
    #expect(world.say(.pause, because: "black friday").exitStatus == .pass)
    let held = world.run()
    #expect(held.exitStatus == .inconclusive)
    #expect(held.rollouts[0].decision?.reasons.first == .paused("black friday"))
    #expect(world.weight == 10)
    world.answer = World.failing
    #expect(world.run().exitStatus == .fail)
    #expect(world.weight == 0)
    // It outlasts the roll back and what follows: only a person ends it.
    world.answer = World.healthy
    #expect(world.run(revision: "1.2.0").exitStatus == .inconclusive)
    #expect(world.record()?.state.phase == .waiting)
    #expect(world.weight == 0)
    #expect(world.say(.resume, revision: "1.2.0").exitStatus == .pass)
    #expect(world.run(revision: "1.2.0").exitStatus == .pass)
    #expect(world.weight == 10)
  }

  @Test("Only retry lets a failed revision start, and it starts at the bottom")
  func retry() {
    let world = World.climbing(answer: World.failing)
    #expect(world.run().exitStatus == .fail)
    world.answer = World.healthy
    #expect(world.run().exitStatus == .fail)
    for word in [Transition.Word.Kind.resume, .adopt, .promote, .pause, .abort] {
      _ = world.say(word)
      #expect(world.run().exitStatus == .fail, "\(word)")
      #expect(world.weight == 0, "\(word)")
    }
    #expect(world.say(.retry).exitStatus == .pass)
    #expect(world.say(.retry).exitStatus == .wrongInput)
    #expect(world.say(.resume).exitStatus == .pass)
    #expect(world.run().exitStatus == .pass)
    #expect(world.weight == 10)
  }

  @Test("What broke under the revision before is not the adopted one's")
  func adoptedRevision() {
    let world = World.standing(
      .succeeded, recorded: 50, settings: "    settle: 2m\n", answer: World.failing)
    #expect(world.say(.adopt, revision: "1.2.0").exitStatus == .pass)
    let run = world.run(revision: "1.2.0", at: World.now.advanced(by: .seconds(60)))
    #expect(run.exitStatus == .inconclusive, "\(run)")
    #expect(world.weight == 50)
    let later = world.run(revision: "1.2.0", at: World.now.advanced(by: .seconds(600)))
    #expect(later.exitStatus == .fail || later.exitStatus == .inconclusive)
  }
}
