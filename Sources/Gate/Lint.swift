import Diagnostics
import GateConfig
import Queries
import Rollouts

/// Says offline what is wrong with configs, queries, manifests and records, and how they fit.
package func lint(_ stage: Stage, with effects: Effects) -> [Diagnostic] {
  let (entries, unknown) = stage.selected()
  var diagnostics = stage.configuration.diagnostics + unknown
  let titles = Set(stage.configuration.entries.map(\.title))
  for entry in entries {
    switch entry {
    case .broken(_, _, let faults):
      diagnostics += faults
    case .sound(let config, let warnings):
      diagnostics += warnings + traps(of: config) + faults(of: config, in: stage, effects)
      diagnostics += faults(ofPredecessorsOf: config, among: titles, with: effects)
    }
  }
  diagnostics += stage.configuration.recipients.flatMap { $0.addressFaults(with: effects) }
  let applied = appliedFaults(
    of: entries, among: stage.configuration.objectFiles, with: effects)
  return (diagnostics + applied).inFileOrder
}

/// What is wrong with the files that a rollout stands on.
private func faults(
  of config: RolloutConfig, in stage: Stage, _ effects: Effects
) -> [Diagnostic] {
  var diagnostics: [Diagnostic] = []
  let revision: String?
  do throws(CandidateFault) {
    revision = try stage.revision(of: config, with: effects)
  } catch {
    return error.diagnostics
  }
  var baseline: Result<Baseline, CandidateFault>?
  if config.manifest != nil {
    if revision == nil { diagnostics.append(namelessness(of: config)) }
    do throws(CandidateFault) {
      baseline = try Scene(of: config, revision: revision, in: stage, with: effects).baseline
    } catch {
      diagnostics += error.diagnostics
    }
  }
  switch baseline ?? Scene.baseline(of: config, with: effects) {
  case .success(let baseline):
    guard let revision else { return diagnostics }
    return diagnostics + faults(of: baseline, promotedTo: revision, effects)
  case .failure(let fault):
    return diagnostics + fault.diagnostics.filter { !diagnostics.contains($0) }
  }
}

/// A release that nothing names can't be told from the one that failed: it would never start, or
/// after each loss of the record start again.
private func namelessness(of config: RolloutConfig) -> Diagnostic {
  .error(
    at: config.position,
    "nothing says which revision is rolled out, so none can be kept from starting again",
    advice: "add revision: {file: ..., path: ...}, or give --revision to run and to lint")
}

/// What would keep the baseline from getting the canary's revision, said before the climb.
private func faults(
  of baseline: Baseline, promotedTo revision: String, _ effects: Effects
) -> [Diagnostic] {
  do throws(EditFault) {
    _ = try baseline.edits(to: revision, with: effects)
    return []
  } catch {
    switch error {
    case .refused(let fault): return fault.diagnostics
    case .overtaken(let what): return [.error(at: nil, what, advice: "run again")]
    }
  }
}

private func traps(of config: RolloutConfig) -> [Diagnostic] {
  config.checks.flatMap { check -> [Diagnostic] in
    let scrape = (check.store ?? config.store).scrapeInterval
    var found: [QueryTrap] = []
    switch check.questions {
    case .value(let text):
      found = Queries.traps(in: text, scrapeInterval: scrape)
    case .share(let share):
      for text in [share.part, share.whole] {
        found += Queries.traps(in: text, scrapeInterval: scrape)
      }
    case .quantile(let quantile):
      found = Queries.traps(in: quantile.value, scrapeInterval: scrape)
    case .last(let last):
      found = Queries.traps(in: last.text, scrapeInterval: scrape)
    case .values(let values):
      found = Queries.traps(in: values.text, scrapeInterval: scrape)
    case .notAsked where check.check.isDryRun:
      return []
    case .notAsked(let provider):
      return [
        .warning(
          at: check.position,
          "\(check.check.name): \(provider) is not asked by this gate, so this is never a pass",
          advice: "ask Prometheus for it, or take it away")
      ]
    }
    var seen: Set<QueryTrap> = []
    var diagnostics = found.filter { seen.insert($0).inserted }.map { trap in
      Diagnostic.warning(
        at: check.position, "\(check.check.name): \(trap.what)", advice: trap.advice)
    }
    if case .share(let share) = check.questions, share.requests == nil {
      diagnostics.append(
        .warning(
          at: check.position,
          "\(check.check.name): the number of requests can't be told from `of`",
          advice: "write `of` with rate() or increase()"))
    }
    return diagnostics
  }
}
