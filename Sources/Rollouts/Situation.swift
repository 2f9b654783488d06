import Diagnostics

/// All that a decision rests on beside the verdicts.
package struct Situation: Hashable, Sendable {
  package enum OnNewRevision: String, Hashable, Sendable, CaseIterable {
    case restart
    case `continue`
  }

  /// The canary's weight in the manifest.
  package let weight: Weight
  package let ladder: Ladder
  package let strategy: Strategy
  package let atTop: AtTop
  /// Nil where Git has none.
  package let record: Record?
  /// What is rolled out now; nil where nobody said.
  package let revision: String?
  /// What stands at the baseline's places in Git; none where the config names no such place.
  package let baselineRevisions: [String]
  /// Failed runs that are held; the next one rolls back. Flagger's `threshold` less one.
  package let failureLimit: Int
  package let onNewRevision: OnNewRevision
  /// Nil where inconclusive runs are held without end.
  package let patience: Patience?
  /// The allowance for the Git sync after a change.
  package let settle: Duration
  /// The rung that this stage of the pipeline is for; nil for the next one.
  package let target: Weight?
  /// The pipeline's run, which takes one step at most; nil where none is known.
  package let runID: String?
  /// Other rollouts that must succeed first, and have not.
  package let waitsFor: [String]
  /// The evaluation time of the run.
  package let now: Timestamp

  package init(
    weight: Weight, ladder: Ladder, strategy: Strategy = .canary, atTop: AtTop = .stay,
    record: Record?, revision: String?, baselineRevisions: [String] = [], failureLimit: Int = 0,
    onNewRevision: OnNewRevision = .restart, patience: Patience? = nil,
    settle: Duration = .zero, target: Weight? = nil, runID: String? = nil,
    waitsFor: [String] = [], now: Timestamp
  ) {
    self.weight = weight
    self.ladder = ladder
    self.strategy = strategy
    self.atTop = atTop
    self.record = record
    self.revision = revision
    self.baselineRevisions = baselineRevisions
    self.failureLimit = failureLimit
    self.onNewRevision = onNewRevision
    self.patience = patience
    self.settle = settle
    self.target = target
    self.runID = runID
    self.waitsFor = waitsFor
    self.now = now
  }

  /// Whether the baseline has a revision at all of its places; false where no place is known.
  func isBaseline(at revision: String?) -> Bool {
    guard let revision, !baselineRevisions.isEmpty else { return false }
    return baselineRevisions.allSatisfy { $0 == revision }
  }

  /// Whether the baseline has the revision, or is about to: less for the canary is more for it.
  package var isPromoting: Bool {
    guard let record else { return false }
    return record.state.phase.isPromotion || record.state.phase == .failed(.promotion)
      || record.intent?.decision == .promote
  }

  /// Whether the baseline has a revision at some of its places.
  func isBaseline(partlyAt revision: String?) -> Bool {
    guard let revision else { return false }
    return baselineRevisions.contains(revision)
  }
}

extension Situation {
  /// Why a step up is held although nothing speaks against the canary.
  struct Brake {
    let ground: Ground
    private let standing: Standing
    /// Whether a rollout that has not begun waits, and its record says so.
    let isWaiting: Bool

    init(ground: Ground, standing: Standing, isWaiting: Bool) {
      self.ground = ground
      self.standing = standing
      self.isWaiting = isWaiting
    }

    /// Where nothing was judged, having nothing left to do is no pass.
    func standing(beside judged: Standing) -> Standing {
      standing == .pass && judged == .notJudged ? .notJudged : standing
    }
  }

  /// A person's word first, then other rollouts, then the steps of this run.
  var brake: Brake? {
    if let reason = record?.state.pause {
      return Brake(ground: .paused(reason), standing: .inconclusive, isWaiting: true)
    }
    if !waitsFor.isEmpty {
      return Brake(ground: .waitsFor(waitsFor), standing: .inconclusive, isWaiting: true)
    }
    if target == nil, let runID, record?.state.advancedBy == runID {
      return Brake(ground: .alreadyAdvanced(by: runID), standing: .pass, isWaiting: false)
    }
    return nil
  }
}

extension Situation {
  /// The same at a later moment.
  package func at(_ moment: Timestamp) -> Situation { with(record, now: moment) }

  /// The same by another record.
  package func by(_ record: Record) -> Situation { with(record, now: now) }

  private func with(_ record: Record?, now: Timestamp) -> Situation {
    Situation(
      weight: weight, ladder: ladder, strategy: strategy, atTop: atTop, record: record,
      revision: revision, baselineRevisions: baselineRevisions, failureLimit: failureLimit,
      onNewRevision: onNewRevision, patience: patience, settle: settle, target: target,
      runID: runID, waitsFor: waitsFor, now: now)
  }
}
