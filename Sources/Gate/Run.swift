import Diagnostics
import GateConfig
import Outcome
import Prometheus
import Rollouts

/// Runs one stage: read, ask, judge, decide, write. Reports are made from what it returns.
package func run(
  _ stage: Stage, with effects: Effects
) -> (outcome: Outcome, answers: SavedAnswers) {
  let (entries, unknown) = stage.selected()
  var shared = stage.configuration.diagnostics + unknown
  if entries.isEmpty, !shared.hasErrors {
    shared.append(
      .error(at: nil, "there is no rollout", advice: "add rollouts to the config"))
  }
  // A wrong name on the command line stops everything. A store that can't be asked stops only the
  // rollouts that it judges: another config's roll back does not wait for it.
  var places = entries.map { Place($0, in: stage, with: effects, reads: !unknown.hasErrors) }
  let (stores, faults) = openStores(of: places, with: effects)
  shared += faults
  let answers = Answers(
    to: questions(of: places, to: stores), at: stage.evaluatedAt, with: effects)
  for index in places.indices where places[index].isAnswered(by: stores) {
    places[index].conclude(from: answers, of: stores, stage, effects)
  }
  let seconds = (effects.elapsed() * 1_000).rounded() / 1_000
  let outcome = Outcome(
    version: stage.version, command: stage.command, evaluatedAt: stage.evaluatedAt,
    startedAt: stage.startedAt, seconds: seconds, host: stage.host, isDryRun: stage.isDryRun,
    rollouts: places.map(\.outcome), diagnostics: shared)
  let saved = SavedAnswers(
    evaluatedAt: stage.evaluatedAt, startedAt: stage.startedAt, seconds: seconds,
    host: stage.host, exchanges: answers.exchanges)
  return (outcome, saved)
}

/// A rollout's place in the results: its outcome from the start, and its candidate until judged.
private struct Place {
  private(set) var outcome: RolloutOutcome
  let candidate: Candidate?

  init(
    _ entry: GateConfiguration.Entry, in stage: Stage, with effects: Effects, reads: Bool
  ) {
    switch entry {
    case .broken(let title, let position, let diagnostics):
      candidate = nil
      outcome = RolloutOutcome(
        title: title, position: position, standing: .notJudged, diagnostics: diagnostics)
    case .sound(let config, let warnings):
      func faulty(_ diagnostics: [Diagnostic]) -> RolloutOutcome {
        RolloutOutcome(
          title: "\(config.name)", position: config.position, ladder: config.ladder,
          standing: .notJudged, manifest: config.manifest?.file, diagnostics: diagnostics)
      }
      guard reads, config.store.isSound else {
        candidate = nil
        outcome = faulty(warnings)
        return
      }
      do throws(CandidateFault) {
        candidate = try Candidate(config, warnings: warnings, in: stage, with: effects)
        outcome = faulty(warnings)
      } catch {
        candidate = nil
        outcome = faulty(warnings + error.diagnostics)
      }
    }
  }

  /// Whether all that is to be asked could be; one that asks nothing needs no store.
  func isAnswered(by stores: [StoreSettings: OpenStore]) -> Bool {
    guard let candidate, !candidate.asked.isEmpty else { return true }
    return stores[candidate.config.store] != nil
  }

  mutating func conclude(
    from answers: Answers, of stores: [StoreSettings: OpenStore], _ stage: Stage,
    _ effects: Effects
  ) {
    guard let candidate else { return }
    outcome = candidate.concluded(
      from: answers.answers(of: stores[candidate.config.store]), in: stage, with: effects)
  }
}

/// Opens each store that is to be asked, once.
private func openStores(
  of places: [Place], with effects: Effects
) -> (stores: [StoreSettings: OpenStore], faults: [Diagnostic]) {
  var stores: [StoreSettings: OpenStore] = [:]
  var seen: Set<StoreSettings> = []
  var faults: [Diagnostic] = []
  for candidate in places.compactMap(\.candidate) where !candidate.asked.isEmpty {
    let settings = candidate.config.store
    guard seen.insert(settings).inserted else { continue }
    do throws(StoreFaults) {
      stores[settings] = try OpenStore(opening: settings, with: effects)
    } catch {
      faults += error.diagnostics
    }
  }
  return (stores, faults)
}

/// The queries of each store, each once, in the order of the configs.
private func questions(
  of places: [Place], to stores: [StoreSettings: OpenStore]
) -> [StoreQuestions] {
  var order: [(store: OpenStore, settings: StoreSettings)] = []
  var texts: [OpenStore: [String]] = [:]
  var seen: [OpenStore: Set<String>] = [:]
  for candidate in places.compactMap(\.candidate) {
    let settings = candidate.config.store
    guard !candidate.asked.isEmpty, let store = stores[settings] else { continue }
    if texts[store] == nil { order.append((store, settings)) }
    for (_, text) in candidate.asked.flatMap(\.questions.queries)
    where seen[store, default: []].insert(text).inserted {
      texts[store, default: []].append(text)
    }
  }
  return order.map { store, settings in
    StoreQuestions(
      store: store, name: name(of: store, settings, among: order.map(\.store)),
      texts: texts[store] ?? [])
  }
}

/// The name that saved answers know a store by: its address, and with other settings for the same
/// address, which may be those of another tenant, also where its own are written.
private func name(
  of store: OpenStore, _ settings: StoreSettings, among stores: [OpenStore]
) -> String {
  let isAlone = stores.count { $0.api.address == store.api.address } == 1
  guard !isAlone, let position = settings.position else { return store.api.address }
  return "\(store.api.address) as at \(position)"
}
