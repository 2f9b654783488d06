import Analysis
import Diagnostics
import GateConfig
import Outcome
import Prometheus
import Queries
import Rollouts

/// What is asked to see whether the traffic follows the weight.
struct TrafficQuestions {
  /// The longest of the checks', so that each check's own traffic is in it.
  let window: Duration
  let canary: String
  let baseline: String

  var queries: [(role: String, text: String)] { [("canary", canary), ("baseline", baseline)] }

  /// Nil where the share is not compared, and where no check is asked that it could hold back.
  init?(of config: RolloutConfig, beside checks: [AskedCheck]) {
    guard config.comparesShare, let share = config.share,
      let window = checks.map(\.config.check.window).max()
    else { return nil }
    self.window = window
    (canary, baseline) = share.queries(over: window)
  }
}

extension Candidate {
  /// The stores that it asks, each once.
  var stores: [StoreSettings] {
    var stores: [StoreSettings] = []
    let asksOwn = asked.contains { $0.config.store == nil && !$0.questions.queries.isEmpty }
    if asksOwn || trafficQuestions != nil { stores.append(config.store) }
    for case let store? in asked.map(\.config.store) where !stores.contains(store) {
      stores.append(store)
    }
    return stores
  }

  /// Every query of the rollout to one of its stores; equal ones are asked once.
  func queries(to settings: StoreSettings) -> [String] {
    let isOwn = settings == config.store
    let own = asked.filter { check in
      check.config.store.map { $0 == settings } ?? isOwn
    }
    return own.flatMap(\.questions.queries).map(\.text)
      + (isOwn ? trafficQuestions?.queries.map(\.text) ?? [] : [])
  }

  /// What was seen of the traffic; nil where it is not compared with the weight.
  func traffic(from answers: [String: Answers.Answer], in stage: Stage) -> TrafficOutcome? {
    guard let trafficQuestions, let weight = scene?.situation.weight else { return nil }
    func count(_ text: String) -> Measurement.Value {
      let answer = answers[text].map { [text: $0.answer] } ?? [:]
      return measure(.value(text), from: answer, at: stage.evaluatedAt).value
    }
    let pages = QueryPages(
      of: config.store.pages, over: trafficQuestions.window, until: stage.evaluatedAt)
    return TrafficOutcome(
      share: ObservedShare(
        canary: count(trafficQuestions.canary), baseline: count(trafficQuestions.baseline),
        committed: CommittedShare(parts: weight.parts, of: weight.total),
        slack: config.share?.slack),
      window: trafficQuestions.window,
      queries: told(trafficQuestions.queries, answeredBy: answers) { pages[$0] })
  }

  /// Only where a weight is judged that has been there before this run: without traffic there is no
  /// share, and what a stopped run wrote need not be in Git yet.
  private var trafficQuestions: TrafficQuestions? {
    guard let scene, scene.position.judgedState != nil, !scene.situation.weight.isZero else {
      return nil
    }
    return TrafficQuestions(of: config, beside: asked)
  }
}
