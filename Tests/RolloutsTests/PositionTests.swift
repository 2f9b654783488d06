import Rollouts
import Testing

@Suite struct PositionTests {
  @Test(
    "Where a rollout stands is read from manifest, record and revision together",
    arguments: DecisionRow.positions)
  func decides(row: DecisionRow) throws { try row.holds() }
}

extension DecisionRow {
  static let positions: [DecisionRow] = [
    // A person's hand.
    .init(
      testDescription: "a person rolled back: the revision has failed", weight: 0,
      record: state(.progressing, 30), verdicts: [], kind: .hold, to: 0, standing: .fail,
      phase: .failed(.manual)),
    .init(
      testDescription: "a person lowered the weight: it is not raised again", weight: 10,
      record: state(.progressing, 30), verdicts: [.pass], kind: .hold, to: 10, standing: .fail,
      phase: .failed(.manual)),
    .init(
      testDescription: "a person lowered the weight, and what is left fails: to 0", weight: 10,
      record: state(.failed(.manual), 10), verdicts: [broken], kind: .rollBack, to: 0,
      standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "a person raised the weight: held until adopted", weight: 60,
      record: state(.progressing, 30), verdicts: [.pass], kind: .hold, to: 60,
      standing: .inconclusive),
    .init(
      testDescription: "a person raised the weight, and it fails: rolled back", weight: 60,
      record: state(.progressing, 30), verdicts: [broken], kind: .rollBack, to: 0, standing: .fail,
      phase: .failed(.limit)),
    .init(
      testDescription: "a person raised a failed revision: held", weight: 30,
      record: state(.failed(.limit), 0), verdicts: [.pass], kind: .hold, to: 30,
      standing: .inconclusive),
    .init(
      testDescription: "a person raised the weight of a promotion: left alone", weight: 100,
      record: state(.promoting, 60), atTop: .promote(step: 40), baseline: ["a"], verdicts: [],
      kind: .hold, to: 100, standing: .inconclusive,
      ground: .raisedByPerson(recorded: weight(60), found: weight(100))),
    .init(
      testDescription: "a person raised a promotion and a new revision fails: its own failure",
      weight: 100, record: state(.promoting, 60), revision: "b", atTop: .promote(step: 40),
      baseline: ["a"], verdicts: [broken], kind: .rollBack, to: 0, standing: .fail,
      phase: .failed(.limit), revisionAfter: "b"),
    .init(
      testDescription: "a person raised what a failed baseline can't carry: nothing is judged",
      weight: 100, record: state(.failed(.promotion), 60), revision: "b",
      atTop: .promote(step: nil), baseline: ["a"], verdicts: [], kind: .hold, to: 100,
      standing: .inconclusive, ground: .baselineFailed),
    .init(
      testDescription: "a person rolled back, and the run that had stepped is remembered",
      weight: 0, record: state(.progressing, 30, advancedBy: "7"), runID: "7", verdicts: [],
      kind: .hold, to: 0, standing: .fail, phase: .failed(.manual)),

    // A run that was killed.
    .init(
      testDescription: "killed before the manifest: a pass takes the same rung", weight: 10,
      record: state(.progressing, 10), intent: intent(.advance, from: 10, state(.progressing, 30)),
      verdicts: [.pass], kind: .advance, to: 30, standing: .pass, phase: .progressing),
    .init(
      testDescription: "killed before the manifest: an old pass does not raise", weight: 10,
      record: state(.progressing, 10), intent: intent(.advance, from: 10, state(.progressing, 30)),
      verdicts: [unknown], kind: .hold, to: 10, standing: .inconclusive, phase: .progressing),
    .init(
      testDescription: "killed after the manifest: the record is closed, no second rung",
      weight: 30, record: state(.progressing, 10),
      intent: intent(.advance, from: 10, state(.progressing, 30)), verdicts: [.pass],
      kind: .advance, to: 30, standing: .pass, phase: .progressing),
    .init(
      testDescription: "killed after the manifest, and failing now: rolled back", weight: 30,
      record: state(.progressing, 10), intent: intent(.advance, from: 10, state(.progressing, 30)),
      verdicts: [broken], kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "killed after the manifest, and a new revision came: it restarts",
      weight: 30, record: state(.progressing, 10),
      intent: intent(.advance, from: 10, state(.progressing, 30)), revision: "b", verdicts: [],
      kind: .start, to: 10, standing: .notJudged, phase: .progressing, failedRuns: 0),
    .init(
      testDescription: "killed after the manifest, and a new revision fails at its start: its own",
      weight: 30, record: state(.progressing, 10),
      intent: intent(.advance, from: 10, state(.progressing, 30)), revision: "b",
      verdicts: [broken], kind: .rollBack, to: 0, standing: .fail, phase: .initialized,
      revisionAfter: "b"),
    .init(
      testDescription: "killed before a roll back reached the manifest: it is completed",
      weight: 30, record: state(.progressing, 30),
      intent: intent(.rollBack, from: 30, state(.failed(.limit), 0)), verdicts: [],
      kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "killed after a roll back reached the manifest: the record is closed",
      weight: 0, record: state(.progressing, 30),
      intent: intent(.rollBack, from: 30, state(.failed(.limit), 0)), verdicts: [],
      kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "killed before a new revision's restart reached the manifest: no failure",
      weight: 60, record: state(.progressing, 60),
      intent: intent(.start, from: 60, state(.progressing, 10, revision: "b")), revision: "b",
      verdicts: [], kind: .start, to: 10, standing: .notJudged, phase: .progressing),
    .init(
      testDescription: "killed before a new revision's restart: carried out, whatever is known now",
      weight: 60, record: state(.progressing, 60),
      intent: intent(.start, from: 60, state(.progressing, 10, revision: "b")), revision: "b",
      verdicts: [unknown], kind: .start, to: 10, standing: .notJudged, phase: .progressing),
    .init(
      testDescription: "killed after a new revision's restart reached the manifest: no failure",
      weight: 10, record: state(.progressing, 60),
      intent: intent(.start, from: 60, state(.progressing, 10, revision: "b")), revision: "b",
      verdicts: [.pass], kind: .start, to: 10, standing: .notJudged, phase: .progressing),
    .init(
      testDescription: "killed while a new revision that may not start lost the traffic: unknown",
      weight: 60, record: state(.progressing, 60),
      intent: intent(.rollBack, from: 60, state(.initialized, 0, revision: "b")), revision: "b",
      verdicts: [], kind: .rollBack, to: 0, standing: .inconclusive, phase: .initialized),
    .init(
      testDescription: "killed while a new revision that failed at its start lost it: a fail",
      weight: 60, record: state(.progressing, 60),
      intent: intent(.rollBack, from: 60, state(.initialized, 0, failedRuns: 1, revision: "b")),
      revision: "b", failureLimit: 1, verdicts: [], kind: .rollBack, to: 0, standing: .fail,
      phase: .initialized, failedRuns: 1),
    .init(
      testDescription: "an intent that fits no manifest holds", weight: 60,
      record: state(.progressing, 10), intent: intent(.advance, from: 10, state(.progressing, 30)),
      verdicts: [.pass], kind: .hold, to: 60, standing: .inconclusive, phase: .progressing),
    .init(
      testDescription: "a roll back was begun and a person set another weight: the revision failed",
      weight: 10, record: state(.progressing, 30),
      intent: intent(.rollBack, from: 30, state(.failed(.limit), 0)), verdicts: [.pass],
      kind: .hold, to: 10, standing: .fail, phase: .failed(.manual)),
  ]
}
