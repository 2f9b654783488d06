import HTTPExchange
import Outcome
import Rollouts
import Testing

/// A person takes commits back in Git, and no run or word in between may hide it.
@Suite struct TakenBackTests {
  private static let patience = """
        failureLimit: 3
        inconclusive: {limit: 9}

    """

  /// A rollout at 10 whose step to 50 was committed and reverted.
  private func reverted() -> World {
    let world = World.standing(.progressing, recorded: 10, settings: Self.patience)
    let before = world.files
    #expect(world.run().rollouts[0].decision?.kind == .advance)
    takeBack(to: before, in: world)
    return world
  }

  /// Reverts what was written since; Git shows it until the record is committed anew.
  private func takeBack(to before: [String: [UInt8]], in world: World) {
    let newer = world.files[World.recordPath]
    world.files = before
    let record = before[World.recordPath]
    world.earlier = { [unowned world] path in
      path == World.recordPath && world.files[path] == record ? newer : nil
    }
  }

  struct Between: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let happens: @Sendable (World) -> Void
  }

  static let between: [Between] = [
    Between(testDescription: "nothing") { _ in },
    Between(testDescription: "a failed run that is held") { world in
      world.answer = World.failing
      #expect(world.run().exitStatus == .fail)
    },
    Between(testDescription: "an inconclusive run that is counted") { world in
      world.answer = { _ in World.nothing }
      _ = world.run()
    },
    Between(testDescription: "a pause, and a resume") { world in
      #expect(world.say(.pause).exitStatus == .pass)
      #expect(world.say(.resume).exitStatus == .pass)
    },
    Between(testDescription: "a failed run that is held, applied by another job") { world in
      world.answer = World.failing
      _ = world.apply(world.decided())
    },
  ]

  @Test("What a person took back is not raised again, whatever came between", arguments: between)
  func holds(row: Between) {
    let world = reverted()
    row.happens(world)
    world.answer = World.healthy
    for _ in 0..<2 {
      let outcome = world.run()
      #expect(outcome.exitStatus == .fail, "\(outcome)")
      #expect(world.weight == 10)
      #expect(world.record()?.state.phase == .failed(.manual))
    }
  }

  @Test("A failure past the limit is rolled back all the same")
  func fails() {
    let world = reverted()
    world.answer = World.failing
    for _ in 0..<3 { #expect(world.run().exitStatus == .fail) }
    #expect(world.weight == 10)
    #expect(world.run().exitStatus == .fail)
    #expect(world.weight == 0)
  }

  @Test("Git is asked once for what a person took back")
  func asks() {
    let world = reverted()
    let earlier = world.earlier
    var asked: [String] = []
    world.earlier = { path in
      asked.append(path)
      return earlier(path)
    }
    #expect(world.run().rollouts[0].phase == .failed(.manual))
    #expect(asked == [World.recordPath])
  }

  @Test("A pause that a person took back holds nothing")
  func pauseTakenBack() {
    for phase in [Phase.progressing, nil] {
      let world = World.standing(phase, recorded: 10)
      let before = world.files
      #expect(world.say(.pause).exitStatus == .pass)
      takeBack(to: before, in: world)
      #expect(world.run().exitStatus == .pass)
      #expect(world.weight == 50)
    }
  }

  @Test("A resume that a person took back leaves the pause")
  func resumeTakenBack() {
    let world = World.standing(.progressing, recorded: 10)
    #expect(world.say(.pause).exitStatus == .pass)
    let before = world.files
    #expect(world.say(.resume).exitStatus == .pass)
    takeBack(to: before, in: world)
    #expect(world.run().exitStatus == .inconclusive)
    #expect(world.weight == 10)
    #expect(world.say(.resume).exitStatus == .pass)
    #expect(world.run().exitStatus == .pass)
    #expect(world.weight == 50)
  }
}
