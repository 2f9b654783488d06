import Diagnostics
import HTTPExchange

/// What a store answered in a run, with what a repetition needs to give the same reports.
///
/// It holds no secret: bodies are redacted where they arrive, and requests are not kept.
package struct SavedAnswers: Hashable, Sendable {
  package struct Exchange: Hashable, Sendable {
    /// The store's address, without credentials, and what tells it from others of that address.
    package let store: String
    package let query: String
    package let result: HTTPExchangeResult

    package init(store: String, query: String, result: HTTPExchangeResult) {
      self.store = store
      self.query = query
      self.result = result
    }
  }

  package let evaluatedAt: Timestamp
  package let startedAt: Timestamp
  package let seconds: Double
  package let host: String
  /// The page of the pipeline's job that asked; nil outside of pipelines.
  package private(set) var job: String?
  package let exchanges: [Exchange]

  package init(
    evaluatedAt: Timestamp, startedAt: Timestamp, seconds: Double, host: String,
    exchanges: [Exchange], job: String? = nil
  ) {
    self.evaluatedAt = evaluatedAt
    self.startedAt = startedAt
    self.seconds = seconds
    self.host = host
    self.exchanges = exchanges
    self.job = job
  }

  /// The same as the work of a pipeline's job.
  package func done(by job: String?) -> SavedAnswers {
    var answers = self
    answers.job = job
    return answers
  }

  /// The answers again; those that are missing say so.
  package func answers(to queries: [String], of store: String) -> [HTTPExchangeResult] {
    let known = Dictionary(
      exchanges.filter { $0.store == store }.map { ($0.query, $0.result) },
      uniquingKeysWith: { first, _ in first })
    return queries.map { query in
      known[query]
        ?? HTTPExchangeResult(
          result: .failure(.unusable("the saved answers hold none for this query")), seconds: 0,
          attempts: 0)
    }
  }
}
