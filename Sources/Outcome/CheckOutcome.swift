import Analysis
import Diagnostics
import Rollouts

/// What became of one check.
package struct CheckOutcome: Hashable, Sendable {
  package let check: Check
  package let occasion: Occasion
  /// Where its limit is written; nil on the command line.
  package let position: SourcePosition?
  /// Nil where the check was deliberately not judged in this run.
  package let judgement: Judgement?
  package let queries: [QueryOutcome]
  /// Its value over time; nil where no report shows it.
  package private(set) var chart: Chart?

  package init(
    check: Check, occasion: Occasion, position: SourcePosition?, judgement: Judgement?,
    queries: [QueryOutcome]
  ) {
    self.check = check
    self.occasion = occasion
    self.position = position
    self.judgement = judgement
    self.queries = queries
  }

  /// The same with its value over time.
  package func showing(_ chart: Chart?) -> CheckOutcome {
    var outcome = self
    outcome.chart = chart
    return outcome
  }

  /// The longest of its queries, which were asked at the same time.
  package var seconds: Double { queries.map(\.seconds).max() ?? 0 }
}

/// One query as it was asked, and in short what came back.
package struct QueryOutcome: Hashable, Sendable {
  /// What the query is for in its check: `value`, `part`, `of`, `requests`, `buckets`, `newest`.
  package let role: String
  /// The query as it was sent.
  package let text: String
  package let seconds: Double
  /// The answer in a few words: `42`, `no series`, `422 execution: ...`.
  package let answer: String
  /// Where a browser shows the query at the moment that was judged; nil where that is not known.
  package let page: WebAddress?

  package init(
    role: String, text: String, seconds: Double, answer: String, page: WebAddress? = nil
  ) {
    self.role = role
    self.text = text
    self.seconds = seconds
    self.answer = answer
    self.page = page
  }
}
