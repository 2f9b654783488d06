import Analysis
import Diagnostics
import Rollouts
import Testing

/// One row of the decision tables: what a run finds, what its checks say, and what follows.
struct DecisionRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// The manifest's weight, on the ladder 10, 30, 60, 100, or 100 alone where the strategy knows no
  /// other.
  let weight: Int
  var record: Record.State? = nil
  var intent: Record.Intent? = nil
  var revision: String? = "a"
  var failureLimit = 0
  var onNewRevision = Situation.OnNewRevision.restart
  var strategy = Strategy.canary
  var atTop = AtTop.stay
  var baseline: [String] = []
  var patience: Patience? = nil
  var settle: Duration = .zero
  var target: Int? = nil
  var runID: String? = nil
  var waitsFor: [String] = []
  var hooks = HookFindings()
  let verdicts: [Verdict]
  let kind: Decision.Kind
  let to: Int
  let standing: Standing
  /// What the record says afterwards; nil where it stays as it is.
  var phase: Phase? = nil
  var failedRuns: Int? = nil
  var revisionAfter: String? = nil
  var iteration: Int? = nil
  var doubt: Record.Doubt? = nil
  /// One of the decision's reasons.
  var ground: Ground? = nil

  func holds() throws {
    let decision = decide(try situation, verdicts: verdicts, hooks: hooks)
    #expect(decision.kind == kind)
    #expect(decision.to.parts == to)
    #expect(decision.standing == standing)
    #expect(decision.state?.phase == phase)
    if let revisionAfter { #expect(decision.state?.revision == revisionAfter) }
    if let failedRuns { #expect(decision.state?.failedRuns == failedRuns) }
    if let iteration { #expect(decision.state?.iteration == iteration) }
    if let doubt { #expect(decision.state?.doubt == doubt) }
    if let ground { #expect(decision.reasons.contains(ground)) }
    if let state = decision.state, decision.from != decision.to {
      #expect(state.weight == decision.to)
      #expect(state.lastTransition == Self.now || intent != nil)
    }
    #expect(!decision.reasons.isEmpty)
  }

  var situation: Situation {
    get throws {
      let rungs: [Int] =
        switch strategy {
        case .canary, .mirroring: [10, 30, 60, 100]
        case .blueGreen, .abTesting: [100]
        }
      return Situation(
        weight: Self.weight(weight), ladder: try Ladder(rungs: rungs), strategy: strategy,
        atTop: atTop,
        record: record.map {
          Record(rollout: Self.name, generation: 3, state: $0, intent: intent)
        },
        revision: revision, baselineRevisions: baseline, failureLimit: failureLimit,
        onNewRevision: onNewRevision, patience: patience, settle: settle,
        target: target.map(Self.weight), runID: runID, waitsFor: waitsFor, now: Self.now)
    }
  }
}

/// What the rows are made of.
extension DecisionRow {
  static let now = Timestamp(rfc3339: "2026-01-01T00:50:00Z") ?? .epoch
  static let broken = Verdict.fail(.belowMinimum(value: 90, min: 99))
  static let unknown = Verdict.inconclusive(.noData)
  static let unreachable = Verdict.inconclusive(.unreachable("refused"))

  static func ago(_ seconds: Int) -> Timestamp { now.advanced(by: .seconds(-seconds)) }

  static func state(
    _ phase: Phase, _ parts: Int, failedRuns: Int = 0, revision: String? = "a",
    iteration: Int = 0, since: Timestamp? = nil, doubt: Record.Doubt? = nil,
    advancedBy: String? = nil, pause: String? = nil
  ) -> Record.State {
    Record.State(
      revision: revision, phase: phase, weight: weight(parts), iteration: iteration,
      failedRuns: failedRuns, lastTransition: since, doubt: doubt, advancedBy: advancedBy,
      pause: pause)
  }

  static func weight(_ parts: Int) -> Weight {
    guard let weight = Weight(parts) else { preconditionFailure("no such weight") }
    return weight
  }

  static var name: RolloutName {
    guard let name = RolloutName(namespace: "test", name: "podinfo") else {
      preconditionFailure("no such name")
    }
    return name
  }

  static func intent(_ kind: Decision.Kind, from: Int, _ state: Record.State) -> Record.Intent {
    let from = weight(from)
    let id = DecisionID(
      of: name, generation: 2, decision: kind, from: from, to: state.weight,
      revision: state.revision, at: now)
    return Record.Intent(
      Transition(
        id: id, at: now, decision: kind, from: from, to: state.weight, revision: state.revision),
      state: state)
  }
}
