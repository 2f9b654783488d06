import Diagnostics
import GateConfig
import Outcome
import Prometheus
import Rollouts

/// Runs one stage: read, ask, judge, decide, write. Reports are made from what it returns.
package func run(
  _ stage: Stage, _ sampling: Sampling = .once, with effects: Effects
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
  for index in places.indices { places[index].close(unlessAnsweredBy: stores) }
  var moment = stage
  var answers = Answers(to: [], at: stage.evaluatedAt, with: effects)
  while places.contains(where: \.isOpen) {
    for index in places.indices { places[index].callHooks(in: moment, with: effects) }
    answers = Answers(
      to: questions(of: places, to: stores), at: moment.evaluatedAt, with: effects)
    for index in places.indices {
      places[index].take(answers, of: stores, sampling, in: moment, with: effects)
    }
    guard let pause = places.compactMap({ $0.pause(sampling, at: moment.evaluatedAt) }).min()
    else { break }
    if effects.wait(pause) {
      for index in places.indices { places[index].interrupt(with: effects) }
    }
    moment = stage.at(effects.now().wholeSecond)
  }
  let seconds = (effects.elapsed() * 1_000).rounded() / 1_000
  let outcome = Outcome(
    version: stage.version, command: stage.command, evaluatedAt: moment.evaluatedAt,
    startedAt: stage.startedAt, seconds: seconds, host: stage.host, isDryRun: stage.isDryRun,
    rollouts: places.map(\.outcome), diagnostics: shared)
  let saved = SavedAnswers(
    evaluatedAt: moment.evaluatedAt, startedAt: stage.startedAt, seconds: seconds,
    host: stage.host, exchanges: answers.exchanges)
  return (outcome, saved)
}

/// A rollout's place in the results: its outcome from the start, and its candidate until decided.
private struct Place {
  private(set) var outcome: RolloutOutcome
  /// Nil for what can't be judged, and once it is decided.
  private(set) var candidate: Candidate?
  private var watch = Watch()
  /// The last one, where more are to come, and for how long.
  private var sample: Sample?
  private var rest: Duration = .zero
  private var hooks: [HookOutcome] = []

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

  var isOpen: Bool { candidate != nil }

  /// One that asks nothing needs no store.
  mutating func close(unlessAnsweredBy stores: [StoreSettings: OpenStore]) {
    guard let candidate, !candidate.asked.isEmpty else { return }
    if stores[candidate.config.store] == nil { self.candidate = nil }
  }

  /// Before the store is asked, as they may bring about the traffic that is then judged.
  mutating func callHooks(in stage: Stage, with effects: Effects) {
    guard let candidate, candidate.asked.first?.occasion == .weight else { return }
    hooks = Hooks(of: candidate, in: stage, with: effects).judged(at: candidate.scene?.position)
    if hooks.contains(where: { $0.end == .interrupted }) { interrupt(with: effects) }
  }

  /// Judges, and decides unless more samples are to come.
  mutating func take(
    _ answers: Answers, of stores: [StoreSettings: OpenStore], _ sampling: Sampling,
    in stage: Stage, with effects: Effects
  ) {
    guard let candidate else { return }
    let sample = candidate.sample(
      of: answers.answers(of: stores[candidate.config.store]), hooks, in: stage)
    let next = watch.next(
      after: sample, sampling, failureLimit: candidate.config.samplesFailureLimit,
      elapsed: effects.elapsed())
    switch next {
    case .conclude:
      let samples = watch.samples > 1 ? Ground.samples(watch.samples, failed: watch.failed) : nil
      outcome = candidate.concluded(on: sample, samples, in: stage, with: effects)
      self.candidate = nil
    case .again(let rest):
      self.sample = sample
      self.rest = rest
      effects.tell(
        Progress(
          rollout: outcome.title, sample: watch.samples, failed: watch.failed,
          standing: sample.standing, at: stage.evaluatedAt, rest: rest))
    }
  }

  /// How long the next sample is waited for; nil where there is none to come.
  func pause(_ sampling: Sampling, at moment: Timestamp) -> Duration? {
    guard isOpen, let sample else { return nil }
    let pause = min(sampling.every, rest)
    guard let full = sample.fullAt, full > moment else { return pause }
    return min(pause, full.since(moment))
  }

  mutating func interrupt(with effects: Effects) {
    guard let candidate else { return }
    outcome = candidate.interrupted(after: sample, hooks, with: effects)
    self.candidate = nil
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
    for (_, text) in candidate.queries
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
