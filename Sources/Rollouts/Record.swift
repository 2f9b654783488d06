import Diagnostics

/// What Git remembers of a rollout between runs.
package struct Record: Hashable, Sendable {
  package let rollout: RolloutName
  /// Counts the writes of this record, from 1.
  package let generation: Int
  /// What holds while no intent is open.
  package let state: State
  /// A change that a run has begun: written before the manifest, removed after it.
  package let intent: Intent?
  /// What happened, the oldest first; at most `historyLimit`.
  package let history: [Transition]

  /// Older transitions are in Git's own history of the record.
  package static let historyLimit = 50

  package init(
    rollout: RolloutName, generation: Int, state: State, intent: Intent? = nil,
    history: [Transition] = []
  ) {
    self.rollout = rollout
    self.generation = generation
    self.state = state
    self.intent = intent
    self.history = Array(history.suffix(Self.historyLimit))
  }

  /// The generation that a decision is taken on: an intent that came to nothing is none.
  package var base: Int { intent == nil ? generation : generation - 1 }

  /// Whether a decision was carried out, as far as the history goes back.
  package func holds(_ id: DecisionID) -> Bool { history.contains { $0.id == id } }

  package struct State: Hashable, Sendable {
    /// What is rolled out; nil where no run was told.
    package var revision: String?
    package var phase: Phase
    /// The canary's weight as this record's last write left it in the manifest.
    package var weight: Weight
    /// Where a strategy judges a weight several times: which of them comes next, from 1; else 0.
    package var iteration: Int
    /// Failed runs since the revision or its promotion began; a pass does not clear them.
    package var failedRuns: Int
    /// When weight, iteration or baseline changed last, by the run's evaluation time.
    package var lastTransition: Timestamp?
    /// When the traffic of another revision, or of an earlier try, ended; nil where there was none.
    package var revisionSince: Timestamp?
    /// The inconclusive runs since the last one that was not; nil for none, or none counted.
    package var doubt: Doubt?
    /// The pipeline's run that took the last step.
    package var advancedBy: String?
    /// Why a person holds the rollout; nil where nobody does.
    package var pause: String?

    package init(
      revision: String?, phase: Phase, weight: Weight, iteration: Int = 0, failedRuns: Int = 0,
      lastTransition: Timestamp? = nil, revisionSince: Timestamp? = nil, doubt: Doubt? = nil,
      advancedBy: String? = nil, pause: String? = nil
    ) {
      self.revision = revision
      self.phase = phase
      self.weight = weight
      self.iteration = iteration
      self.failedRuns = failedRuns
      self.lastTransition = lastTransition
      self.revisionSince = revisionSince
      self.doubt = doubt
      self.advancedBy = advancedBy
      self.pause = pause
    }

    /// What Git shows of a rollout before its first record.
    package init(unrecorded revision: String?, at weight: Weight) {
      self.init(
        revision: revision, phase: weight.isZero ? .initialized : .progressing, weight: weight)
    }

    /// The same state but for what is changed.
    package func with(_ change: (inout State) -> Void) -> State {
      var state = self
      change(&state)
      return state
    }
  }

  /// A row of inconclusive runs.
  package struct Doubt: Hashable, Sendable {
    /// From 1.
    package let runs: Int
    package let since: Timestamp

    package init(runs: Int, since: Timestamp) {
      self.runs = runs
      self.since = since
    }
  }

  package struct Intent: Hashable, Sendable {
    package let transition: Transition
    package let state: State

    package init(_ transition: Transition, state: State) {
      self.transition = transition
      self.state = state
    }

    package var decision: Decision.Kind { transition.decision }

    /// The weight in the manifest before the change; `state.weight` is the one after it.
    package var from: Weight { transition.from }
  }
}
