import Gate
import Outcome
import Rollouts
import Testing

@Suite struct WordTests {
  @Test(
    "A person's word is carried out, or refused with its reason and without a trace",
    arguments: WordRow.all)
  func words(row: WordRow) throws {
    let world = row.world()
    let before = world.files
    let outcome = world.say(row.word, revision: row.revision)
    #expect(world.inquiries.isEmpty)
    #expect(world.weight == row.weight)
    guard let phase = row.phase else {
      #expect(outcome.exitStatus == .wrongInput)
      let said = outcome.rollouts.flatMap(\.diagnostics).map(\.description).joined()
      #expect(said.contains(row.refusal), "\(said)")
      #expect(world.files == before)
      return
    }
    #expect(outcome.exitStatus == .pass, "\(outcome)")
    let record = try #require(world.record(), "\(world.text(World.recordPath) ?? "")")
    #expect(record.state.phase == phase)
    #expect(record.intent == nil)
    #expect(record.history.last?.word == Transition.Word(row.word, reason: "because"))
    #expect(record.generation > 0)
    let mayChange: Set = ["vs.yaml", World.recordPath, row.word == .promote ? "k.yaml" : ""]
    for (path, bytes) in world.files where !mayChange.contains(path) {
      #expect(before[path] == bytes, "\(path)")
    }
  }

  @Test(
    "A word that is killed after any write and said again comes to the same end",
    arguments: WordRow.all)
  func killed(row: WordRow) throws {
    guard row.phase != nil else { return }
    let whole = row.world()
    _ = whole.say(row.word, revision: row.revision)
    for left in 0..<whole.writes.count {
      let world = row.world()
      world.writesLeft = left
      #expect(world.say(row.word, revision: row.revision).exitStatus == .notWritten)
      world.writesLeft = .max
      _ = world.say(row.word, revision: row.revision)
      #expect(world.text("vs.yaml") == whole.text("vs.yaml"), "after \(left) writes")
      #expect(world.text("k.yaml") == whole.text("k.yaml"), "after \(left) writes")
      // Where the word was done already, a run closes what is open.
      if world.record()?.intent != nil { _ = world.run(revision: row.revision) }
      let (record, expected) = (try #require(world.record()), try #require(whole.record()))
      #expect(record.intent == nil, "after \(left) writes")
      #expect(record.state.phase == expected.state.phase, "after \(left) writes")
      #expect(
        record.history.compactMap(\.word) == expected.history.compactMap(\.word),
        "after \(left) writes")
    }
  }

  @Test("A dry run of a word shows the change, and writes nothing")
  func dryRun() {
    let world = World.climbing()
    let before = world.files
    let outcome = world.say(.abort, isDryRun: true)
    #expect(outcome.exitStatus == .pass)
    #expect(outcome.rollouts[0].diff.contains("+          weight: 0\n"))
    #expect(world.files == before)
  }
}
