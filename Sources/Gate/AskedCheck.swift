import Analysis
import GateConfig
import Outcome
import Prometheus
import Queries
import Rollouts

/// A check as it is asked in a run.
struct AskedCheck {
  let config: CheckConfig
  let occasion: Occasion
  let questions: Questions

  init(_ config: CheckConfig, at occasion: Occasion) {
    self.config = config
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

  func queries(answeredBy answers: [String: Answers.Answer]) -> [QueryOutcome] {
    told(questions.queries, answeredBy: answers)
  }
}

/// Queries as they were asked, with what came back in short.
func told(
  _ queries: [(role: String, text: String)], answeredBy answers: [String: Answers.Answer]
) -> [QueryOutcome] {
  queries.map { role, text in
    let answer = answers[text]
    return QueryOutcome(
      role: role, text: text, seconds: answer?.seconds ?? 0,
      answer: answer?.answer.summary ?? "not asked")
  }
}
