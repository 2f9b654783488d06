import Diagnostics
import Gate
import HTTPExchange
import Outcome
import Testing

@Suite struct KilledRunTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let weight: Int
    let hasRecord: Bool
    let answer: @Sendable (String) -> HTTPAnswer

    func world() -> World {
      var files = [
        "rolloutgate.yaml": World.config("podinfo"),
        "vs.yaml": World.manifest(["podinfo": weight]),
      ]
      if hasRecord { files[World.recordPath] = World.record("podinfo", weight: weight) }
      return World(files, answer: answer)
    }
  }

  static let rows: [Row] = [
    Row(
      testDescription: "an advance", weight: 10, hasRecord: true, answer: { World.healthy($0) }),
    Row(
      testDescription: "a roll back", weight: 50, hasRecord: true, answer: { World.failing($0) }),
    Row(testDescription: "a start", weight: 0, hasRecord: false, answer: { World.healthy($0) }),
    Row(
      testDescription: "an adoption that advances", weight: 10, hasRecord: false,
      answer: { World.healthy($0) }),
  ]

  /// The text without what counts the writes: a run that was stopped wrote more often.
  private static func settled(_ record: String?) -> String? {
    record?.split(separator: "\n").filter { !$0.hasPrefix("generation:") }
      .joined(separator: "\n")
  }

  @Test("A run that is killed after any write is completed by the next", arguments: rows)
  func killed(row: Row) {
    let whole = row.world()
    _ = whole.run()
    let total = whole.writes.count
    #expect(total > 0)

    for left in 0..<total {
      let world = row.world()
      world.writesLeft = left
      let stopped = world.run()
      #expect(stopped.exitStatus == .notWritten, "after \(left) writes")
      #expect(world.writes.count == left)
      // Each file is whole: as it was, or as the whole run wrote it at some point.
      let weights = [World.manifest(["podinfo": row.weight]), whole.text("vs.yaml")]
      #expect(weights.contains(world.text("vs.yaml")), "after \(left) writes")

      world.writesLeft = .max
      let next = world.run()
      #expect(next.exitStatus != .notWritten && next.exitStatus != .wrongInput, "\(next)")
      #expect(world.text("vs.yaml") == whole.text("vs.yaml"), "after \(left) writes")
      #expect(
        Self.settled(world.text(World.recordPath)) == Self.settled(whole.text(World.recordPath)),
        "after \(left) writes")
    }
  }

  @Test("A file that changes between read and write is left to whoever changed it")
  func changedMeanwhile() {
    for path in ["vs.yaml", World.recordPath] {
      let world = World.climbing()
      var isChanged = false
      world.beforeWrite = { world, written in
        guard written == path, !isChanged else { return }
        isChanged = true
        world.files[path]? += Array("# a person's line\n".utf8)
      }
      let before = world.text(path) ?? ""
      let outcome = world.run()
      #expect(outcome.exitStatus == .notWritten, "\(path)")
      #expect(outcome.rollouts[0].writeFailures == ["\(path) changed since it was read"])
      // The manifest is never touched again; of the record nothing that a person wrote is lost.
      #expect(world.text(path) == before + "# a person's line\n")
    }
  }

  @Test("An open intent to lower is carried out, whatever today's verdict says")
  func openIntent() {
    let intent = """
      intent:
        id: "0123456789abcdef"
        at: 2026-01-01T00:40:00Z
        decision: rollBack
        from: 50
        revision: "1.1.0"
        phase: Failed
        cause: limit
        weight: 0
        total: 100
        failedRuns: 1
        lastTransition: 2026-01-01T00:40:00Z

      """
    let world = World([
      "rolloutgate.yaml": World.config("podinfo"), "vs.yaml": World.manifest(["podinfo": 50]),
      World.recordPath: World.record("podinfo", weight: 50, extra: intent),
    ])
    let outcome = world.run()
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": 0]), "\(outcome)")
    #expect(world.text(World.recordPath)?.contains("intent:") == false)
    #expect(outcome.exitStatus == .fail)
  }
}
