import Diagnostics
import GateConfig
import HTTPExchange
import Outcome
import Prometheus

/// What all stores answered, by store and query.
struct Answers {
  struct Answer {
    let answer: QueryAnswer
    let seconds: Double
  }

  private let byStore: [StoreSettings: [String: Answer]]
  /// As they came, for `--save-answers`, in the order of asking.
  let exchanges: [SavedAnswers.Exchange]

  /// Asks each query once, all those of a store together, and all for one moment.
  init(
    to queries: [(store: StoreSettings, texts: [String])], of stores: [StoreSettings: OpenStore],
    at time: Timestamp, with effects: Effects
  ) {
    var byStore: [StoreSettings: [String: Answer]] = [:]
    var exchanges: [SavedAnswers.Exchange] = []
    for (settings, texts) in queries {
      guard let store = stores[settings] else { continue }
      let name = store.name(settings, among: stores.values)
      let results = ask(texts, store, called: name, at: time, with: effects)
      var answers: [String: Answer] = [:]
      for (text, result) in zip(texts, results) {
        answers[text] = Answer(
          answer: readAnswer(result.result, at: time), seconds: result.seconds)
        exchanges.append(
          SavedAnswers.Exchange(store: name, query: text, result: result))
      }
      byStore[settings] = answers
    }
    self.byStore = byStore
    self.exchanges = exchanges
  }

  func answers(of store: StoreSettings) -> [String: Answer] { byStore[store] ?? [:] }
}

private func ask(
  _ texts: [String], _ store: OpenStore, called name: String, at time: Timestamp,
  with effects: Effects
) -> [HTTPExchangeResult] {
  let first = effects.send(store.inquiry(texts, called: name, at: time, over: store.api))
  guard store.mayFallBack else { return first }
  let refused = first.indices.filter { [405, 501].contains(first[$0].status) }
  guard !refused.isEmpty else { return first }
  let again = effects.send(
    store.inquiry(refused.map { texts[$0] }, called: name, at: time, over: store.api.asGet()))
  var results = first
  for (index, result) in zip(refused, again) { results[index] = result }
  return results
}

extension OpenStore {
  /// The name that saved answers know the store by: its address, and with other settings for the
  /// same address, which may be those of another tenant, also where its own are written.
  fileprivate func name(
    _ settings: StoreSettings, among stores: some Collection<OpenStore>
  ) -> String {
    let isAlone = stores.count { $0.api.address == api.address } == 1
    guard !isAlone, let position = settings.position else { return api.address }
    return "\(api.address) as at \(position)"
  }

  fileprivate func inquiry(
    _ texts: [String], called name: String, at time: Timestamp, over api: QueryAPI
  ) -> Inquiry {
    Inquiry(
      store: name, queries: texts,
      requests: texts.map { api.request(for: $0, at: time) }, connection: connection)
  }
}

extension HTTPExchangeResult {
  fileprivate var status: Int? { (try? result.get())?.status }
}

extension QueryAnswer {
  /// The answer in a few words, for a report.
  var summary: String {
    switch series {
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
