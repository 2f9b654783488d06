import Rollouts

/// Where a rollout stands, as its record says.
package struct RolloutStatus: Hashable, Sendable {
  package let rollout: RolloutName
  /// Nil where no run has decided yet.
  package let record: Record?

  package init(rollout: RolloutName, record: Record?) {
    self.rollout = rollout
    self.record = record
  }
}
