/// Where a rollout stands when a run finds it: manifest, record and revision read together.
package enum Position: Hashable, Sendable {
  /// No traffic yet for this revision. `failedRuns` are those of its earlier tries.
  case bottom(failedRuns: Int)
  /// On the way or at the top, and free to move.
  case climbing(Record.State)
  /// A run wrote the manifest and was stopped before it closed the record.
  case written(Record.Intent)
  /// A run that lowers the weight was stopped before it wrote the manifest.
  case lowering(Record.Intent)
  /// Not to be raised by us; a failure may still lower it, and is then this revision's.
  case bound(Record.State, by: Ground, standing: Standing, revision: String?)
  /// Without traffic, and not to be started.
  case resting(Record.State, because: Ground, standing: Standing)
  /// Another revision arrived while the weight was above 0: back to the bottom.
  case restarting(old: String, new: String)
  /// Another revision arrived, and the config says to go on from the present weight.
  case continuing(Record.State, old: String)

  package init(of situation: Situation) {
    let weight = situation.weight
    guard let record = situation.record else {
      self = Self.unrecorded(situation)
      return
    }
    guard let intent = record.intent else {
      self = Self.recorded(record.state, situation)
      return
    }
    // An intent to raise that did not reach the manifest is not carried out: its verdict is old.
    // One to lower is, whatever today's verdict says; and its revision has failed, whatever weight
    // a person set in the meantime.
    if weight == intent.state.weight {
      // What was raised for one revision is not another's to be judged at, nor to fail for.
      let isRaised = intent.state.weight > intent.from
      if isRaised, let old = intent.state.revision, let new = situation.revision, old != new {
        self = Self.recorded(intent.state, situation)
      } else {
        self = .written(intent)
      }
    } else if intent.state.weight > intent.from {
      self = Self.recorded(record.state, situation)
    } else if weight == intent.from {
      self = .lowering(intent)
    } else {
      let failed = intent.state.with(phase: .failed(.manual), weight: weight)
      self = Self.recorded(failed, situation)
    }
  }

  private static func unrecorded(_ situation: Situation) -> Position {
    guard !situation.weight.isZero else { return .bottom(failedRuns: 0) }
    return .climbing(
      Record.State(revision: situation.revision, phase: .progressing, weight: situation.weight))
  }

  private static func recorded(_ state: Record.State, _ situation: Situation) -> Position {
    if let old = state.revision, let new = situation.revision, old != new {
      return renewed(state, from: old, to: new, situation)
    }
    let weight = situation.weight
    let known = state.with(revision: state.revision ?? situation.revision)
    if weight > state.weight {
      return .bound(
        known, by: .raisedByPerson(recorded: state.weight, found: weight),
        standing: .inconclusive, revision: known.revision)
    }
    if case .failed(let cause) = state.phase {
      return heldBack(known.with(weight: weight), by: .revisionFailed(cause), standing: .fail)
    }
    // A finished canary that gives its traffic back was promoted, or is done with; either way this
    // revision does not start again.
    if state.phase == .succeeded, weight.isZero {
      return .resting(
        known.with(weight: weight), because: .alreadyFinished, standing: .notJudged)
    }
    if weight < state.weight {
      let failed = Record.State(
        revision: known.revision, phase: .failed(.manual), weight: weight,
        lastTransition: situation.now)
      return heldBack(
        failed, by: .loweredByPerson(recorded: state.weight, found: weight), standing: .fail)
    }
    guard weight.isZero else { return .climbing(known) }
    switch state.phase {
    case .initialized, .progressing: return .bottom(failedRuns: state.failedRuns)
    case .succeeded, .failed:
      return .resting(known, because: .alreadyFinished, standing: .notJudged)
    }
  }

  private static func renewed(
    _ state: Record.State, from old: String, to new: String, _ situation: Situation
  ) -> Position {
    let weight = situation.weight
    guard !weight.isZero else { return .bottom(failedRuns: 0) }
    let fresh = Record.State(
      revision: new, phase: .progressing, weight: weight, lastTransition: situation.now,
      revisionSince: situation.now)
    if state.phase == .succeeded, weight >= state.weight {
      return .bound(
        state, by: .baselineNotPromoted, standing: .inconclusive, revision: new)
    }
    if weight > state.weight {
      return .bound(
        state, by: .raisedByPerson(recorded: state.weight, found: weight),
        standing: .inconclusive, revision: new)
    }
    switch situation.onNewRevision {
    case .restart: return .restarting(old: old, new: new)
    case .continue: return .continuing(fresh, old: old)
    }
  }

  private static func heldBack(
    _ state: Record.State, by ground: Ground, standing: Standing
  ) -> Position {
    state.weight.isZero
      ? .resting(state, because: ground, standing: standing)
      : .bound(state, by: ground, standing: standing, revision: state.revision)
  }
}

/// Which checks a run asks.
package enum Occasion: String, Hashable, Sendable, CaseIterable {
  /// Before the first rung is taken.
  case start
  /// While the canary has traffic.
  case weight
}

extension Position {
  /// The checks that can bear on the decision; nil where none can.
  package var occasion: Occasion? {
    switch self {
    case .bottom, .restarting: .start
    case .climbing, .bound: .weight
    case .written(let intent): intent.state.weight.isZero ? nil : .weight
    case .lowering, .resting, .continuing: nil
    }
  }
}
