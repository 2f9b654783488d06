import Analysis
import Diagnostics
import GateConfig
import Outcome
import Prometheus
import Queries
import Rollouts

/// A check as it is asked in a run.
struct AskedCheck {
  @Shared var config: CheckConfig
  let occasion: Occasion
  let questions: Questions

  init(_ config: CheckConfig, at occasion: Occasion) {
    _config = Shared(wrappedValue: config)
    self.occasion = occasion
    questions = config.questions(at: occasion)
  }

  private var check: Check { config.check }

  /// The check's judgement, with a verdict taken back that its window is too early for, or that
  /// speaks of another share of the traffic. Too early is told first.
  func judgement(
    from answers: [String: Answers.Answer], _ freshness: Freshness?, _ share: ObservedShare?,
    in stage: Stage
  ) -> Judgement {
    var own: [String: QueryAnswer] = [:]
    for (_, text) in questions.queries { own[text] = answers[text]?.answer }
    let measurement = measure(questions, from: own, at: stage.evaluatedAt)
    let judged = judge(measurement, against: check)
    let timely = freshness?.holds(judged, window: check.window) ?? judged
    return share?.holds(timely) ?? timely
  }

  /// - Parameter browser: Where a person looks at queries to the check's store.
  func queries(
    answeredBy answers: [String: Answers.Answer], in stage: Stage, shownBy browser: QueryBrowser?
  ) -> [QueryOutcome] {
    let pages = QueryPages(of: browser, over: check.window, until: stage.evaluatedAt)
    return told(questions.queries, answeredBy: answers) { title in
      pages[questions.ranges[title]?.text ?? title]
    }
  }
}

/// Where a browser shows queries up to the moment that is judged.
struct QueryPages {
  private let browser: QueryBrowser?
  private let span: Duration
  private let end: Timestamp

  /// So that a short window is seen among those before it.
  private static let least: Duration = .seconds(15 * 60)

  init(of browser: QueryBrowser?, over window: Duration, until end: Timestamp) {
    self.browser = browser
    span = max(window * 4, Self.least)
    self.end = end
  }

  subscript(query: String) -> WebAddress? {
    browser.flatMap { WebAddress($0.page(of: query, over: span, until: end)) }
  }
}

/// Queries as they were asked, with what came back in short.
func told(
  _ queries: [(role: String, text: String)], answeredBy answers: [String: Answers.Answer],
  page: (String) -> WebAddress?
) -> [QueryOutcome] {
  queries.map { role, text in
    let answer = answers[text]
    return QueryOutcome(
      role: role, text: text, seconds: answer?.seconds ?? 0,
      answer: answer?.answer.summary ?? "not asked", page: page(text))
  }
}
