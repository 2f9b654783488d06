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

  /// The check's judgement, with a verdict that its window is too early for taken back.
  func judgement(
    from answers: [String: Answers.Answer], _ freshness: Freshness?, in stage: Stage
  ) -> Judgement {
    let measurement = measure(
      questions, from: answers.mapValues(\.answer), at: stage.evaluatedAt)
    let judged = judge(measurement, against: check)
    guard let freshness else { return judged }
    return Judgement(
      verdict: freshness.holds(judged.verdict, window: check.window), measurement: measurement,
      besides: judged.besides)
  }

  func queries(answeredBy answers: [String: Answers.Answer]) -> [QueryOutcome] {
    questions.queries.map { role, text in
      let answer = answers[text]
      return QueryOutcome(
        role: role, text: text, seconds: answer?.seconds ?? 0,
        answer: answer?.answer.summary ?? "not asked")
    }
  }
}
