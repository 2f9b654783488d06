import Diagnostics

/// A query that was sent, with what came back: for whoever wants to see a run at work.
package struct AskedQuery: Hashable, Sendable {
  /// By which saved answers know the store; without secrets.
  package let store: String
  /// The query, and the span of one that is asked over a span.
  package let query: String
  /// The moment that it is asked for.
  package let moment: Timestamp
  /// Wall time, the waits between attempts included.
  package let seconds: Double
  package let attempts: Int
  /// In a few words: `42`, `no series`, `422 bad_data: ...`.
  package let answer: String
}
