import Analysis
import Diagnostics
import Rollouts
import Testing

/// What a run finds, and how much people should heed what it records: once.
struct SeverityRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var weight = 30
  var record: Record.State?
  var revision = "a"
  var failureLimit = 0
  var patience: Patience?
  var atTop = AtTop.stay
  var baseline: [String] = []
  var onNewRevision = Situation.OnNewRevision.restart
  var waitsFor: [String] = []
  var hooks = HookFindings()
  var verdicts: [Verdict] = []
  let kind: Decision.Kind
  let severity: Severity?
  /// Of a second run that finds what the first one left.
  var again: Severity?

  func situation(_ record: Record.State?, at weight: Int) throws -> Situation {
    Situation(
      weight: DecisionRow.weight(weight), ladder: try Ladder(rungs: [10, 30, 60, 100]),
      atTop: atTop,
      record: record.map { Record(rollout: DecisionRow.name, generation: 3, state: $0) },
      revision: revision, baselineRevisions: baseline, failureLimit: failureLimit,
      onNewRevision: onNewRevision, patience: patience, waitsFor: waitsFor, now: DecisionRow.now)
  }
}

@Suite struct SeverityTests {
  @Test("What is newly recorded is told as grave as it is, and once", arguments: SeverityRow.all)
  func severity(row: SeverityRow) throws {
    let situation = try row.situation(row.record, at: row.weight)
    let decision = decide(situation, verdicts: row.verdicts, hooks: row.hooks)
    #expect(decision.kind == row.kind)
    #expect(decision.severity(in: situation) == row.severity)
    let next = try row.situation(decision.state ?? row.record, at: decision.to.parts)
    let second = decide(next, verdicts: row.verdicts, hooks: row.hooks)
    #expect(second.severity(in: next) == row.again)
  }

  @Test("What is graver is greater")
  func order() {
    #expect(Severity.allCases == Severity.allCases.sorted())
    #expect(Severity.allCases.map(\.rawValue) == ["info", "warn", "error"])
  }
}

extension SeverityRow {
  private static let climbing = DecisionRow.state(.progressing, 30)
  private static let broken = [DecisionRow.broken]
  private static let unknown = [DecisionRow.unknown]

  private static func doubt(_ runs: Int, _ patience: Patience) -> (Record.State, Patience) {
    let doubt = Record.Doubt(runs: runs, since: DecisionRow.ago(60))
    return (DecisionRow.state(.progressing, 30, doubt: doubt), patience)
  }

  static let all: [SeverityRow] = [
    .init(
      testDescription: "a start", weight: 0, kind: .start, severity: .info, again: nil),
    .init(
      testDescription: "an advance, and the next one", record: climbing, verdicts: [.pass],
      kind: .advance, severity: .info, again: .info),
    .init(
      testDescription: "the finish at the top", weight: 100,
      record: DecisionRow.state(.progressing, 100), verdicts: [.pass], kind: .finish,
      severity: .info),
    .init(
      testDescription: "a promotion, and its next step", weight: 100,
      record: DecisionRow.state(.progressing, 100), atTop: .promote(step: nil), baseline: ["a"],
      verdicts: [.pass], kind: .promote, severity: .info, again: .info),
    .init(
      testDescription: "a roll back", record: climbing, verdicts: broken, kind: .rollBack,
      severity: .error),
    .init(
      testDescription: "each failed run that is held", record: climbing, failureLimit: 2,
      verdicts: broken, kind: .hold, severity: .warn, again: .warn),
    .init(
      testDescription: "a weight that a person set to 0", weight: 0, record: climbing,
      kind: .hold, severity: .error),
    .init(
      testDescription: "a promotion that a person took back", weight: 100,
      record: DecisionRow.state(.promoting, 100), atTop: .promote(step: nil), baseline: ["old"],
      kind: .hold, severity: .error),
    .init(
      testDescription: "no failure that the record knows", weight: 0,
      record: DecisionRow.state(.failed(.limit), 0), kind: .hold, severity: nil),
    .init(
      testDescription: "no inconclusive run that nothing counts", record: climbing,
      verdicts: unknown, kind: .hold, severity: nil),
    .init(
      testDescription: "the first of a row that a deadline ends", record: climbing,
      patience: Patience(limit: nil, deadline: .seconds(7200)), verdicts: unknown, kind: .hold,
      severity: .warn),
    .init(
      testDescription: "the first of a row that a limit ends", record: climbing,
      patience: Patience(limit: 5, deadline: nil), verdicts: unknown, kind: .hold,
      severity: .warn),
    .init(
      testDescription: "none in the middle of a row, and then the last that is held",
      record: doubt(3, Patience(limit: 5, deadline: nil)).0,
      patience: Patience(limit: 5, deadline: nil), verdicts: unknown, kind: .hold, severity: nil,
      again: .warn),
    .init(
      testDescription: "the end of a row", record: doubt(5, Patience(limit: 5, deadline: nil)).0,
      patience: Patience(limit: 5, deadline: nil), verdicts: unknown, kind: .rollBack,
      severity: .error),
    .init(
      testDescription: "no store that fails", record: climbing,
      patience: Patience(limit: 5, deadline: nil), verdicts: [DecisionRow.unreachable],
      kind: .hold, severity: nil),
    .init(
      testDescription: "no weight that a person raised, which no run records", weight: 60,
      record: climbing, verdicts: [.pass], kind: .hold, severity: nil),
    .init(
      testDescription: "a start that waits for another rollout", weight: 0,
      waitsFor: ["test/backend"], kind: .hold, severity: .info),
    .init(
      testDescription: "a start that nobody confirms", weight: 0,
      hooks: HookFindings([.confirmRollout: "desk"]), kind: .hold, severity: .warn),
    .init(
      testDescription: "a new revision that goes on from its weight", record: climbing,
      revision: "b", onNewRevision: .continue, verdicts: [.pass], kind: .hold, severity: .info,
      again: .info),
    .init(
      testDescription: "a new revision that starts again", record: climbing, revision: "b",
      kind: .start, severity: .info, again: nil),
  ]
}

extension HookFindings {
  fileprivate init(_ refused: [HookKind: String]) {
    self.init(failed: [], rollsBack: nil, refused: refused)
  }
}
