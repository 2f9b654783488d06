import Diagnostics
import GateConfig
import Outcome
import Rollouts

/// Carries out a person's word: offline, for one rollout, kept in its record.
package func speak(
  _ word: Transition.Word, in stage: Stage, with effects: Effects
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
  return stage.outcome(of: rollouts, shared, with: effects)
}

private func outcome(
  of word: Transition.Word, for entry: GateConfiguration.Entry, in stage: Stage,
  with effects: Effects
) -> RolloutOutcome {
  guard case .sound(let config, let warnings) = entry else { return entry.undecided() }
  do throws(CandidateFault) {
    let found = try Candidate(config, warnings: warnings, in: stage, with: effects)
    let earlier = word.kind.isOfPause ? found.asTakenBack(with: effects) : nil
    let candidate = earlier?.candidate ?? found
    guard let scene = candidate.scene else { return entry.undecided() }
    let decision: Decision
    do throws(WordRefusal) {
      decision = try decide(word, scene.situation)
    } catch {
      let what = "\(word.kind.rawValue) is not possible: \(error.what)"
      return entry.undecided(for: [.error(at: config.position, what, advice: error.advice)])
    }
    return candidate.carriedOut(decision, in: scene, [], word: word, stage: stage, with: effects)
  } catch {
    return entry.undecided(for: error.diagnostics)
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
