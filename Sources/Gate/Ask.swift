import Diagnostics
import GateConfig
import HTTPExchange
import Outcome
import Prometheus
import Queries

/// What all stores answered, by store and query.
struct Answers {
  struct Answer {
    let answer: QueryAnswer
    let seconds: Double
  }

  private let byStore: [OpenStore: [String: Answer]]
  /// As they came, for `--save-answers`, in the order of asking.
  let exchanges: [SavedAnswers.Exchange]

  /// Asks all stores at once, each query of a store once, and all for one moment.
  init(to questions: [StoreQuestions], at time: Timestamp, with effects: Effects) {
    var results = effects.send(questions.map { $0.inquiry(at: time) })
    let refused = questions.indices.compactMap { index in
      questions[index].refused(results[index]).map { (index, $0) }
    }
    if !refused.isEmpty {
      let again = effects.send(
        refused.map { questions[$0.0].inquiry(at: time, onlyAsGet: $0.1) })
      for ((store, places), better) in zip(refused, again) {
        for (place, result) in zip(places, better) { results[store][place] = result }
      }
    }
    var byStore: [OpenStore: [String: Answer]] = [:]
    var exchanges: [SavedAnswers.Exchange] = []
    var shown: [AskedQuery] = []
    for (asked, results) in zip(questions, results) {
      var answers: [String: Answer] = [:]
      for (text, result) in zip(asked.texts, results) {
        let answer = readAnswer(result.result, at: time)
        answers[text] = Answer(answer: answer, seconds: result.seconds)
        shown.append(
          AskedQuery(
            store: asked.name, query: text, moment: time, seconds: result.seconds,
            attempts: result.attempts, answer: answer.summary))
        exchanges.append(SavedAnswers.Exchange(store: asked.name, query: text, result: result))
      }
      byStore[asked.store] = answers
    }
    self.byStore = byStore
    self.exchanges = exchanges
    effects.show(shown)
  }

  func answers(of store: OpenStore?) -> [String: Answer] {
    store.flatMap { byStore[$0] } ?? [:]
  }
}

/// What one store is asked.
struct StoreQuestions {
  let store: OpenStore
  /// By which saved answers know the store.
  let name: String
  /// Each once, in the order of the configs.
  let texts: [String]
  /// Those of the texts that are the titles of queries over a span.
  let ranges: [String: Questions.Values]

  func inquiry(at time: Timestamp) -> Inquiry {
    inquiry(of: texts, at: time, over: store.api)
  }

  /// The same for some of the texts, for a server that does not take POST.
  func inquiry(at time: Timestamp, onlyAsGet places: [Int]) -> Inquiry {
    inquiry(of: places.map { texts[$0] }, at: time, over: store.api.asGet())
  }

  /// The places whose POST the server does not take; nil for none, and where GET may not be tried.
  func refused(_ results: [HTTPExchangeResult]) -> [Int]? {
    let places = results.indices.filter { [405, 501].contains(results[$0].status) }
    return store.mayFallBack && !places.isEmpty ? places : nil
  }

  private func inquiry(of texts: [String], at time: Timestamp, over api: QueryAPI) -> Inquiry {
    Inquiry(
      store: name, queries: texts,
      requests: texts.map { request(for: $0, at: time, over: api) }, connection: store.connection)
  }

  private func request(for text: String, at time: Timestamp, over api: QueryAPI) -> HTTPRequest {
    guard let values = ranges[text], let range = values.range else {
      return api.request(for: text, at: time)
    }
    return api.request(for: values.text, over: range, at: time)
  }
}

extension HTTPExchangeResult {
  fileprivate var status: Int? { (try? result.get())?.status }
}

extension QueryAnswer {
  /// The answer in a few words, for a report.
  var summary: String {
    if case .matrix(let tracks) = form {
      return "\(tracks.reduce(0) { $0 + $1.points.count }) values"
    }
    return switch series {
    case .failure(let reason): "\(reason)"
    case .success(let series):
      switch series.count {
      case 0: "no series"
      case 1: DecimalText.text(series[0].value)
      default: "\(series.count) series"
      }
    }
  }
}
