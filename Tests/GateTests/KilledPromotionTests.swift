import Gate
import Outcome
import Testing

/// A promotion writes several files, and may be killed between any two of them.
@Suite struct KilledPromotionTests {
  private static func world(baseline: String = "1.0.0", weight: Int = 50) -> World {
    let config = World.config("podinfo").replacing(
      "    ladder: [10, 50]\n",
      with: """
            ladder: [10, 50]
            atTop: promote
            promotionStep: 30
            promote:
              - {file: one.yaml, path: tag}
              - {file: two.yaml, path: image.tag}

        """)
    return World(
      [
        "rolloutgate.yaml": config, "vs.yaml": World.manifest(["podinfo": weight]),
        "one.yaml": "tag: \(baseline) # one\n", "two.yaml": "image:\n  tag: \"\(baseline)\"\n",
        World.recordPath: World.record("podinfo", weight: weight),
      ],
      answer: { query in
        query.contains("-primary\"") && !query.contains("response_code")
          ? World.value("1000") : World.healthy(query)
      })
  }

  private static func settled(_ world: World) -> [String: String] {
    world.files.mapValues { bytes in
      String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        .filter { !$0.hasPrefix("generation:") }.joined(separator: "\n")
    }
  }

  @Test("Wherever a promotion is killed, the next run ends it, and no place is left behind")
  func killed() {
    let whole = Self.world()
    let outcome = whole.run()
    #expect(outcome.rollouts[0].decision?.kind == .promote, "\(outcome)")
    #expect(whole.text("one.yaml") == "tag: 1.1.0 # one\n")
    #expect(whole.text("two.yaml") == "image:\n  tag: \"1.1.0\"\n")
    #expect(whole.text("vs.yaml") == World.manifest(["podinfo": 50]))
    let writes = whole.writes.count
    #expect(writes == 4)
    for left in 0..<writes {
      let world = Self.world()
      world.writesLeft = left
      #expect(world.run().exitStatus == .notWritten, "after \(left) writes")
      world.writesLeft = .max
      _ = world.run()
      #expect(Self.settled(world) == Self.settled(whole), "after \(left) writes")
    }
  }

  @Test("Half of a promotion is made whole although the canary fails by then")
  func failing() {
    for left in 2...3 {
      let world = Self.world()
      world.writesLeft = left
      _ = world.run()
      world.writesLeft = .max
      world.answer = { World.failing($0) }
      let outcome = world.run()
      #expect(outcome.rollouts[0].decision?.kind == .promote, "after \(left) writes: \(outcome)")
      #expect(world.text("one.yaml") == "tag: 1.1.0 # one\n")
      #expect(world.text("two.yaml") == "image:\n  tag: \"1.1.0\"\n")
      #expect(world.text("vs.yaml") == World.manifest(["podinfo": 50]))
    }
  }

  @Test("A promotion that reached no place is not made, where the canary fails by then")
  func notBegun() {
    let world = Self.world()
    world.writesLeft = 1
    _ = world.run()
    world.writesLeft = .max
    world.answer = { World.failing($0) }
    let outcome = world.run()
    #expect(outcome.rollouts[0].decision?.kind == .rollBack, "\(outcome)")
    #expect(world.text("one.yaml") == "tag: 1.0.0 # one\n")
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": 0]))
  }
}
