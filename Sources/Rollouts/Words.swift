/// Why a person's word changes nothing here.
package enum WordRefusal: Error, Hashable, Sendable {
  case neverSeen
  case notPaused
  case notFailed(Phase)
  /// Nothing is to be retried: this revision is another than the failed one, and starts by itself.
  case newRevision(String)
  case alreadyAborted
  case alreadyFinished
  case inPromotion
  case notSucceeded(Phase)
  case noTraffic
  /// The manifest and the record have this weight.
  case nothingToAdopt(Weight)
  /// Only `retry` lets a failed revision go on.
  case hasFailed
  /// A person raised the weight after the canary had passed.
  case passedBelow(Weight)
  case noPlaces
  case noRevision
  /// A run was stopped while it made things safe; the next one completes it.
  case stoppedRun
}

extension WordRefusal {
  /// One line for a person, without the word itself.
  package var what: String {
    switch self {
    case .neverSeen: "no run has decided on this rollout yet"
    case .notPaused: "nobody has paused this rollout"
    case .notFailed(let phase): "the rollout has not failed: it is \(phase.name)"
    case .newRevision(let revision): "revision \(revision) is not the one that failed"
    case .alreadyAborted: "the rollout is aborted already"
    case .alreadyFinished: "the rollout is finished, and the canary has no traffic"
    case .inPromotion: "the baseline has the revision already"
    case .notSucceeded(let phase): "the canary has not passed at the top: it is \(phase.name)"
    case .noTraffic: "the canary has no traffic"
    case .nothingToAdopt(let weight): "the record has the weight \(weight), as the manifest has"
    case .hasFailed: "this revision has failed"
    case .passedBelow(let weight): "the canary has passed at \(weight), and has more traffic now"
    case .noPlaces: "the config names no place of the baseline's revision"
    case .noRevision: "nobody said which revision the canary has"
    case .stoppedRun: "a run was stopped in the middle"
    }
  }

  /// What to do instead.
  package var advice: String {
    switch self {
    case .neverSeen: "let run decide first, or adopt the weight that the manifest has"
    case .notPaused, .notFailed, .alreadyAborted, .alreadyFinished, .nothingToAdopt:
      "nothing is to be done"
    case .newRevision: "let run start it, or adopt the weight that it has"
    case .inPromotion: "revert the promotion in Git, with the weight"
    case .notSucceeded: "let run take it to the top first"
    case .noTraffic: "let run start it"
    case .hasFailed: "let it go on with retry"
    case .passedBelow: "adopt the weight, and let run judge it"
    case .noPlaces: "add promote: [{file: ..., path: ...}]"
    case .noRevision: "add revision: {file: ..., path: ...} to the config, or give --revision"
    case .stoppedRun: "let run complete it, then say it again"
    }
  }
}

/// What a person's word makes of a rollout. Pure, as `decide` is.
///
/// A word raises no weight. What it changes stays within the record, but for `abort`, which takes
/// all traffic from the canary, and `promote`, which gives the baseline the canary's revision.
package func decide(
  _ word: Transition.Word, _ situation: Situation
) throws(WordRefusal) -> Decision {
  let weight = situation.weight
  let state = try settled(situation, for: word.kind)
  let isNew = situation.hasNewRevision(after: state)
  func keep(_ change: (inout Record.State) -> Void) -> Decision {
    Decision(
      .hold, from: weight, to: weight, standing: .notJudged, reasons: [.word(word)],
      state: state.with(change))
  }
  switch word.kind {
  case .pause:
    return keep { $0.pause = word.reason }
  case .resume:
    guard state.pause != nil else { throw .notPaused }
    return keep { $0.pause = nil }
  case .adopt:
    guard !weight.isZero else { throw .noTraffic }
    if situation.record != nil, !isNew, weight <= state.weight {
      throw state.phase.isFailed ? .hasFailed : .nothingToAdopt(weight)
    }
    return keep { adopt(&$0, in: situation) }
  case .retry:
    guard state.phase.isFailed else { throw .notFailed(state.phase) }
    if isNew, let new = situation.revision { throw .newRevision(new) }
    return keep { retry(&$0, in: situation) }
  case .abort:
    guard !state.phase.isPromotion, state.phase != .failed(.promotion) else { throw .inPromotion }
    if weight.isZero, !isNew {
      guard state.phase != .succeeded else { throw .alreadyFinished }
      guard state.phase != .failed(.aborted) else { throw .alreadyAborted }
    }
    let present = state.with { $0.revision = situation.revision ?? $0.revision }
    return Decision(
      .rollBack, from: weight, to: weight.zero, standing: .notJudged, reasons: [.word(word)],
      state: situation.failed(.aborted, at: weight.zero, from: present))
  case .promote:
    guard !state.phase.isPromotion else { throw .inPromotion }
    guard !weight.isZero else { throw .noTraffic }
    guard state.phase == .succeeded else { throw .notSucceeded(state.phase) }
    guard weight <= state.weight else { throw .passedBelow(state.weight) }
    guard !situation.baselineRevisions.isEmpty else { throw .noPlaces }
    guard let revision = state.revision else { throw .noRevision }
    return Decision(
      .promote, from: weight, to: weight, standing: .notJudged,
      reasons: [.word(word), .promotes(revision)], state: situation.promoting(from: state))
  }
}

/// The record's state with what Git shows beside it: a weight that a person lowered, and what a
/// stopped run had begun, taken for what it came to.
private func settled(
  _ situation: Situation, for word: Transition.Word.Kind
) throws(WordRefusal) -> Record.State {
  guard let record = situation.record else {
    return Record.State(unrecorded: situation.revision, at: situation.weight)
  }
  switch Position(of: situation) {
  case .climbing(let state), .returning(let state, _), .bound(let state, _, _, _),
    .resting(let state, _, _):
    return state
  case .written(let intent):
    return intent.state
  case .bottom, .restarting, .continuing:
    guard let intent = record.intent, situation.hasReached(intent) else { return record.state }
    return intent.state
  case .completing(let intent):
    guard word == .abort else { throw .stoppedRun }
    // Whoever aborts takes all traffic away, however far that run had come with it.
    guard intent.decision != .promote else { throw .inPromotion }
    return intent.state
  }
}

extension Situation {
  /// Whether what is rolled out is another revision than a state's.
  fileprivate func hasNewRevision(after state: Record.State) -> Bool {
    guard let old = state.revision, let new = revision else { return false }
    return old != new
  }
}

/// The manifest's weight is the record's from here on, and its age begins now.
private func adopt(_ state: inout Record.State, in situation: Situation) {
  let weight = situation.weight
  let isPromoted = state.phase.isPromotion && situation.isBaseline(at: state.revision)
  // What was measured before speaks of the revision before.
  if situation.hasNewRevision(after: state) { state.revisionSince = situation.now }
  state.revision = situation.revision ?? state.revision
  state.phase = isPromoted ? .promoting : .progressing
  state.iteration = situation.strategy.passesAtTop > 1 ? 1 : 0
  state.weight = weight
  state.failedRuns = 0
  state.doubt = nil
  state.lastTransition = situation.now
}

private func retry(_ state: inout Record.State, in situation: Situation) {
  let weight = situation.weight
  let wasPromotion = state.phase == .failed(.promotion)
  state.phase =
    wasPromotion && situation.isBaseline(at: state.revision)
    ? .promoting : weight.isZero ? .initialized : .progressing
  state.weight = weight
  state.iteration = !weight.isZero && situation.strategy.passesAtTop > 1 && !wasPromotion ? 1 : 0
  state.failedRuns = 0
  state.doubt = nil
  state.lastTransition = situation.now
}
