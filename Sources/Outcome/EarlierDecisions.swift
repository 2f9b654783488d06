import Diagnostics
import Rollouts

/// The decisions of an earlier job. Nothing in them is trusted: they say which of the decisions that
/// this job would take itself is meant.
package struct EarlierDecisions: Hashable, Sendable {
  /// The moment that was judged last.
  package let evaluatedAt: Timestamp
  /// In the order of the report.
  package let entries: [Entry]

  package struct Entry: Hashable, Sendable {
    package let rollout: String
    package let revision: String?
    /// That of the record which was decided on; 0 for none.
    package let generation: Int
    package let id: DecisionID
    package let kind: Decision.Kind
    /// Weights in parts of the rollout's total.
    package let from: Int
    package let to: Int
    /// What the checks came to.
    package let standing: Standing
    /// Whether nothing but time was missing for a pass.
    package let isOnlyEarly: Bool
    /// The moment that was judged; nil for that of the whole report.
    package let evaluatedAt: Timestamp?

    package init(
      rollout: String, revision: String?, generation: Int, id: DecisionID, kind: Decision.Kind,
      from: Int, to: Int, standing: Standing, isOnlyEarly: Bool = false,
      evaluatedAt: Timestamp? = nil
    ) {
      self.rollout = rollout
      self.revision = revision
      self.generation = generation
      self.id = id
      self.kind = kind
      self.from = from
      self.to = to
      self.standing = standing
      self.isOnlyEarly = isOnlyEarly
      self.evaluatedAt = evaluatedAt
    }
  }

  package init(evaluatedAt: Timestamp, entries: [Entry]) {
    self.evaluatedAt = evaluatedAt
    self.entries = entries
  }
}
