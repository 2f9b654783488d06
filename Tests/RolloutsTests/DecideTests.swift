import Analysis
import Diagnostics
import Rollouts
import Testing

/// One row of the decision table: what a run finds, what its checks say, and what follows.
struct DecisionRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// The manifest's weight on the ladder 10, 30, 60, 100.
  let weight: Int
  var record: Record.State? = nil
  var intent: Record.Intent? = nil
  var revision: String? = "a"
  var failureLimit = 0
  var onNewRevision = Situation.OnNewRevision.restart
  let verdicts: [Verdict]
  let kind: Decision.Kind
  let to: Int
  let standing: Standing
  var phase: Phase? = nil
  var failedRuns: Int? = nil
  var revisionAfter: String? = nil
}

@Suite struct DecideTests {
  static let now = Timestamp(rfc3339: "2026-01-01T00:50:00Z") ?? .epoch
  static let broken = Verdict.fail(.belowMinimum(value: 90, min: 99))
  static let unknown = Verdict.inconclusive(.noData)
  static let unreachable = Verdict.inconclusive(.unreachable("refused"))

  static func state(
    _ phase: Phase, _ parts: Int, failedRuns: Int = 0, revision: String? = "a"
  ) -> Record.State {
    Record.State(
      revision: revision, phase: phase, weight: weight(parts), failedRuns: failedRuns)
  }

  static func weight(_ parts: Int) -> Weight {
    guard let weight = Weight(parts) else { preconditionFailure("no such weight") }
    return weight
  }

  static func intent(_ kind: Decision.Kind, from: Int, _ state: Record.State) -> Record.Intent {
    guard let name = RolloutName(namespace: "test", name: "podinfo") else {
      preconditionFailure("no such name")
    }
    let from = weight(from)
    let id = DecisionID(
      of: name, generation: 2, decision: kind, from: from, to: state.weight,
      revision: state.revision, at: now)
    return Record.Intent(
      Transition(
        id: id, at: now, decision: kind, from: from, to: state.weight, revision: state.revision),
      state: state)
  }

  @Test("What follows is decided by the table", arguments: rows)
  func decision(row: DecisionRow) throws {
    let name = try #require(RolloutName(namespace: "test", name: "podinfo"))
    let record = row.record.map {
      Record(rollout: name, generation: 3, state: $0, intent: row.intent)
    }
    let situation = Situation(
      weight: Self.weight(row.weight), ladder: try Ladder(rungs: [10, 30, 60, 100]),
      record: record, revision: row.revision, failureLimit: row.failureLimit,
      onNewRevision: row.onNewRevision, now: Self.now)
    let decision = decide(situation, verdicts: row.verdicts)
    #expect(decision.kind == row.kind)
    #expect(decision.to.parts == row.to)
    #expect(decision.standing == row.standing)
    #expect(decision.state?.phase == row.phase)
    if let revision = row.revisionAfter { #expect(decision.state?.revision == revision) }
    if let failedRuns = row.failedRuns { #expect(decision.state?.failedRuns == failedRuns) }
    if let state = decision.state, decision.from != decision.to {
      #expect(state.weight == decision.to)
      #expect(state.lastTransition == Self.now || row.intent != nil)
    }
    #expect(!decision.reasons.isEmpty)
  }

  static let rows: [DecisionRow] = [
    // Weight 0.
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

    // Climbing.
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

    // A new revision on the way.
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
