import Diagnostics
import GateConfig
import Outcome
import Rollouts

/// Carries out a person's word: offline, for one rollout, kept in its record.
package func speak(
  _ word: Transition.Word, as command: Outcome.Command, in stage: Stage, with effects: Effects
) -> Outcome {
  // What is wrong with a store is no matter of a person's word, which asks none.
  var (entries, shared) = stage.selected()
  if entries.count > 1, shared.isEmpty {
    let titles = entries.map(\.title).joined(separator: ", ")
    shared.append(
      .error(at: nil, "several rollouts are meant: \(titles)", advice: "give NAMESPACE/NAME"))
    entries = []
  }
  // Where the name is unknown, these are the broken ones, which may hold it.
  let rollouts = entries.map { outcome(of: word, for: $0, in: stage, with: effects) }
  return Outcome(
    version: stage.version, command: command, evaluatedAt: stage.evaluatedAt,
    startedAt: stage.startedAt, seconds: (effects.elapsed() * 1_000).rounded() / 1_000,
    host: stage.host, isDryRun: stage.isDryRun, rollouts: rollouts, diagnostics: shared)
}

private func outcome(
  of word: Transition.Word, for entry: GateConfiguration.Entry, in stage: Stage,
  with effects: Effects
) -> RolloutOutcome {
  switch entry {
  case .broken(let title, let position, let diagnostics):
    return RolloutOutcome(
      title: title, position: position, standing: .notJudged, diagnostics: diagnostics)
  case .sound(let config, let warnings):
    func faulty(_ diagnostics: [Diagnostic]) -> RolloutOutcome {
      RolloutOutcome(
        title: "\(config.name)", position: config.position, ladder: config.ladder,
        standing: .notJudged, manifest: config.manifest?.file, diagnostics: diagnostics)
    }
    do throws(CandidateFault) {
      let found = try Candidate(config, warnings: warnings, in: stage, with: effects)
      let candidate = word.kind.isOfPause ? found.asTakenBack(with: effects) ?? found : found
      guard let scene = candidate.scene else { return faulty(warnings) }
      let decision: Decision
      do throws(WordRefusal) {
        decision = try decide(word, scene.situation)
      } catch {
        return faulty(
          warnings + [
            .error(
              at: config.position, "\(word.kind.rawValue) is not possible: \(error.what)",
              advice: error.advice)
          ])
      }
      return candidate.carriedOut(decision, [], word: word, in: stage, with: effects)
    } catch {
      return faulty(warnings + error.diagnostics)
    }
  }
}

extension Transition.Word.Kind {
  /// Whether the rollout goes on from where it stands, and with it a revert that no run has seen yet.
  fileprivate var isOfPause: Bool {
    switch self {
    case .pause, .resume: true
    case .abort, .retry, .adopt, .promote: false
    }
  }
}
