import Diagnostics
import GateConfig
import Outcome
import Prometheus
import Queries
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
  var time = effects.elapsed()
  var exchanges: [SavedAnswers.Exchange] = []
  while places.contains(where: \.isOpen) {
    let due = places.indices.filter { places[$0].isDue(at: time) }
    var hasCalled = false
    for index in due where places[index].callHooks(in: moment, with: effects) { hasCalled = true }
    // What a hook brought about lies before the moment that is judged, unless a moment was given.
    if hasCalled, stage.followsClock {
      moment = stage.at(max(moment.evaluatedAt, effects.now().wholeSecond))
    }
    let answers = Answers(
      to: questions(of: due.map { places[$0] }, to: stores), at: moment.evaluatedAt,
      with: effects)
    exchanges = answers.exchanges
    for index in due {
      places[index].judge(answers, of: stores, sampling, in: moment, at: time, with: effects)
    }
    // No roll back waits for another rollout's hooks.
    var isStopped = false
    for index in due.filter({ places[$0].isBroken }) + due.filter({ !places[$0].isBroken }) {
      if isStopped, !places[index].isBroken { places[index].interrupt() }
      places[index].conclude(in: moment, with: effects)
      isStopped = isStopped || places[index].isStopped
    }
    if isStopped {
      for index in places.indices { places[index].interrupt() }
    }
    guard let next = places.compactMap(\.due).min() else { break }
    if effects.wait(.seconds(max(0, next - effects.elapsed()))) {
      for index in places.indices { places[index].interrupt() }
      break
    }
    time = effects.elapsed()
    // Whoever sets the clock back sets no sample before the last one.
    moment = stage.at(max(moment.evaluatedAt, effects.now().wholeSecond))
  }
  for index in places.indices { places[index].tellEnd(in: moment, with: effects) }
  if stage.drawsCharts { exchanges += draw(&places, from: stores, in: moment, with: effects) }
  let outcome = stage.outcome(
    of: places.map(\.outcome), shared, judgedAt: moment.evaluatedAt, with: effects)
  return (outcome, SavedAnswers(of: exchanges, for: outcome))
}

extension SavedAnswers {
  init(of exchanges: [Exchange], for outcome: Outcome) {
    self.init(
      evaluatedAt: outcome.evaluatedAt, startedAt: outcome.startedAt, seconds: outcome.seconds,
      host: outcome.host, exchanges: exchanges)
  }
}

/// A rollout's place in the results: its outcome from the start, and its candidate until decided.
private struct Place {
  private(set) var outcome: RolloutOutcome
  /// Nil for what can't be judged, and once it is decided.
  private(set) var candidate: Candidate?
  private var watch = Watch()
  /// The last one, where more are to come.
  private var sample: Sample?
  /// When the next one is taken, in seconds of the run; those of a round are all taken at its begin.
  private var nextAt = 0.0
  private var hooks: [HookOutcome] = []
  /// Whether the last sample is taken.
  private var isEnding = false
  /// What was decided on.
  private var decided: Candidate?

  init(
    _ entry: GateConfiguration.Entry, in stage: Stage, with effects: Effects, reads: Bool
  ) {
    outcome = entry.undecided()
    candidate = nil
    guard case .sound(let config, let remarks) = entry, reads, config.hasSoundStores else {
      return
    }
    // What is merely to be known is told by lint; a run is told what may be wrong.
    let warnings = remarks.filter { $0.severity != .note }
    do throws(CandidateFault) {
      candidate = try Candidate(config, warnings: warnings, in: stage, with: effects)
    } catch {
      outcome = entry.undecided(for: error.diagnostics)
    }
  }

  var isOpen: Bool { candidate != nil }

  /// Nil once it is decided.
  var due: Double? { isOpen ? nextAt : nil }

  func isDue(at time: Double) -> Bool { due.map { $0 <= time + Watch.tolerance } ?? false }

  /// One that asks nothing needs no store.
  mutating func close(unlessAnsweredBy stores: [StoreSettings: OpenStore]) {
    guard let candidate else { return }
    if candidate.stores.contains(where: { stores[$0] == nil }) { self.candidate = nil }
  }

  /// Before the store is asked, as they may bring about the traffic that is then judged; whether any
  /// was called.
  mutating func callHooks(in stage: Stage, with effects: Effects) -> Bool {
    guard let candidate else { return false }
    hooks = Hooks(of: candidate, in: stage, with: effects).judged(candidate)
    if hooks.contains(where: { $0.end == .interrupted }) { interrupt() }
    return hooks.contains { $0.attempts > 0 }
  }

  /// Judges, and says whether more samples are to come.
  mutating func judge(
    _ answers: Answers, of stores: [StoreSettings: OpenStore], _ sampling: Sampling,
    in stage: Stage, at time: Double, with effects: Effects
  ) {
    guard let candidate else { return }
    let sample = candidate.sample(
      of: { answers.answers(of: stores[$0]) }, hooks, in: stage)
    self.sample = sample
    if sample.isInterrupted { return interrupt() }
    let next = watch.next(
      after: sample, at: time, sampling, failureLimit: candidate.config.samplesFailureLimit)
    switch next {
    case .conclude:
      isEnding = true
    case .again(let time, let state):
      nextAt = time
      tell(state, with: effects)
    }
  }

  /// Whether its sample is to take its traffic back.
  var isBroken: Bool { isEnding && sample?.isBroken == true }

  /// Decides, unless more samples are to come.
  mutating func conclude(in stage: Stage, with effects: Effects) {
    guard isEnding, let candidate, let sample else { return }
    if watch.taken > 1 { tell(.concluded, with: effects) }
    let overtaken =
      watch.taken > 1 ? candidate.overtaken(after: sample, in: stage, with: effects) : nil
    outcome =
      overtaken ?? candidate.concluded(on: sample, ground, in: stage, with: effects)
    close()
  }

  /// Whether somebody stopped the run while one of its hooks was called.
  var isStopped: Bool { outcome.hooks.contains { $0.end == .interrupted } }

  /// Tells of the end, once all rollouts are written.
  mutating func tellEnd(in stage: Stage, with effects: Effects) {
    guard let decided else { return }
    outcome = outcome.telling(
      Hooks(of: decided, in: stage, with: effects).ended(with: outcome))
  }

  mutating func interrupt() {
    guard let candidate else { return }
    outcome = candidate.interrupted(after: sample, hooks, ground)
    close()
  }

  /// What is drawn of it; nil where nothing was decided.
  func subject(in stage: Stage) -> Charts.Subject? {
    decided.map {
      Charts.Subject(candidate: $0, moment: sample?.stage.evaluatedAt ?? stage.evaluatedAt)
    }
  }

  mutating func show(_ charts: [Chart?]) { outcome = outcome.showing(charts) }

  private mutating func close() {
    decided = candidate
    outcome = outcome.sampled(tally, at: sample?.stage.evaluatedAt)
    candidate = nil
  }

  /// Nil for a single one.
  private var tally: SampleTally? {
    watch.samples > 1 ? SampleTally(count: watch.samples, failed: watch.failed) : nil
  }

  private var ground: Ground? { tally.map { .samples($0.count, failed: $0.failed) } }

  private func tell(_ state: Progress.State, with effects: Effects) {
    guard let sample else { return }
    effects.tell(
      Progress(
        rollout: outcome.title, at: sample.stage.evaluatedAt, standing: sample.standing,
        samples: watch.samples, failed: watch.failed, state: state))
  }
}

/// Gives each check that was judged its course; returns what stores answered.
private func draw(
  _ places: inout [Place], from stores: [StoreSettings: OpenStore], in stage: Stage,
  with effects: Effects
) -> [SavedAnswers.Exchange] {
  let drawn = places.indices.filter { places[$0].subject(in: stage) != nil }
  let asked = Array(Set(stores.values))
  let charts = Charts(
    of: drawn.compactMap { places[$0].subject(in: stage) }, from: stores,
    named: { name(of: $0, $1, among: asked) }, with: effects)
  for (number, index) in drawn.enumerated() { places[index].show(charts.charts(of: number)) }
  return charts.exchanges
}

/// Opens each store that is to be asked, once.
private func openStores(
  of places: [Place], with effects: Effects
) -> (stores: [StoreSettings: OpenStore], faults: [Diagnostic]) {
  var stores: [StoreSettings: OpenStore] = [:]
  var seen: Set<StoreSettings> = []
  var faults: [Diagnostic] = []
  for settings in places.compactMap(\.candidate).flatMap(\.stores)
  where seen.insert(settings).inserted {
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
  var ranges: [String: Questions.Values] = [:]
  for candidate in places.compactMap(\.candidate) {
    for check in candidate.asked { ranges.merge(check.questions.ranges) { one, _ in one } }
    for settings in candidate.stores {
      guard let store = stores[settings] else { continue }
      if texts[store] == nil { order.append((store, settings)) }
      for text in candidate.queries(to: settings)
      where seen[store, default: []].insert(text).inserted {
        texts[store, default: []].append(text)
      }
    }
  }
  return order.map { store, settings in
    StoreQuestions(
      store: store, name: name(of: store, settings, among: order.map(\.store)),
      texts: texts[store] ?? [], ranges: ranges)
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
