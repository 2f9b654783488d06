import Rollouts
import Testing

@Suite struct PromotionTests {
  @Test("The baseline gets the revision, is judged, and then gets the traffic", arguments: rows)
  func decides(row: DecisionRow) throws { try row.holds() }

  @Test("What a stopped run began and this one writes has changed now, for the Git sync's sake")
  func settles() throws {
    let old = DecisionRow.state(.promoting, 100, since: DecisionRow.ago(3_600))
    let row = DecisionRow(
      testDescription: "an hour later", weight: 100,
      record: DecisionRow.state(.progressing, 100),
      intent: DecisionRow.intent(.promote, from: 100, old), atTop: .promote(step: nil),
      baseline: ["a", "z"], verdicts: [], kind: .promote, to: 100, standing: .notJudged)
    #expect(
      decide(try row.situation, verdicts: []).state?.lastTransition == DecisionRow.now)
  }

  static let rows =
    DecisionRow.promotions + DecisionRow.failedPromotions
    + DecisionRow.halfPromotions
}

extension DecisionRow {
  private static let atOnce = AtTop.promote(step: nil)
  private static let inSteps = AtTop.promote(step: 40)

  static let promotions: [DecisionRow] = [
    // At the top.
    .init(
      testDescription: "a pass at the top gives the baseline the revision, and no traffic yet",
      weight: 100, record: state(.progressing, 100, failedRuns: 1), failureLimit: 1,
      atTop: atOnce, baseline: ["z"], verdicts: [.pass], kind: .promote, to: 100, standing: .pass,
      phase: .promoting, failedRuns: 0, ground: .promotes("a")),
    .init(
      testDescription: "what nobody named is not promoted", weight: 100,
      record: state(.progressing, 100, revision: nil), revision: nil, atTop: atOnce,
      baseline: ["z"], verdicts: [.pass], kind: .hold, to: 100, standing: .inconclusive,
      phase: nil, ground: .revisionUnknown),
    .init(
      testDescription: "nothing is promoted while a person holds it", weight: 100,
      record: state(.progressing, 100, pause: "lunch"), atTop: atOnce, baseline: ["z"],
      verdicts: [.pass], kind: .hold, to: 100, standing: .inconclusive, ground: .paused("lunch")),

    // The way back.
    .init(
      testDescription: "a pass of the baseline gives it all of the traffic", weight: 100,
      record: state(.promoting, 100), atTop: atOnce, baseline: ["a", "a"], verdicts: [.pass],
      kind: .promote, to: 0, standing: .pass, phase: .finalising, ground: .baselineJudged),
    .init(
      testDescription: "in steps, a pass of the baseline gives it one", weight: 100,
      record: state(.promoting, 100), atTop: inSteps, baseline: ["a"], verdicts: [.pass],
      kind: .promote, to: 60, standing: .pass, phase: .promoting),
    .init(
      testDescription: "the last step is what is left", weight: 20, record: state(.promoting, 20),
      atTop: inSteps, baseline: ["a"], verdicts: [.pass], kind: .promote, to: 0, standing: .pass,
      phase: .finalising),
    .init(
      testDescription: "without checks the first step waits for the Git sync", weight: 100,
      record: state(.promoting, 100, since: ago(119)), atTop: inSteps, baseline: ["a"],
      settle: .seconds(120), verdicts: [], kind: .hold, to: 100, standing: .inconclusive,
      ground: .settling(until: ago(-1))),
    .init(
      testDescription: "without checks the first step follows the Git sync, unverified",
      weight: 100, record: state(.promoting, 100, since: ago(120)), atTop: inSteps,
      baseline: ["a"], settle: .seconds(120), verdicts: [], kind: .promote, to: 60,
      standing: .notJudged, phase: .promoting, ground: .returnedUnverified),
    .init(
      testDescription: "a paused promotion goes no further", weight: 60,
      record: state(.promoting, 60, pause: "lunch"), atTop: inSteps, baseline: ["a"],
      verdicts: [.pass], kind: .hold, to: 60, standing: .inconclusive, ground: .paused("lunch")),
    .init(
      testDescription: "a baseline that nothing is known of gets no more", weight: 60,
      record: state(.promoting, 60), atTop: inSteps, baseline: ["a"], verdicts: [unknown],
      kind: .hold, to: 60, standing: .inconclusive),
    .init(
      testDescription: "a pass with all of the traffic ends the promotion", weight: 0,
      record: state(.finalising, 0), atTop: atOnce, baseline: ["a"], verdicts: [.pass],
      kind: .finish, to: 0, standing: .pass, phase: .succeeded, ground: .promoted),
    .init(
      testDescription: "a promotion that has ended has nothing left to do", weight: 0,
      record: state(.succeeded, 0), atTop: atOnce, baseline: ["a"], verdicts: [], kind: .hold,
      to: 0, standing: .notJudged, ground: .alreadyFinished),
    .init(
      testDescription: "a new revision begins, though the old one's promotion has not ended",
      weight: 60, record: state(.promoting, 60), revision: "b", atTop: inSteps, baseline: ["a"],
      verdicts: [], kind: .start, to: 10, standing: .notJudged, phase: .progressing,
      revisionAfter: "b"),
  ]

  static let failedPromotions: [DecisionRow] = [
    .init(
      testDescription: "a failure of the baseline within the limit is held", weight: 60,
      record: state(.promoting, 60), failureLimit: 1, atTop: inSteps, baseline: ["a"],
      verdicts: [broken], kind: .hold, to: 60, standing: .fail, phase: .promoting, failedRuns: 1),
    .init(
      testDescription: "a failure of the baseline past the limit returns the traffic to the canary",
      weight: 60, record: state(.promoting, 60), atTop: inSteps, baseline: ["a"],
      verdicts: [broken], kind: .rollBack, to: 100, standing: .fail, phase: .failed(.promotion),
      ground: .baselineFailed),
    .init(
      testDescription: "so does one after the last step", weight: 0, record: state(.finalising, 0),
      atTop: atOnce, baseline: ["a"], verdicts: [broken], kind: .rollBack, to: 100,
      standing: .fail, phase: .failed(.promotion)),
    .init(
      testDescription: "after a failed promotion the canary keeps the traffic, whatever it does",
      weight: 100, record: state(.failed(.promotion), 100), atTop: atOnce, baseline: ["a"],
      verdicts: [], kind: .hold, to: 100, standing: .fail, ground: .revisionFailed(.promotion)),
    .init(
      testDescription: "a person took the promotion back: the revision has failed", weight: 60,
      record: state(.promoting, 60), atTop: inSteps, baseline: ["z"], verdicts: [], kind: .hold,
      to: 60, standing: .fail, phase: .failed(.manual), ground: .promotionReverted),
    .init(
      testDescription: "a person lowered the weight of a promotion: it goes on from there",
      weight: 30, record: state(.promoting, 60), atTop: inSteps, baseline: ["a"],
      verdicts: [.pass], kind: .promote, to: 0, standing: .pass, phase: .finalising,
      ground: .loweredByPerson(recorded: weight(60), found: weight(30))),
  ]

  static let halfPromotions: [DecisionRow] = [
    .init(
      testDescription: "half taken back by a person, and a new revision came: nothing gets more",
      weight: 100, record: state(.promoting, 100), revision: "b", atTop: atOnce,
      baseline: ["a", "z"], verdicts: [], kind: .hold, to: 100, standing: .inconclusive,
      phase: nil, ground: .promotionReverted),
    .init(
      testDescription: "all taken back by a person, and a new revision came: it begins",
      weight: 100, record: state(.promoting, 100), revision: "b", atTop: atOnce,
      baseline: ["z", "z"], verdicts: [], kind: .start, to: 10, standing: .notJudged,
      phase: .progressing, revisionAfter: "b"),
    .init(
      testDescription: "killed before the baseline: a fail now rolls back", weight: 100,
      record: state(.progressing, 100),
      intent: intent(.promote, from: 100, state(.promoting, 100)), atTop: atOnce,
      baseline: ["z", "z"], verdicts: [broken], kind: .rollBack, to: 0, standing: .fail,
      phase: .failed(.limit)),
    .init(
      testDescription: "killed in the middle of the baseline: it is made whole", weight: 100,
      record: state(.progressing, 100),
      intent: intent(.promote, from: 100, state(.promoting, 100)), atTop: atOnce,
      baseline: ["a", "z"], verdicts: [], kind: .promote, to: 100, standing: .notJudged,
      phase: .promoting, ground: .completes(.promote)),
    .init(
      testDescription:
        "killed in the middle, and a person lowered the weight: made whole from there",
      weight: 60, record: state(.progressing, 100),
      intent: intent(.promote, from: 100, state(.promoting, 100)), atTop: atOnce,
      baseline: ["a", "z"], verdicts: [], kind: .promote, to: 60, standing: .notJudged,
      phase: .promoting),
    .init(
      testDescription: "killed in the middle, and a person took all: made whole, judged once more",
      weight: 0, record: state(.progressing, 100),
      intent: intent(.promote, from: 100, state(.promoting, 100)), atTop: atOnce,
      baseline: ["a", "z"], verdicts: [], kind: .promote, to: 0, standing: .notJudged,
      phase: .finalising),
    .init(
      testDescription: "killed in the middle, and a new revision came: made whole before it begins",
      weight: 100, record: state(.progressing, 100),
      intent: intent(.promote, from: 100, state(.promoting, 100)), revision: "b", atTop: atOnce,
      baseline: ["a", "z"], verdicts: [], kind: .promote, to: 100, standing: .notJudged,
      phase: .promoting, revisionAfter: "a"),
    .init(
      testDescription: "killed after the baseline: the record is closed", weight: 100,
      record: state(.progressing, 100),
      intent: intent(.promote, from: 100, state(.promoting, 100)), atTop: atOnce,
      baseline: ["a", "a"], verdicts: [], kind: .promote, to: 100, standing: .notJudged,
      phase: .promoting, ground: .completes(.promote)),
    .init(
      testDescription: "killed before the canary got its traffic back: it is completed", weight: 60,
      record: state(.promoting, 60),
      intent: intent(.rollBack, from: 60, state(.failed(.promotion), 100)), atTop: inSteps,
      baseline: ["a"], verdicts: [], kind: .rollBack, to: 100, standing: .fail,
      phase: .failed(.promotion), ground: .completes(.rollBack)),
  ]
}
