import Gate
import Outcome
import Rollouts
import Testing

@Suite struct ApplyTests {
  @Test(
    "What one job decided another one writes, once; a second time it is a success",
    arguments: ApplyRow.all)
  func twice(row: ApplyRow) throws {
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

  @Test("It writes what run itself would have written", arguments: ApplyRow.all)
  func asRun(row: ApplyRow) throws {
    let (one, two) = (row.world(), row.world())
    _ = one.run()
    _ = two.apply(two.decided())
    #expect(one.text("vs.yaml") == two.text("vs.yaml"))
    #expect(one.text("k.yaml") == two.text("k.yaml"))
    let (record, applied) = (try #require(one.record()), try #require(two.record()))
    #expect(record.state == applied.state)
    #expect(record.generation == applied.generation)
  }

  @Test("Killed after any write and repeated, it comes to the same end", arguments: ApplyRow.all)
  func killed(row: ApplyRow) {
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
}
