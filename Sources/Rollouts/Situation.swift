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
  /// Nil where Git has none.
  package let record: Record?
  /// What is rolled out now; nil where nobody said.
  package let revision: String?
  /// Failed runs that are held; the next one rolls back. Flagger's `threshold` less one.
  package let failureLimit: Int
  package let onNewRevision: OnNewRevision
  /// The evaluation time of the run.
  package let now: Timestamp

  package init(
    weight: Weight, ladder: Ladder, record: Record?, revision: String?, failureLimit: Int = 0,
    onNewRevision: OnNewRevision = .restart, now: Timestamp
  ) {
    self.weight = weight
    self.ladder = ladder
    self.record = record
    self.revision = revision
    self.failureLimit = failureLimit
    self.onNewRevision = onNewRevision
    self.now = now
  }
}
