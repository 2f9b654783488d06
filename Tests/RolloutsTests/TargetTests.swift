import Rollouts
import Testing

@Suite struct TargetTests {
  @Test(
    "A pipeline's run takes one step, and a person or another rollout holds it",
    arguments: DecisionRow.held)
  func decides(row: DecisionRow) throws { try row.holds() }
}

extension DecisionRow {
  static let held: [DecisionRow] = [
    // The rung of a stage.
    .init(
      testDescription: "a stage whose rung is reached has nothing to do", weight: 30,
      record: state(.progressing, 30), target: 30, verdicts: [broken], kind: .hold, to: 30,
      standing: .notJudged, ground: .alreadyAt(weight(30))),
    .init(
      testDescription: "a stage takes its rung", weight: 30, record: state(.progressing, 30),
      target: 60, verdicts: [.pass], kind: .advance, to: 60, standing: .pass, phase: .progressing),
    .init(
      testDescription: "a stage whose rung is reached completes what was begun", weight: 30,
      record: state(.progressing, 10), intent: intent(.advance, from: 10, state(.progressing, 30)),
      target: 30, verdicts: [.pass], kind: .advance, to: 30, standing: .pass,
      phase: .progressing, ground: .completes(.advance)),
    .init(
      testDescription: "stages of one run may each take their step", weight: 30,
      record: state(.progressing, 30, advancedBy: "7"), target: 60, runID: "7", verdicts: [.pass],
      kind: .advance, to: 60, standing: .pass, phase: .progressing),

    // The run of the pipeline.
    .init(
      testDescription: "a run that has taken its step takes no second", weight: 30,
      record: state(.progressing, 30, advancedBy: "7"), runID: "7", verdicts: [.pass],
      kind: .hold, to: 30, standing: .pass, ground: .alreadyAdvanced(by: "7")),
    .init(
      testDescription: "another run takes the next", weight: 30,
      record: state(.progressing, 30, advancedBy: "7"), runID: "8", verdicts: [.pass],
      kind: .advance, to: 60, standing: .pass, phase: .progressing),
    .init(
      testDescription: "a run that has taken its step still rolls back", weight: 30,
      record: state(.progressing, 30, advancedBy: "7"), runID: "7", verdicts: [broken],
      kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "a run that has taken a step and rolled back starts no other revision",
      weight: 0, record: state(.failed(.limit), 0, advancedBy: "7"), revision: "b", runID: "7",
      verdicts: [.pass], kind: .hold, to: 0, standing: .pass),

    // A person, and other rollouts.
    .init(
      testDescription: "a paused rollout is not raised by a pass", weight: 30,
      record: state(.progressing, 30, pause: "lunch"), verdicts: [.pass], kind: .hold, to: 30,
      standing: .inconclusive, ground: .paused("lunch")),
    .init(
      testDescription: "a paused rollout is rolled back by a failure", weight: 30,
      record: state(.progressing, 30, pause: "lunch"), verdicts: [broken], kind: .rollBack,
      to: 0, standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "a paused rollout does not start, and its record says that it waits",
      weight: 0, record: state(.initialized, 0, pause: "lunch"), verdicts: [.pass], kind: .hold,
      to: 0, standing: .inconclusive, phase: .waiting),
    .init(
      testDescription: "a rollout waits for another's success before its start", weight: 0,
      waitsFor: ["test/backend"], verdicts: [], kind: .hold, to: 0, standing: .inconclusive,
      phase: .waiting, ground: .waitsFor(["test/backend"])),
    .init(
      testDescription: "it waits on its way, too", weight: 30, record: state(.progressing, 30),
      waitsFor: ["test/backend"], verdicts: [.pass], kind: .hold, to: 30,
      standing: .inconclusive),
    .init(
      testDescription: "what waits is rolled back by a failure", weight: 30,
      record: state(.progressing, 30), waitsFor: ["test/backend"], verdicts: [broken],
      kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit)),
  ]
}
