import Rollouts
import Testing

@Suite struct HookTests {
  @Test("A hook has the say that Flagger gives it", arguments: DecisionRow.hooked)
  func decides(row: DecisionRow) throws { try row.holds() }

  @Test(
    "Each step asks the hooks that speak of it, in the order of their calls",
    arguments: [
      ("0 a", .canary, [.confirmRollout, .preRollout, .confirmTrafficIncrease]),
      ("0 a", .mirroring, [.confirmRollout, .preRollout]),
      ("10 a", .canary, [.rollout, .confirmTrafficIncrease]),
      ("60 b", .canary, [.confirmRollout, .preRollout]),
      ("100 a", .canary, [.rollout, .confirmPromotion]),
    ] as [(String, Strategy, [HookKind])])
  func asks(found: String, strategy: Strategy, hooks: [HookKind]) throws {
    let words = found.split(separator: " ")
    let parts = try #require(Int(words[0]))
    let record = parts == 0 ? nil : DecisionRow.state(.progressing, parts)
    let row = DecisionRow(
      testDescription: found, weight: parts, record: record, revision: String(words[1]),
      strategy: strategy, verdicts: [.pass], kind: .hold, to: 0, standing: .pass)
    #expect(decide(try row.situation, verdicts: row.verdicts).hooksBefore == hooks)
  }
}

extension DecisionRow {
  private static func refused(_ kind: HookKind) -> HookFindings {
    HookFindings(refused: [kind: "gate"])
  }

  private static let panic = HookFindings(rollsBack: "panic")

  static let hooked: [DecisionRow] = [
    // Before the start.
    .init(
      testDescription: "without confirm-rollout it waits, uncounted", weight: 0,
      hooks: refused(.confirmRollout), verdicts: [], kind: .hold, to: 0, standing: .inconclusive,
      phase: .waiting, failedRuns: 0, ground: .notConfirmed(.confirmRollout, name: "gate")),
    .init(
      testDescription: "a failed pre-rollout is a failed run", weight: 0, failureLimit: 1,
      hooks: refused(.preRollout), verdicts: [], kind: .hold, to: 0, standing: .fail,
      phase: .initialized, failedRuns: 1),
    .init(
      testDescription: "failed pre-rollouts past the limit fail the revision", weight: 0,
      record: state(.initialized, 0, failedRuns: 1), failureLimit: 1, hooks: refused(.preRollout),
      verdicts: [], kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "without confirm-traffic-increase the start waits, uncounted", weight: 0,
      hooks: refused(.confirmTrafficIncrease), verdicts: [.pass], kind: .hold, to: 0,
      standing: .inconclusive, phase: .waiting, failedRuns: 0),
    .init(
      testDescription: "a new revision without confirm-rollout gets no traffic of the old one's",
      weight: 60, record: state(.progressing, 60), revision: "b",
      hooks: refused(.confirmRollout), verdicts: [], kind: .rollBack, to: 0,
      standing: .inconclusive, phase: .waiting, revisionAfter: "b"),

    // On the way.
    .init(
      testDescription: "a failed rollout hook is a failed run, though all checks pass", weight: 30,
      record: state(.progressing, 30), failureLimit: 1, hooks: HookFindings(failed: ["load test"]),
      verdicts: [.pass], kind: .hold, to: 30, standing: .fail, phase: .progressing, failedRuns: 1,
      ground: .hooksFailed(["load test"])),
    .init(
      testDescription: "without confirm-traffic-increase the weight is held, uncounted", weight: 30,
      record: state(.progressing, 30), hooks: refused(.confirmTrafficIncrease), verdicts: [.pass],
      kind: .hold, to: 30, standing: .inconclusive),
    .init(
      testDescription: "a failure is not asked whether it may roll back", weight: 30,
      record: state(.progressing, 30), hooks: refused(.confirmTrafficIncrease),
      verdicts: [broken], kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "without confirm-promotion nothing is promoted", weight: 100,
      record: state(.progressing, 100), atTop: .promote(step: nil), baseline: ["z"],
      hooks: refused(.confirmPromotion), verdicts: [.pass], kind: .hold, to: 100,
      standing: .inconclusive),
    .init(
      testDescription: "without confirm-promotion nothing is finished", weight: 100,
      record: state(.progressing, 100), hooks: refused(.confirmPromotion), verdicts: [.pass],
      kind: .hold, to: 100, standing: .inconclusive),

    .init(
      testDescription: "without the word of a rollout hook nothing is raised, and nothing counted",
      weight: 30, record: state(.progressing, 30), hooks: refused(.rollout), verdicts: [.pass],
      kind: .hold, to: 30, standing: .inconclusive),

    // The rollback hook.
    .init(
      testDescription: "a rollback hook rolls back, though all checks pass", weight: 30,
      record: state(.progressing, 30), failureLimit: 2, hooks: panic, verdicts: [.pass],
      kind: .rollBack, to: 0, standing: .fail, phase: .failed(.hook),
      ground: .hookRollsBack("panic")),
    .init(
      testDescription: "a rollback hook before the start fails the revision", weight: 0,
      record: state(.waiting, 0), hooks: panic, verdicts: [.pass], kind: .rollBack, to: 0,
      standing: .fail, phase: .failed(.hook)),
    .init(
      testDescription: "a rollback hook takes the old revision's traffic from a new one",
      weight: 60, record: state(.progressing, 60), revision: "b", hooks: panic, verdicts: [],
      kind: .rollBack, to: 0, standing: .fail, phase: .failed(.hook), revisionAfter: "b"),
    .init(
      testDescription: "a rollback hook takes back what a person raised", weight: 60,
      record: state(.progressing, 30), hooks: panic, verdicts: [.pass], kind: .rollBack, to: 0,
      standing: .fail, phase: .failed(.hook)),
    .init(
      testDescription: "a rollback hook takes back what a stopped run had raised", weight: 30,
      record: state(.progressing, 10), intent: intent(.advance, from: 10, state(.progressing, 30)),
      hooks: panic, verdicts: [.pass], kind: .rollBack, to: 0, standing: .fail,
      phase: .failed(.hook)),
    .init(
      testDescription: "a rollback hook takes nothing from the canary while the baseline is new",
      weight: 60, record: state(.promoting, 60), atTop: .promote(step: 40), baseline: ["a"],
      hooks: panic, verdicts: [.pass], kind: .promote, to: 20, standing: .pass,
      phase: .promoting),
    .init(
      testDescription: "a failed revision is not failed again", weight: 0,
      record: state(.failed(.limit), 0), hooks: panic, verdicts: [], kind: .hold, to: 0,
      standing: .fail, ground: .revisionFailed(.limit)),
  ]
}
