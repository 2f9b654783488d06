import Analysis
import Diagnostics
import Rollouts
import Testing

/// Random histories: what no sequence of runs, people and kills may bring about.
@Suite struct HistoryTests {
  /// A small, seeded generator (splitmix64), so that a failing history can be repeated.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test("No run raises a weight but on a pass, by one rung, for a revision that has not failed")
  func rises() throws {
    let name = try #require(RolloutName(namespace: "test", name: "podinfo"))
    let ladder = try Ladder(rungs: [10, 30, 60, 100])
    for seed in 0..<2_000 as Range<UInt64> {
      var dice = Dice(state: seed)
      var weight = try #require(Weight(0))
      var record: Record?
      var revision = 0
      var failed: Set<String> = []
      for step in 0..<40 {
        if Int.random(in: 0..<10, using: &dice) == 0 { revision += 1 }
        if Int.random(in: 0..<12, using: &dice) == 0 {
          weight = try #require(Weight([0, 10, 30, 45, 60, 100].randomElement(using: &dice) ?? 0))
        }
        let verdict =
          [
            Verdict.pass, .pass, .fail(.aboveMaximum(value: 2, max: 1)), .inconclusive(.noData),
            .inconclusive(.unreachable("x")),
          ].randomElement(using: &dice) ?? .pass
        let situation = Situation(
          weight: weight, ladder: ladder, record: record, revision: "r\(revision)",
          failureLimit: Int.random(in: 0...2, using: &dice),
          onNewRevision: Bool.random(using: &dice) ? .restart : .continue,
          now: Timestamp.epoch.advanced(by: .seconds(step)))
        let decision = decide(situation, verdicts: [verdict])
        if decision.to > decision.from, decision.from == weight {
          #expect(verdict == .pass, "seed \(seed), step \(step)")
          #expect(ladder.next(after: weight) == decision.to, "seed \(seed), step \(step)")
          #expect(!failed.contains("r\(revision)"), "seed \(seed), step \(step)")
        }
        #expect(decision.to.isZero || decision.to >= min(weight, ladder.first))
        if let state = decision.state, case .failed = state.phase {
          failed.insert(try #require(state.revision))
        }
        // A kill may leave the record before, between or after its two writes.
        let generation = record?.generation ?? 0
        guard let state = decision.state else { continue }
        if decision.to != weight {
          let before =
            record?.state ?? Record.State(revision: nil, phase: .progressing, weight: weight)
          let intent = DecisionRow.intent(decision.kind, from: weight.parts, state)
          record = Record(
            rollout: name, generation: generation + 1, state: before, intent: intent)
          if Int.random(in: 0..<8, using: &dice) == 0 { continue }
          weight = decision.to
          if Int.random(in: 0..<8, using: &dice) == 0 { continue }
        }
        record = Record(rollout: name, generation: generation + 2, state: state)
      }
    }
  }
}
