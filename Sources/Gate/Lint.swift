import Diagnostics
import GateConfig
import Queries
import Rollouts

/// Says offline what is wrong with configs, queries, manifests and records, and how they fit.
package func lint(_ stage: Stage, with effects: Effects) -> [Diagnostic] {
  let (entries, unknown) = stage.selected()
  var diagnostics = stage.configuration.diagnostics + unknown
  for entry in entries {
    switch entry {
    case .broken(_, _, let faults):
      diagnostics += faults
    case .sound(let config, let warnings):
      diagnostics += warnings + traps(of: config)
      guard config.manifest != nil else { continue }
      do throws(CandidateFault) {
        let revision = try stage.revision(of: config, with: effects)
        _ = try Scene(of: config, revision: revision, in: stage, with: effects)
      } catch {
        diagnostics += error.diagnostics
      }
    }
  }
  return diagnostics.inFileOrder
}

private func traps(of config: RolloutConfig) -> [Diagnostic] {
  config.checks.flatMap { check -> [Diagnostic] in
    let scrape = config.store.scrapeInterval
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
