import Diagnostics
import Rollouts
import Testing

@Suite struct PatienceTests {
  @Test("Inconclusive runs are held for as long as the config says", arguments: DecisionRow.doubts)
  func decides(row: DecisionRow) throws { try row.holds() }
}

extension DecisionRow {
  private static let threeRuns = Patience(limit: 3, deadline: nil)
  private static let oneMinute = Patience(limit: nil, deadline: .seconds(60))

  private static func row(_ runs: Int, since: Timestamp) -> Record.State {
    state(.progressing, 30, doubt: Record.Doubt(runs: runs, since: since))
  }

  static let doubts: [DecisionRow] = [
    .init(
      testDescription: "the first inconclusive run begins a row", weight: 30,
      record: state(.progressing, 30), patience: threeRuns, verdicts: [unknown], kind: .hold,
      to: 30, standing: .inconclusive, phase: .progressing,
      doubt: Record.Doubt(runs: 1, since: now)),
    .init(
      testDescription: "the limit's run is held", weight: 30, record: row(2, since: ago(90)),
      patience: threeRuns, verdicts: [unknown], kind: .hold, to: 30, standing: .inconclusive,
      phase: .progressing, doubt: Record.Doubt(runs: 3, since: ago(90))),
    .init(
      testDescription: "a store that fails is no doubt about the canary", weight: 30,
      record: row(3, since: ago(90)), patience: threeRuns, verdicts: [unreachable], kind: .hold,
      to: 30, standing: .storeFailed),
    .init(
      testDescription: "the next one rolls back", weight: 30, record: row(3, since: ago(90)),
      patience: threeRuns, verdicts: [unknown], kind: .rollBack, to: 0, standing: .fail,
      phase: .failed(.inconclusive), ground: .patienceEnded(runs: 4, since: ago(90))),
    .init(
      testDescription: "or counts as a failed run, where the config says so", weight: 30,
      record: row(3, since: ago(90)), failureLimit: 1,
      patience: Patience(limit: 3, deadline: nil, then: .fail), verdicts: [unknown], kind: .hold,
      to: 30, standing: .fail, phase: .progressing, failedRuns: 1),
    .init(
      testDescription: "at the deadline it is still held", weight: 30,
      record: row(1, since: ago(60)), patience: oneMinute, verdicts: [unknown], kind: .hold,
      to: 30, standing: .inconclusive, phase: nil),
    .init(
      testDescription: "past the deadline it is rolled back", weight: 30,
      record: row(1, since: ago(61)), patience: oneMinute, verdicts: [unknown], kind: .rollBack,
      to: 0, standing: .fail, phase: .failed(.inconclusive)),
    .init(
      testDescription: "a pass ends the row", weight: 30, record: row(3, since: ago(90)),
      patience: threeRuns, verdicts: [.pass], kind: .advance, to: 60, standing: .pass,
      phase: .progressing),
    .init(
      testDescription: "a failed run ends it, too", weight: 30, record: row(3, since: ago(90)),
      failureLimit: 1, patience: threeRuns, verdicts: [broken, unknown], kind: .hold, to: 30,
      standing: .fail, phase: .progressing, failedRuns: 1),
    .init(
      testDescription: "a run that is only too early is no doubt", weight: 30,
      record: row(3, since: ago(90)), patience: threeRuns,
      verdicts: [.pass, .inconclusive(.tooEarly(until: ago(-60)))], kind: .hold, to: 30,
      standing: .inconclusive, phase: nil),
    .init(
      testDescription: "a doubt beside what is too early is one", weight: 30,
      record: row(3, since: ago(90)), patience: threeRuns,
      verdicts: [unknown, .inconclusive(.tooEarly(until: ago(-60)))], kind: .rollBack, to: 0,
      standing: .fail, phase: .failed(.inconclusive)),
    .init(
      testDescription: "a baseline of which nothing gets known leaves the traffic to the canary",
      weight: 60,
      record: state(.promoting, 60, doubt: Record.Doubt(runs: 3, since: ago(90))),
      atTop: .promote(step: 40), baseline: ["a"], patience: threeRuns, verdicts: [unknown],
      kind: .rollBack, to: 100, standing: .fail, phase: .failed(.promotion)),
    .init(
      testDescription: "without patience nothing is counted", weight: 30,
      record: state(.progressing, 30), verdicts: [unknown], kind: .hold, to: 30,
      standing: .inconclusive, phase: nil),
  ]
}
