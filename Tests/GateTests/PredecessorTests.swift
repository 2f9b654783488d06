import Diagnostics
import Gate
import Outcome
import Rollouts
import Testing

@Suite struct PredecessorTests {
  private static let backend = ".rolloutgate/test/backend.record"

  /// `frontend`, which rises after `backend`, which may be another config's.
  private func world(_ weight: Int, backend record: String?) -> World {
    let world = World([
      "rolloutgate.yaml": World.config("frontend").replacing(
        "    ladder:", with: "    after: [backend]\n    ladder:"),
      "vs.yaml": World.manifest(["frontend": weight]),
    ])
    if weight > 0 {
      world.files[".rolloutgate/test/frontend.record"] = Array(
        World.record("frontend", weight: weight).utf8)
    }
    world.files[Self.backend] = record.map { Array($0.utf8) }
    return world
  }

  private static let progressing = World.record("backend", weight: 10)
  private static let succeeded = progressing.replacing("Progressing", with: "Succeeded")

  static let waiting: [String?] = [
    nil, progressing, "version: 1\n", World.record("other", weight: 10),
    progressing.replacing("phase: Progressing", with: "phase: Failed\ncause: manual"),
    World.record("backend", weight: 10, extra: World.intent(.finish, 10, 10, .succeeded))
      .replacing("phase: Progressing\nweight", with: "phase: Succeeded\nweight"),
  ]

  @Test("A rollout waits until the record of the other says Succeeded", arguments: waiting)
  func waits(record: String?) {
    let starting = world(0, backend: record)
    let outcome = starting.run()
    #expect(outcome.exitStatus == .inconclusive, "\(outcome)")
    #expect(starting.record(of: "frontend")?.state.phase == .waiting)
    let said = outcome.rollouts[0].decision?.reasons.map(\.description).joined() ?? ""
    #expect(said.contains("waits for test/backend"), "\(said)")
    #expect(starting.text("vs.yaml") == World.manifest(["frontend": 0]))
    // The second run has nothing new to write.
    let before = starting.files
    #expect(starting.run().exitStatus == .inconclusive)
    #expect(starting.files == before)

    let climbing = world(10, backend: record)
    #expect(climbing.run().exitStatus == .inconclusive)
    #expect(climbing.text("vs.yaml") == World.manifest(["frontend": 10]))
    climbing.answer = World.failing
    #expect(climbing.run().exitStatus == .fail)
    #expect(climbing.text("vs.yaml") == World.manifest(["frontend": 0]))
  }

  @Test("Once the other has succeeded it goes on", arguments: [0, 10])
  func goesOn(weight: Int) {
    let world = world(weight, backend: Self.progressing)
    #expect(world.run().exitStatus == .inconclusive)
    world.files[Self.backend] = Array(Self.succeeded.utf8)
    #expect(world.run().exitStatus == .pass)
    #expect(world.text("vs.yaml") == World.manifest(["frontend": weight == 0 ? 10 : 50]))
  }

  @Test("lint tells of one that is nowhere, and of a record that can't be read")
  func lint() {
    let world = world(0, backend: nil)
    func said() -> [String] {
      Gate.lint(world.stage(), with: world.effects).map(\.description)
    }
    #expect(
      said() == [
        "rolloutgate.yaml:10:13: warning: no config has a rollout test/backend, and it has no "
          + "record: this one waits for ever; correct the name, or give its config, too"
      ])
    world.files[Self.backend] = Array(Self.progressing.utf8)
    #expect(said() == [])
    world.files[Self.backend] = Array("version: 1\n".utf8)
    #expect(said().allSatisfy { $0.hasPrefix(Self.backend) } && !said().isEmpty)

    world.files[Self.backend] = nil
    world.files["vs.yaml"]? += Array(("---\n" + World.manifest(["backend": 0])).utf8)
    let both = World.config("frontend", "backend").replacing(
      "manifest: {file: vs.yaml, object: VirtualService/frontend}",
      with: "manifest: {file: vs.yaml, object: VirtualService/frontend}\n    after: [backend]")
    world.files["rolloutgate.yaml"] = Array(both.utf8)
    #expect(said() == [])
  }

  @Test("Who stands in a circle is not run, and says where; the others are")
  func circle() {
    let config = World.config("one", "two", "three", "four")
      .replacing("name: one\n", with: "name: one\n    after: [two]\n")
      .replacing("name: two\n", with: "name: two\n    after: [three]\n")
      .replacing("name: three\n", with: "name: three\n    after: [one]\n")
      .replacing("name: four\n", with: "name: four\n    after: [one]\n")
    let world = World([
      "rolloutgate.yaml": config,
      "vs.yaml": World.manifest(["one": 10, "two": 10, "three": 10, "four": 10]),
    ])
    let outcome = world.run()
    #expect(
      outcome.rollouts.map(\.exitStatus) == [
        .wrongInput, .wrongInput, .wrongInput, .inconclusive,
      ])
    #expect(
      outcome.rollouts[0].diagnostics.map(\.description) == [
        "rolloutgate.yaml:6:13: test/one waits for itself, by way of test/two, test/three; "
          + "take one of them out of its `after`"
      ])
    #expect(world.weights == [10, 10, 10, 10])
  }
}

extension World {
  /// The canaries' weights in the order of the manifest.
  fileprivate var weights: [Int] {
    (text("vs.yaml") ?? "").split(separator: "subset: canary}").dropFirst().compactMap {
      Int($0.drop { !$0.isNumber }.prefix { $0.isNumber })
    }
  }
}
