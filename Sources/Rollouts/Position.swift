/// Where a rollout stands when a run finds it: manifest, record and revision read together.
package enum Position: Hashable, Sendable {
  /// No traffic yet for this revision. `failedRuns` are those of its earlier tries.
  case bottom(failedRuns: Int)
  /// On the way or at the top, and free to move.
  case climbing(Record.State)
  /// The baseline has the revision in Git, and is judged while it gets the traffic back.
  case returning(Record.State, because: Ground?)
  /// A run wrote what it meant to and was stopped before it closed the record.
  case written(Record.Intent)
  /// A run that makes things safe, or half of a promotion, was stopped before it wrote all of it.
  case completing(Record.Intent)
  /// Not to be raised by us; a failure may still lower it, and is then this revision's.
  case bound(Record.State, by: Ground, standing: Standing, revision: String?)
  /// Nothing is judged: without traffic and not to be started, or where it is meant to be.
  case resting(Record.State, because: Ground, standing: Standing)
  /// Another revision arrived while the weight was above 0: back to the bottom.
  case restarting(old: String, new: String)
  /// Another revision arrived, and the config says to go on from the present weight.
  case continuing(Record.State, old: String)

  package init(of situation: Situation) {
    let position = Self.untargeted(situation)
    // A stage whose rung is reached has nothing to do, but to complete what was begun.
    if let target = situation.target, target == situation.weight, let state = position.movable {
      self = .resting(
        situation.record?.state ?? state, because: .alreadyAt(target), standing: .notJudged)
    } else {
      self = position
    }
  }

  private static func untargeted(_ situation: Situation) -> Position {
    guard let record = situation.record else { return unrecorded(situation) }
    guard let intent = record.intent else { return recorded(record.state, situation) }
    let state = intent.state
    guard situation.hasReached(intent) else { return unwritten(intent, record.state, situation) }
    // What was raised for one revision is not another's to be judged at, nor to fail for.
    let isRaised = state.weight > intent.from
    if isRaised, let old = state.revision, let new = situation.revision, old != new {
      return recorded(state, situation)
    }
    return .written(intent)
  }

  /// An intent to take a step that did not reach the files is not carried out: its verdict is old.
  /// One that makes things safe is, whatever today's verdict says; and its revision has failed,
  /// whatever weight a person set in the meantime. Half of a promotion is made whole.
  private static func unwritten(
    _ intent: Record.Intent, _ before: Record.State, _ situation: Situation
  ) -> Position {
    let weight = situation.weight
    switch intent.decision {
    case .promote:
      // Whatever weight a person set in the meantime: half a baseline carries no traffic well.
      let isBegun =
        intent.writesBaseline && situation.isBaseline(partlyAt: intent.state.revision)
      return isBegun ? .completing(intent.lowered(to: weight)) : recorded(before, situation)
    case .start where intent.state.weight < intent.from, .rollBack:
      if weight == intent.from { return .completing(intent) }
      let cause: Phase.Cause = intent.state.phase == .failed(.promotion) ? .promotion : .manual
      let failed = intent.state.with {
        $0.phase = .failed(cause)
        $0.weight = weight
      }
      return recorded(failed, situation)
    case .start, .advance, .hold, .finish:
      return recorded(before, situation)
    }
  }

  private static func unrecorded(_ situation: Situation) -> Position {
    guard !situation.weight.isZero else { return .bottom(failedRuns: 0) }
    return .climbing(Record.State(unrecorded: situation.revision, at: situation.weight))
  }

  private static func recorded(_ state: Record.State, _ situation: Situation) -> Position {
    if let old = state.revision, let new = situation.revision, old != new {
      return renewed(state, from: old, to: new, situation)
    }
    let weight = situation.weight
    let known = state.with { $0.revision = state.revision ?? situation.revision }
    if weight > state.weight {
      let ground = Ground.raisedByPerson(recorded: state.weight, found: weight)
      // Less for the canary would be more for a baseline that has not passed.
      let isPromotion = state.phase.isPromotion || state.phase == .failed(.promotion)
      return isPromotion
        ? .resting(known, because: ground, standing: .inconclusive)
        : .bound(known, by: ground, standing: .inconclusive, revision: known.revision)
    }
    switch state.phase {
    case .failed(let cause):
      return heldBack(known.with { $0.weight = weight }, by: .revisionFailed(cause))
    case .promoting, .finalising:
      return returning(known, situation)
    case .succeeded where weight.isZero:
      // A finished canary that gives its traffic back was promoted, or is done with; either way
      // this revision does not start again.
      return .resting(
        known.with { $0.weight = weight }, because: .alreadyFinished, standing: .notJudged)
    case .initialized, .waiting, .progressing, .succeeded:
      break
    }
    if weight < state.weight {
      return heldBack(
        situation.failed(.manual, at: weight, from: known),
        by: .loweredByPerson(recorded: state.weight, found: weight))
    }
    guard weight.isZero else { return .climbing(known) }
    let isJudgedAtZero = state.phase == .progressing && state.iteration > 0
    return isJudgedAtZero && situation.strategy.passesAtZero > 0
      ? .climbing(known) : .bottom(failedRuns: state.failedRuns)
  }

  /// In a promotion a lower weight is the baseline's greater part, and is gone on from.
  private static func returning(_ state: Record.State, _ situation: Situation) -> Position {
    let weight = situation.weight
    guard situation.isBaseline(at: state.revision) else {
      return .resting(
        situation.failed(.manual, at: weight, from: state), because: .promotionReverted,
        standing: .fail)
    }
    guard weight < state.weight else { return .returning(state, because: nil) }
    let lowered = state.with {
      $0.weight = weight
      $0.phase = .promotion(at: weight)
      $0.lastTransition = situation.now
    }
    return .returning(lowered, because: .loweredByPerson(recorded: state.weight, found: weight))
  }

  private static func renewed(
    _ state: Record.State, from old: String, to new: String, _ situation: Situation
  ) -> Position {
    let weight = situation.weight
    guard !weight.isZero else { return .bottom(failedRuns: 0) }
    if state.phase == .failed(.promotion) {
      // Less for the canary would be more for a baseline that can't carry it.
      return .resting(state, because: .baselineFailed, standing: .inconclusive)
    }
    if state.phase.isPromotion, situation.isBaseline(partlyAt: old),
      !situation.isBaseline(at: old)
    {
      // Nor for one that a person gave back only half of its revision.
      return .resting(state, because: .promotionReverted, standing: .inconclusive)
    }
    if weight > state.weight {
      return .bound(
        state, by: .raisedByPerson(recorded: state.weight, found: weight),
        standing: .inconclusive, revision: new)
    }
    switch state.phase {
    case .succeeded where weight == state.weight && !situation.isBaseline(at: old):
      return .bound(
        state, by: .baselineNotPromoted, standing: .inconclusive, revision: new)
    case .initialized, .waiting, .progressing, .promoting, .finalising, .succeeded, .failed:
      break
    }
    switch situation.onNewRevision {
    case .restart: return .restarting(old: old, new: new)
    case .continue:
      let fresh = Record.State(
        revision: new, phase: .progressing, weight: weight,
        iteration: state.iteration == 0 ? 0 : 1, lastTransition: situation.now,
        revisionSince: situation.now, advancedBy: state.advancedBy, pause: state.pause)
      return .continuing(fresh, old: old)
    }
  }

  private static func heldBack(_ state: Record.State, by ground: Ground) -> Position {
    // After a failed promotion the canary has the traffic because nothing else can carry it.
    state.weight.isZero || state.phase == .failed(.promotion)
      ? .resting(state, because: ground, standing: .fail)
      : .bound(state, by: ground, standing: .fail, revision: state.revision)
  }
}

extension Position {
  /// The state of a rollout that is free to move; nil for all others.
  private var movable: Record.State? {
    switch self {
    case .climbing(let state), .returning(let state, _): state
    case .bottom, .written, .completing, .bound, .resting, .restarting, .continuing: nil
    }
  }
}

/// Which checks a run asks.
package enum Occasion: String, Hashable, Sendable, CaseIterable {
  /// Before the first rung is taken.
  case start
  /// While the canary has traffic.
  case weight
  /// While the baseline has the new revision and gets its traffic back. Every check is then asked
  /// of the baseline: those of `weight` once it has traffic.
  case promotion
}

extension Position {
  /// The checks that can bear on the decision; nil where none can.
  package var occasion: Occasion? {
    switch self {
    case .bottom, .restarting: .start
    case .climbing, .bound: .weight
    case .returning: .promotion
    case .written(let intent): intent.isRaise ? .weight : nil
    case .completing, .resting, .continuing: nil
    }
  }
}

extension Record.Intent {
  /// Whether the baseline gets the revision, and no traffic yet.
  var writesBaseline: Bool { decision == .promote && transition.from == transition.to }

  /// The same promotion where a person lowered the weight: that is the baseline's greater part.
  fileprivate func lowered(to weight: Weight) -> Record.Intent {
    guard weight < state.weight else { return self }
    return Record.Intent(
      transition,
      state: state.with {
        $0.weight = weight
        $0.phase = .promotion(at: weight)
      })
  }

  /// Whether the canary gets more traffic by it, on trust and not to be safe.
  var isRaise: Bool { state.weight > from && decision != .rollBack }
}

extension Situation {
  /// Whether the files are as an intent says.
  package func hasReached(_ intent: Record.Intent) -> Bool {
    weight == intent.state.weight
      && (intent.decision != .promote || isBaseline(at: intent.state.revision))
  }
}
