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

  package init(rollout: RolloutName, generation: Int, state: State, intent: Intent? = nil) {
    self.rollout = rollout
    self.generation = generation
    self.state = state
    self.intent = intent
  }

  package struct State: Hashable, Sendable {
    /// What is rolled out; nil where no run was told.
    package let revision: String?
    package let phase: Phase
    /// The canary's weight as this record's last write left it in the manifest.
    package let weight: Weight
    /// Failed runs since the revision began; a pass does not clear them.
    package let failedRuns: Int
    /// When the weight changed last, by the evaluation time of the run that changed it.
    package let lastTransition: Timestamp?
    /// When this revision took over traffic that another one had; nil where it began with none.
    package let revisionSince: Timestamp?

    package init(
      revision: String?, phase: Phase, weight: Weight, failedRuns: Int = 0,
      lastTransition: Timestamp? = nil, revisionSince: Timestamp? = nil
    ) {
      self.revision = revision
      self.phase = phase
      self.weight = weight
      self.failedRuns = failedRuns
      self.lastTransition = lastTransition
      self.revisionSince = revisionSince
    }

    /// The same state but for what is named.
    package func with(
      revision: String? = nil, phase: Phase? = nil, weight: Weight? = nil, failedRuns: Int? = nil,
      lastTransition: Timestamp? = nil
    ) -> State {
      State(
        revision: revision ?? self.revision, phase: phase ?? self.phase,
        weight: weight ?? self.weight, failedRuns: failedRuns ?? self.failedRuns,
        lastTransition: lastTransition ?? self.lastTransition, revisionSince: revisionSince)
    }
  }

  package struct Intent: Hashable, Sendable {
    package let decision: Decision.Kind
    /// The weight in the manifest before the change; `state.weight` is the one after it.
    package let from: Weight
    package let state: State

    package init(decision: Decision.Kind, from: Weight, state: State) {
      self.decision = decision
      self.from = from
      self.state = state
    }
  }
}
