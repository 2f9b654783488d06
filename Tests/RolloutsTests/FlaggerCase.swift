import Analysis
import Diagnostics
import Rollouts

/// A rollout as both know it.
struct FlaggerSetup: Hashable, Sendable {
  let model: FlaggerModel
  let ladder: Ladder
  let strategy: Strategy
  let atTop: AtTop

  /// What Flagger knows of a rollout, in the words of a record: its revision is `a`.
  ///
  /// Flagger says Progressing from scaling up on, and WaitingPromotion at the top; a record says
  /// Initialized until there is something to judge, and Progressing at the top. Its Initialized is
  /// the primary's own revision, with nothing to roll out. While promoting, only the baseline's
  /// failures count.
  func state(_ status: FlaggerModel.Status) -> Record.State? {
    let phase: Phase
    var parts = status.weight
    var failedRuns = 0
    switch status.phase {
    case .initializing: return nil
    case .initialized: phase = .succeeded
    case .waiting: phase = .waiting
    case .progressing, .waitingPromotion:
      phase = status.isAtStart && status.phase == .progressing ? .initialized : .progressing
      failedRuns = status.failedChecks
    case .promoting: phase = .promoting
    case .finalising: phase = .finalising
    case .succeeded:
      phase = .succeeded
      if atTop == .stay { parts = ladder.top.parts }
    case .failed: phase = .failed(.limit)
    }
    return Record.State(
      revision: "a", phase: phase, weight: DecisionRow.weight(parts),
      iteration: phase == .progressing || parts > 0 ? iteration(status) : 0,
      failedRuns: failedRuns)
  }

  /// Of the judgement that comes next. Where Flagger waits for a promotion, and after the finish,
  /// that is the last one.
  private func iteration(_ status: FlaggerModel.Status) -> Int {
    guard status.phase != .promoting else { return 0 }
    let isLast = status.phase == .waitingPromotion || status.phase == .succeeded
    switch model.plan {
    case .stepWeight, .stepWeights: return status.isMirrored ? 1 : 0
    case .blueGreen(let all):
      return status.weight > 0 || status.phase == .succeeded ? 0 : isLast ? all : status.iterations
    case .abTesting(let all): return all == 1 ? 0 : isLast ? all : status.iterations
    }
  }
}

/// One question to both.
struct FlaggerCase: Hashable, Sendable {
  enum Metrics: Hashable, Sendable, CaseIterable {
    case pass, fail, noValues, providerError

    var verdict: Verdict {
      switch self {
      case .pass: .pass
      case .fail: DecisionRow.broken
      case .noValues: DecisionRow.unknown
      case .providerError: DecisionRow.unreachable
      }
    }

    var isUnknown: Bool { self == .noValues || self == .providerError }
  }

  let setup: FlaggerSetup
  let status: FlaggerModel.Status
  let metrics: Metrics
  let isNewRevision: Bool
  /// A rollback hook that succeeded; any other that failed.
  let against: Set<HookKind>
  /// Whether there are checks `at: [start, promotion]`, which Flagger does not know.
  let hasOwnChecks: Bool
  let flagger: Outcome

  /// What both are compared by.
  struct Outcome: Hashable, Sendable {
    let move: FlaggerModel.Move
    let phase: String
    let weight: Int
    let iteration: Int
    let failedRuns: Int
  }

  init(
    _ setup: FlaggerSetup, _ status: FlaggerModel.Status, _ metrics: Metrics,
    isNewRevision: Bool = false, against: Set<HookKind> = [], hasOwnChecks: Bool = false
  ) {
    self.setup = setup
    self.status = status
    self.metrics = metrics
    self.isNewRevision = isNewRevision
    self.against = against
    self.hasOwnChecks = hasOwnChecks
    let tick = FlaggerModel.Tick(
      metricsPass: metrics == .pass, isNewRevision: isNewRevision, against: against)
    let (next, move) = setup.model.collapsed(status, tick)
    flagger = Self.outcome(setup.state(next), next.weight, move)
  }

  var ours: Outcome {
    let state = setup.state(status)
    let situation = situation(state)
    let occasion = Position(of: situation).occasion
    // Rollout hooks are a part of judging the canary's traffic, as in Flagger.
    let isJudged = occasion == .weight
    let hooks = HookFindings(
      failed: isJudged && against.contains(.rollout) ? ["load test"] : [],
      rollsBack: against.contains(.rollback) ? "panic" : nil,
      refused: Dictionary(
        uniqueKeysWithValues: against.subtracting([.rollout, .rollback]).map { ($0, "gate") }))
    let decision = decide(situation, verdicts: verdicts(at: occasion, situation), hooks: hooks)
    return Self.outcome(decision.state ?? state, decision.to.parts, decision.move)
  }

  /// Whether checks of other occasions than a weight would be asked.
  var asksOwnChecks: Bool {
    switch Position(of: situation(setup.state(status))).occasion {
    case .start, .promotion: true
    case .weight, nil: false
    }
  }

  private func situation(_ state: Record.State?) -> Situation {
    let isPromoted: Bool =
      switch status.phase {
      case .initializing, .initialized, .promoting, .finalising: true
      case .succeeded: setup.atTop != .stay
      case .waiting, .progressing, .waitingPromotion, .failed: false
      }
    let record = state.map { Record(rollout: DecisionRow.name, generation: 3, state: $0) }
    return Situation(
      weight: state?.weight ?? setup.ladder.first.zero, ladder: setup.ladder,
      strategy: setup.strategy, atTop: setup.atTop, record: record,
      revision: isNewRevision ? "b" : "a", baselineRevisions: [isPromoted ? "a" : "before"],
      failureLimit: setup.model.threshold - 1, now: DecisionRow.now)
  }

  private func verdicts(at occasion: Occasion?, _ situation: Situation) -> [Verdict] {
    let isAsked: Bool =
      switch occasion {
      case .start: hasOwnChecks
      case .weight: true
      // The checks of a weight are asked of the baseline as soon as it has some traffic.
      case .promotion: hasOwnChecks || situation.weight.parts < situation.weight.total
      case nil: false
      }
    return isAsked ? [metrics.verdict] : []
  }

  private static func outcome(
    _ state: Record.State?, _ weight: Int, _ move: FlaggerModel.Move
  ) -> Outcome {
    Outcome(
      move: move, phase: state?.phase.name ?? "", weight: weight,
      iteration: state?.iteration ?? 0, failedRuns: state?.failedRuns ?? 0)
  }
}

extension Decision {
  /// In the model's words.
  fileprivate var move: FlaggerModel.Move {
    switch kind {
    case .start: from.isZero ? .start : .restart
    case .advance: .advance
    case .hold: .hold
    case .rollBack: .rollBack
    case .promote: to == from ? .promote : .shift
    case .finish: .finish
    }
  }
}
