import Analysis
import Diagnostics
import Rollouts
import Testing

@Suite struct FreshnessTests {
  struct Row: Sendable {
    let secondsSinceTransition: Int?
    var secondsSinceRevision: Int?
    let verdict: Verdict
    let isHeld: Bool
  }

  @Test(
    "Too early takes a pass back, and a fail only where another revision had the traffic",
    arguments: [
      Row(secondsSinceTransition: 60, verdict: .pass, isHeld: true),
      Row(secondsSinceTransition: 179, verdict: .pass, isHeld: true),
      Row(secondsSinceTransition: 180, verdict: .pass, isHeld: false),
      Row(secondsSinceTransition: nil, verdict: .pass, isHeld: false),
      Row(secondsSinceTransition: 1, verdict: DecisionRow.broken, isHeld: false),
      Row(
        secondsSinceTransition: 60, secondsSinceRevision: 60, verdict: DecisionRow.broken,
        isHeld: true),
      Row(
        secondsSinceTransition: 10, secondsSinceRevision: 180, verdict: DecisionRow.broken,
        isHeld: false),
      Row(secondsSinceTransition: 1, verdict: DecisionRow.unknown, isHeld: false),
    ])
  func holds(row: Row) throws {
    let now = DecisionRow.now
    func ago(_ seconds: Int?) -> Timestamp? { seconds.map { now.advanced(by: .seconds(-$0)) } }
    let state = Record.State(
      revision: "a", phase: .progressing, weight: DecisionRow.weight(10),
      lastTransition: ago(row.secondsSinceTransition),
      revisionSince: ago(row.secondsSinceRevision))
    let judgement = Judgement(verdict: row.verdict, measurement: Measurement(.exactly(95)))
    let held = Freshness(of: state, settle: .seconds(120), now: now)
      .holds(judgement, window: .seconds(60)).verdict
    if row.isHeld {
      guard case .inconclusive(.tooEarly) = held else {
        Issue.record("\(held) is not too early")
        return
      }
    } else {
      #expect(held == row.verdict)
    }
  }
}
