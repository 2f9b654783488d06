import Rollouts
import Testing

@Suite struct StartTests {
  @Test("A revision starts only where nothing speaks against it", arguments: DecisionRow.starts)
  func decides(row: DecisionRow) throws { try row.holds() }
}

extension DecisionRow {
  static let starts: [DecisionRow] = [
    .init(
      testDescription: "no record, weight 0: the first rung is taken", weight: 0, verdicts: [],
      kind: .start, to: 10, standing: .notJudged, phase: .progressing),
    .init(
      testDescription: "start checks pass: the first rung is taken", weight: 0, verdicts: [.pass],
      kind: .start, to: 10, standing: .pass, phase: .progressing),
    .init(
      testDescription: "a start check is unknown: nothing starts", weight: 0, verdicts: [unknown],
      kind: .hold, to: 0, standing: .inconclusive),
    .init(
      testDescription: "a start check fails: nothing starts, and nothing is counted", weight: 0,
      verdicts: [broken], kind: .hold, to: 0, standing: .fail),
    .init(
      testDescription: "a start check fails for a revision that took over traffic: none is left",
      weight: 30, record: state(.progressing, 30), revision: "b", verdicts: [broken],
      kind: .rollBack, to: 0, standing: .fail, phase: .initialized),
    .init(
      testDescription: "an initialized revision may start", weight: 0,
      record: state(.initialized, 0, failedRuns: 1), failureLimit: 1, verdicts: [.pass],
      kind: .start, to: 10, standing: .pass, phase: .progressing, failedRuns: 1),
    .init(
      testDescription: "a failed revision does not start again", weight: 0,
      record: state(.failed(.limit), 0), verdicts: [], kind: .hold, to: 0, standing: .fail),
    .init(
      testDescription: "a failed revision does not start again where none is named", weight: 0,
      record: state(.failed(.limit), 0, revision: nil), revision: nil, verdicts: [], kind: .hold,
      to: 0, standing: .fail),
    .init(
      testDescription: "a new revision starts after a failed one", weight: 0,
      record: state(.failed(.limit), 0), revision: "b", verdicts: [], kind: .start, to: 10,
      standing: .notJudged, phase: .progressing, failedRuns: 0),
    .init(
      testDescription: "a new revision starts after one that a person rolled back", weight: 0,
      record: state(.failed(.manual), 0), revision: "b", verdicts: [], kind: .start, to: 10,
      standing: .notJudged, phase: .progressing),
    .init(
      testDescription: "a new revision starts after a finished one whose weight was brought back",
      weight: 0, record: state(.succeeded, 100), revision: "b", verdicts: [], kind: .start, to: 10,
      standing: .notJudged, phase: .progressing),

    // Where another revision had the traffic.
    .init(
      testDescription: "a new revision restarts at the bottom", weight: 60,
      record: state(.progressing, 60, failedRuns: 2), revision: "b", verdicts: [], kind: .start,
      to: 10, standing: .notJudged, phase: .progressing, failedRuns: 0),
    .init(
      testDescription: "a new revision that may not start leaves the canary without traffic",
      weight: 60, record: state(.progressing, 60), revision: "b", verdicts: [unknown],
      kind: .rollBack, to: 0, standing: .inconclusive, phase: .initialized),
    .init(
      testDescription: "a new revision that continues is not judged by the old one's samples",
      weight: 60, record: state(.progressing, 60), revision: "b", onNewRevision: .continue,
      verdicts: [], kind: .hold, to: 60, standing: .inconclusive, phase: .progressing),
    .init(
      testDescription: "a new revision never begins above the weight that the old one had",
      weight: 5, record: state(.progressing, 5), revision: "b", verdicts: [.pass], kind: .start,
      to: 5, standing: .pass, phase: .progressing, revisionAfter: "b"),
    .init(
      testDescription: "a new revision restarts where the old one was paused, for it gets less",
      weight: 60, record: state(.progressing, 60, pause: "lunch"), revision: "b", verdicts: [],
      kind: .start, to: 10, standing: .notJudged, phase: .progressing,
      ground: .newRevision(from: "a", to: "b")),
    .init(
      testDescription: "a new revision that continues begins to be judged several times anew",
      weight: 100, record: state(.progressing, 100, iteration: 3), revision: "b",
      onNewRevision: .continue, strategy: .abTesting(iterations: 3), verdicts: [], kind: .hold,
      to: 100, standing: .inconclusive, phase: .progressing, iteration: 1),
  ]
}
