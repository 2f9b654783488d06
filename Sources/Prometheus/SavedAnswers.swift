import Diagnostics
import FoundationEssentials
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
  package let exchanges: [Exchange]

  package init(
    evaluatedAt: Timestamp, startedAt: Timestamp, seconds: Double, host: String,
    exchanges: [Exchange]
  ) {
    self.evaluatedAt = evaluatedAt
    self.startedAt = startedAt
    self.seconds = seconds
    self.host = host
    self.exchanges = exchanges
  }

  package struct Fault: Error, Hashable, Sendable {
    package let what: String
    package let advice: String

    package init(what: String, advice: String) {
      self.what = what
      self.advice = advice
    }
  }

  package init(reading bytes: [UInt8]) throws(Fault) {
    let file: SavedFile
    do {
      file = try JSONDecoder().decode(SavedFile.self, from: Data(bytes))
    } catch {
      throw Fault(
        what: "it is not a file of saved answers", advice: "make one with --save-answers")
    }
    guard file.schema == 1 else {
      throw Fault(
        what: "it has schema \(file.schema), and this program knows 1", advice: "save it anew")
    }
    guard let evaluatedAt = Timestamp(rfc3339: file.evaluatedAt),
      let startedAt = Timestamp(rfc3339: file.startedAt)
    else {
      throw Fault(what: "its times are not RFC 3339", advice: "save it anew")
    }
    guard file.isPlausible else {
      throw Fault(
        what: "it holds a time, a status or a number of attempts that no run writes",
        advice: "save it anew")
    }
    self.evaluatedAt = evaluatedAt
    self.startedAt = startedAt
    seconds = file.seconds
    host = file.host
    exchanges = file.answers.map(\.exchange)
  }

  /// The same bytes for the same answers.
  package func text() throws(Fault) -> [UInt8] {
    let file = SavedFile(
      schema: 1, evaluatedAt: "\(evaluatedAt)", startedAt: "\(startedAt)", seconds: seconds,
      host: host, answers: exchanges.map(SavedFile.Answer.init))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(file)) + [UInt8(ascii: "\n")]
    } catch {
      throw Fault(what: "the answers can't be written as JSON", advice: "report this as a fault")
    }
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
