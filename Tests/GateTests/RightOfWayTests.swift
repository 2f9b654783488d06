import Gate
import HTTPExchange
import Outcome
import Rollouts
import Testing

/// States in which what stands around a rollout must not keep it from what is due.
@Suite struct RightOfWayTests {
  private static func world(
    weight: Int, phase: String = "Progressing", lines: String, record: String = "",
    answer: @escaping (String) -> HTTPAnswer = World.healthy
  ) -> World {
    let config = World.config("podinfo").replacing(
      "    ladder: [10, 50]\n", with: "    ladder: [10, 50]\n" + lines)
    let text = World.record("podinfo", weight: weight, extra: record)
      .replacing("phase: Progressing", with: "phase: \(phase)")
    return World(
      [
        "rolloutgate.yaml": config, "vs.yaml": World.manifest(["podinfo": weight]),
        World.recordPath: text,
      ], answer: answer)
  }

  @Test("A broken place of the baseline's revision stops a promotion, and no roll back")
  func brokenPlace() {
    let lines = "    atTop: promote\n    promote: [{file: nowhere.yaml, path: tag}]\n"
    let failing = Self.world(weight: 10, lines: lines, answer: World.failing)
    let outcome = failing.run()
    #expect(outcome.exitStatus == .wrongInput)
    #expect(outcome.rollouts[0].diagnostics.contains { $0.what.contains("nowhere.yaml") })
    #expect(failing.text("vs.yaml") == World.manifest(["podinfo": 0]), "\(outcome)")

    let top = Self.world(
      weight: 50, lines: lines,
      answer: { query in
        query.contains("-primary\"") ? World.value("1000") : World.healthy(query)
      })
    #expect(top.run().exitStatus == .wrongInput)
    #expect(top.text("vs.yaml") == World.manifest(["podinfo": 50]))
    #expect(top.text(World.recordPath)?.contains("phase: Progressing") == true)
  }

  @Test("A mirror that is gone stops a start, and nothing that follows the traffic")
  func noMirror() {
    let lines = "    strategy: mirroring\n"
    let start = Self.world(weight: 0, phase: "Initialized", lines: lines)
    #expect(start.run().exitStatus == .wrongInput)
    let finished = Self.world(weight: 0, phase: "Succeeded", lines: lines)
    #expect(finished.run().exitStatus == .pass)
    let failing = Self.world(weight: 10, lines: lines, answer: World.failing)
    #expect(failing.run().exitStatus == .fail)
    #expect(failing.text("vs.yaml") == World.manifest(["podinfo": 0]))
  }

  @Test("A new revision does not fail for the one before it, whose traffic is still in the window")
  func lateFaults() {
    let failed = """
      version: 1
      rollout: test/podinfo
      generation: 9
      revision: "1.0.0"
      phase: Failed
      cause: limit
      weight: 0
      total: 100
      failedRuns: 0
      lastTransition: 2026-01-01T00:49:30Z
      ...

      """
    let world = World(
      [
        "rolloutgate.yaml": World.config("podinfo"), "vs.yaml": World.manifest(["podinfo": 0]),
        World.recordPath: failed,
      ], answer: World.failing)
    let start = World.now.advanced(by: .seconds(-20))
    #expect(world.run(at: start).rollouts[0].decision?.kind == .start)
    // 30 s after the old revision's end, in a window of a minute.
    let early = world.run()
    #expect(early.exitStatus == .inconclusive, "\(early)")
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": 10]))
    let late = world.run(at: World.now.advanced(by: .seconds(31)))
    #expect(late.exitStatus == .fail, "\(late)")
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": 0]))
  }

  @Test("Who stops the run while a hook thinks decides nothing")
  func stoppedHook() {
    for name in ["pre-rollout", "confirm-rollout"] {
      let world = World([
        "rolloutgate.yaml": World.config("podinfo")
          + "    hooks: [{type: \(name), url: \"http://hooks/\"}]\n",
        "vs.yaml": World.manifest(["podinfo": 0]),
      ])
      world.hookEnds = [name: .interrupted]
      let outcome = world.run()
      #expect(outcome.exitStatus == .inconclusive, "\(outcome)")
      #expect(outcome.rollouts[0].decision?.reasons.first == .interrupted)
      #expect(world.writes.isEmpty)
    }
  }

  @Test("A roll back does not wait for another rollout's hooks")
  func order() {
    let config =
      World.config("slow") + "    hooks: [{type: confirm-traffic-increase, url: \"http://h/\"}]\n"
      + World.config("bad").split(separator: "\n").drop { $0 != "rollouts:" }.dropFirst()
      .joined(separator: "\n") + "\n"
    let world = World(
      [
        "rolloutgate.yaml": config,
        "vs.yaml": World.manifest(["slow": 10, "bad": 10]),
        ".rolloutgate/test/slow.record": World.record("slow", weight: 10),
        ".rolloutgate/test/bad.record": World.record("bad", weight: 10),
      ],
      answer: { $0.contains("bad-canary") ? World.failing($0) : World.healthy($0) })
    var writesAtHook = 0
    world.beforeHook = { world in writesAtHook = world.writes.count }
    let outcome = world.run()
    #expect(outcome.rollouts.map { $0.decision?.kind } == [.advance, .rollBack], "\(outcome)")
    #expect(writesAtHook == 3)
  }
}
