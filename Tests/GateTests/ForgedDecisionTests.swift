import Analysis
import Gate
import Outcome
import Rollouts
import Testing

/// Whatever stands in the file that one job hands to another.
@Suite struct ForgedDecisionTests {
  static let states: [ApplyRow] =
    ApplyRow.all + [
      ApplyRow(
        "a failed revision", .standing(.failed(.limit), recorded: 0), .hold, to: 0, .failed(.limit)),
      ApplyRow(
        "one that a person lowered", .standing(.failed(.manual), recorded: 10), .hold, to: 10,
        .failed(.manual)),
      ApplyRow(
        "a paused one", .standing(.progressing, recorded: 10, extra: "pause: busy\n"), .hold,
        to: 10, .progressing),
      ApplyRow(
        "one that a person raised", .standing(.progressing, recorded: 10, at: 37), .hold, to: 37,
        .progressing),
      ApplyRow("a finished one", .standing(.succeeded, recorded: 50), .hold, to: 50, .succeeded),
      ApplyRow(
        "a promoted one", .promotable(.succeeded, recorded: 0, baseline: "1.1.0"), .hold, to: 0,
        .succeeded),
      ApplyRow(
        "a failed promotion", .promotable(.failed(.promotion), recorded: 50, baseline: "1.1.0"),
        .hold, to: 50, .failed(.promotion)),
    ]

  @Test(
    "Whatever the file says, no weight rises by more than a rung, and what failed stays down",
    arguments: states)
  func forged(row: ApplyRow) throws {
    let start = row.world()
    let weight = try #require(start.weight)
    let next = [10, 50].first { $0 > weight } ?? weight
    let isFree = start.record().map { !$0.state.phase.isFailed && $0.state.pause == nil } ?? true
    let isRaised = weight == 37
    let file = start.decided()
    // A baseline that fails gives the traffic back to the canary, which had passed with it.
    let top = start.record()?.state.phase.isPromotion == true ? 50 : next
    for kind in Decision.Kind.allCases {
      for to in [-1, 0, 10, 50, 100, Int.max] {
        for standing in [Standing.pass, .fail, .notJudged] {
          for (from, generation) in [(weight, file.entries[0].generation), (Int.max, 0)] {
            let world = row.world()
            let before = world.files
            let forgery = file.forged(
              kind: kind, from: from, to: to, standing: standing, generation: generation)
            let outcome = world.apply(forgery)
            let after = world.weight ?? -1
            let story = Comment("\(kind) \(from) -> \(to), \(standing), \(generation): \(outcome)")
            #expect(after <= (standing == .fail ? top : next), story)
            let mayRise = isFree && !isRaised && standing != .fail
            #expect(after <= weight || mayRise || after == top, story)
            let known: Set = ["vs.yaml", World.recordPath, "k.yaml"]
            #expect(Set(world.writes).isSubset(of: known), story)
            let mayPromote = row.kind == .promote && standing == .pass
            #expect(mayPromote || world.files["k.yaml"] == before["k.yaml"], story)
            #expect(outcome.exitStatus == .pass || world.files == before, story)
          }
        }
      }
    }
  }
}
