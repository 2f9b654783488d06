import Rollouts
import Testing

@Suite struct ClimbTests {
  @Test(
    "On the way up a pass takes the next rung, and failures add up", arguments: DecisionRow.climbs)
  func decides(row: DecisionRow) throws { try row.holds() }
}

extension DecisionRow {
  static let climbs: [DecisionRow] = [
    .init(
      testDescription: "a pass takes the next rung", weight: 10, record: state(.progressing, 10),
      verdicts: [.pass, .pass], kind: .advance, to: 30, standing: .pass, phase: .progressing),
    .init(
      testDescription: "a pass does not clear failed runs", weight: 10,
      record: state(.progressing, 10, failedRuns: 1), failureLimit: 2, verdicts: [.pass],
      kind: .advance, to: 30, standing: .pass, phase: .progressing, failedRuns: 1),
    .init(
      testDescription: "no record, weight above 0: it is adopted", weight: 30, verdicts: [.pass],
      kind: .advance, to: 60, standing: .pass, phase: .progressing),
    .init(
      testDescription: "no record and nothing known: nothing is written", weight: 30,
      verdicts: [unknown], kind: .hold, to: 30, standing: .inconclusive),
    .init(
      testDescription: "off the ladder: a pass takes the next higher rung", weight: 45,
      record: state(.progressing, 45), verdicts: [.pass], kind: .advance, to: 60, standing: .pass,
      phase: .progressing),
    .init(
      testDescription: "inconclusive holds, and counts nothing", weight: 10,
      record: state(.progressing, 10), verdicts: [.pass, unknown], kind: .hold, to: 10,
      standing: .inconclusive),
    .init(
      testDescription: "an unreachable store holds", weight: 10, record: state(.progressing, 10),
      verdicts: [unreachable, unknown], kind: .hold, to: 10, standing: .storeFailed),
    .init(
      testDescription: "a fail is a fail whatever else is unknown", weight: 10,
      record: state(.progressing, 10), verdicts: [unreachable, broken, .pass], kind: .rollBack,
      to: 0, standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "without a limit the first failure rolls back", weight: 60,
      record: state(.progressing, 60), verdicts: [broken], kind: .rollBack, to: 0, standing: .fail,
      phase: .failed(.limit), failedRuns: 0),
    .init(
      testDescription: "failureLimit 2: the first failed run is held", weight: 60,
      record: state(.progressing, 60), failureLimit: 2, verdicts: [broken], kind: .hold, to: 60,
      standing: .fail, phase: .progressing, failedRuns: 1),
    .init(
      testDescription: "failureLimit 2: the second failed run is held", weight: 60,
      record: state(.progressing, 60, failedRuns: 1), failureLimit: 2, verdicts: [broken],
      kind: .hold, to: 60, standing: .fail, phase: .progressing, failedRuns: 2),
    .init(
      testDescription: "failureLimit 2: the third failed run rolls back", weight: 60,
      record: state(.progressing, 60, failedRuns: 2), failureLimit: 2, verdicts: [broken],
      kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit), failedRuns: 0),
    .init(
      testDescription: "failed runs are counted where there is no record yet", weight: 60,
      failureLimit: 1, verdicts: [broken], kind: .hold, to: 60, standing: .fail,
      phase: .progressing, failedRuns: 1),

    // The top.
    .init(
      testDescription: "a pass at the top finishes", weight: 100, record: state(.progressing, 100),
      verdicts: [.pass], kind: .finish, to: 100, standing: .pass, phase: .succeeded),
    .init(
      testDescription: "a finished rollout has nothing left to do", weight: 100,
      record: state(.succeeded, 100), verdicts: [.pass], kind: .finish, to: 100, standing: .pass),
    .init(
      testDescription: "a finished rollout that breaks a limit is rolled back", weight: 100,
      record: state(.succeeded, 100), verdicts: [broken], kind: .rollBack, to: 0, standing: .fail,
      phase: .failed(.limit)),
    .init(
      testDescription: "a finished rollout whose canary was brought back to 0 rests", weight: 0,
      record: state(.succeeded, 100), verdicts: [], kind: .hold, to: 0, standing: .notJudged,
      phase: .succeeded),
    .init(
      testDescription: "a new revision at the top waits for the baseline", weight: 100,
      record: state(.succeeded, 100), revision: "b", verdicts: [.pass], kind: .hold, to: 100,
      standing: .inconclusive),
    .init(
      testDescription: "a new revision at the top that fails is rolled back", weight: 100,
      record: state(.succeeded, 100), revision: "b", verdicts: [broken], kind: .rollBack, to: 0,
      standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "a new revision at the top that fails is not held, whatever the limit",
      weight: 100, record: state(.succeeded, 100), revision: "b", failureLimit: 2,
      verdicts: [broken], kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit),
      revisionAfter: "b", ground: .baselineNotPromoted),
    .init(
      testDescription: "a new revision at the top restarts once the baseline has the finished one",
      weight: 100, record: state(.succeeded, 100), revision: "b", baseline: ["a", "a"],
      verdicts: [], kind: .start, to: 10, standing: .notJudged, phase: .progressing),
    .init(
      testDescription: "a limit lowered below the failed runs bears on the next failed run",
      weight: 30, record: state(.progressing, 30, failedRuns: 3), failureLimit: 1,
      verdicts: [.pass], kind: .advance, to: 60, standing: .pass, phase: .progressing,
      failedRuns: 3),
  ]
}
