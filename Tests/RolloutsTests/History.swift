import Analysis
import Diagnostics
import Rollouts
import SeededRandom

/// One run of a random history: what it found, what it decided, and what it wrote.
struct HistoryStep: Sendable, CustomStringConvertible {
  let seed: UInt64
  let index: Int
  let tree: WorkTreeModel
  let situation: Situation
  let verdicts: [Verdict]
  let hooks: HookFindings
  let decision: Decision
  /// Revisions that have failed and that nobody has let start again.
  let failed: Set<String>
  /// The pipeline's runs that have taken a step.
  let stepped: Set<String>

  var position: Position { Position(of: situation) }
  var standing: Standing { hooks.failed.isEmpty ? Standing(of: verdicts) : .fail }
  /// Whether the canary gets more, on trust.
  var isRaise: Bool { decision.to > tree.weight && decision.kind != .rollBack }
  var completes: Bool {
    decision.reasons.contains { if case .completes = $0 { true } else { false } }
  }
  /// Whether it is one of the steps that a run of the pipeline takes once.
  var isStep: Bool {
    switch decision.kind {
    case .start: tree.weight.isZero && !completes
    case .advance, .promote: !completes
    case .hold, .rollBack, .finish: false
    }
  }
  var description: String {
    "seed \(seed), run \(index): \(position) at \(tree.weight), \(standing): \(decision)"
  }
}

/// Random histories of runs, people and kills.
struct History {
  private var dice: SeededNumbers
  private let seed: UInt64
  private let strategy: Strategy
  private let ladder: Ladder
  private let atTop: AtTop
  private let patience: Patience?
  private let hasRunIDs: Bool
  private var tree: WorkTreeModel
  private var revision = 0
  private var runID = 0
  private var failed: Set<String> = []
  private var stepped: Set<String> = []
  private var steps: [HistoryStep] = []

  static let all: [HistoryStep] = (0..<1_200 as Range<UInt64>).flatMap { seed in
    var history = History(seed: seed)
    for index in 0..<40 { history.go(index) }
    return history.steps
  }

  private init(seed: UInt64) {
    var dice = SeededNumbers(seed: seed)
    let strategy = dice.pick([
      Strategy.canary, .canary, .mirroring, .blueGreen(iterations: 2), .abTesting(iterations: 2),
    ])
    let ladder = dice.pick(strategy.isStepped ? Self.ladders : Array(Self.ladders.suffix(1)))
    let atTop = dice.pick([AtTop.stay, .promote(step: nil), .promote(step: 40)])
    patience = dice.pick([
      nil, Patience(limit: 2, deadline: nil), Patience(limit: 1, deadline: nil, then: .fail),
      Patience(limit: nil, deadline: .seconds(3)),
    ])
    hasRunIDs = !dice.once(in: 4)
    let places = dice.once(in: 2) && atTop == .stay ? 0 : 2
    tree = WorkTreeModel(
      weight: ladder.first.zero, baseline: Array(repeating: "base", count: places), record: nil)
    (self.seed, self.dice, self.strategy, self.ladder, self.atTop) = (
      seed, dice, strategy, ladder, atTop
    )
  }

  /// The last one for strategies that know no steps.
  private static let ladders: [Ladder] = [
    try? Ladder(rungs: [10, 30, 60, 100]), try? Ladder(rungs: [20, 50]), try? Ladder(rungs: [100]),
  ].compactMap { $0 }

  private var name: String { "r\(revision)" }

  private mutating func go(_ index: Int) {
    if dice.once(in: 14) { revision += 1 }
    if dice.once(in: 3) { runID += 1 }
    // What a stopped run left half done is where people do most harm.
    if dice.once(in: tree.record?.intent == nil ? 16 : 3) { meddle() }
    let now = Timestamp.epoch.advanced(by: .seconds(index))
    if dice.once(in: 8) { speak(at: now) }
    let situation = situation(at: now, isForRun: true)
    let occasion = Position(of: situation).occasion
    let verdicts: [Verdict] =
      occasion == nil || occasion != .weight && dice.once(in: 3)
      ? []
      : [
        dice.pick([
          .pass, .pass, .pass, .pass, .pass, .pass, DecisionRow.broken, DecisionRow.unknown,
          DecisionRow.unreachable,
          .inconclusive(.tooEarly(until: now)),
        ])
      ]
    let hooks = hooks(at: occasion)
    let decision = decide(situation, verdicts: verdicts, hooks: hooks)
    let step = HistoryStep(
      seed: seed, index: index, tree: tree, situation: situation, verdicts: verdicts,
      hooks: hooks, decision: decision, failed: failed, stepped: stepped)
    steps.append(step)
    let isWritten = carryOut(decision, in: situation)
    if isWritten, step.isStep, let id = situation.runID { stepped.insert(id) }
  }

  private mutating func situation(at now: Timestamp, isForRun: Bool) -> Situation {
    let next = ladder.next(after: tree.weight)
    return Situation(
      weight: tree.weight, ladder: ladder, strategy: strategy, atTop: atTop, record: tree.record,
      revision: name, baselineRevisions: tree.baseline, failureLimit: dice.pick([0, 1, 2]),
      onNewRevision: dice.pick([.restart, .continue]), patience: patience,
      settle: .seconds(1),
      target: isForRun && dice.once(in: 6) ? dice.pick([next, tree.weight]) : nil,
      runID: hasRunIDs ? "run \(runID)" : nil,
      waitsFor: dice.once(in: 10) ? ["test/backend"] : [], now: now)
  }

  private mutating func hooks(at occasion: Occasion?) -> HookFindings {
    var hooks = HookFindings()
    if occasion == .weight, dice.once(in: 20) { hooks.failed = ["load test"] }
    if dice.once(in: 40) { hooks.rollsBack = "panic" }
    for kind in [HookKind.confirmRollout, .preRollout, .confirmTrafficIncrease, .confirmPromotion]
    where dice.once(in: 16) {
      hooks.refused[kind] = "gate"
    }
    return hooks
  }

  /// A person edits the manifest, or takes a promotion back.
  private mutating func meddle() {
    if dice.once(in: 3) {
      let revision = dice.pick(["base", name])
      tree.baseline = tree.baseline.map { _ in revision }
    } else {
      tree.weight = DecisionRow.weight(dice.pick([0, 10, 30, 45, 60, 100]))
    }
  }

  private mutating func speak(at now: Timestamp) {
    let kind = dice.pick(
      [Transition.Word.Kind]([.pause, .resume, .resume, .abort, .retry, .adopt, .promote]))
    let situation = situation(at: now, isForRun: false)
    guard let decision = try? decide(Transition.Word(kind, reason: "why"), situation) else {
      return
    }
    let isWritten = carryOut(decision, in: situation)
    if isWritten, kind == .retry || kind == .adopt { failed.remove(name) }
  }

  /// Writes, and may be killed at any point; whether the last file was reached.
  private mutating func carryOut(_ decision: Decision, in situation: Situation) -> Bool {
    let writes = tree.writes(of: decision, in: situation)
    guard !writes.isEmpty else { return false }
    let isKilled = dice.once(in: decision.kind == .promote ? 2 : 4)
    let kept = isKilled ? Int.random(in: 0...writes.count, using: &dice) : writes.count
    guard kept > 0 else { return false }
    tree = writes[kept - 1]
    for state in [tree.record?.intent?.state, tree.record?.state].compactMap({ $0 })
    where state.phase.isFailed {
      if let revision = state.revision { failed.insert(revision) }
    }
    return kept == writes.count
  }
}

extension Strategy {
  /// Whether it climbs by more than one rung.
  fileprivate var isStepped: Bool {
    switch self {
    case .canary, .mirroring: true
    case .blueGreen, .abTesting: false
    }
  }
}

extension SeededNumbers {
  /// True once in so many times.
  fileprivate mutating func once(in times: Int) -> Bool { chance(1, of: times) }
}
