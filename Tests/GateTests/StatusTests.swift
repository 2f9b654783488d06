import Diagnostics
import Gate
import Rollouts
import Testing

@Suite struct StatusTests {
  @Test("Each rollout is told by its record; one that can't be read is told with its place")
  func rows() {
    let world = World([
      "rolloutgate.yaml": World.config("one", "two", "three", "four") + "  - {name: five}\n",
      ".rolloutgate/test/one.record": World.record("one", weight: 10),
      ".rolloutgate/test/two.record": "version: 1\n",
      ".rolloutgate/test/three.record": World.record("other", weight: 10),
    ])
    let (rows, faults) = statuses(world.stage(), with: world.effects)
    #expect(rows.map { "\($0.rollout)" } == ["test/one", "test/four"])
    #expect(rows.map { $0.record?.state.weight.parts } == [10, nil])
    let files = faults.filter { $0.severity == .error }.map { $0.position?.file }
    #expect(files.contains(".rolloutgate/test/two.record"))
    #expect(files.contains(".rolloutgate/test/three.record"))
    #expect(files.contains("rolloutgate.yaml"))
    // Nothing else is looked at.
    #expect(world.reads.allSatisfy { $0.hasPrefix(".rolloutgate/") })
  }
}
