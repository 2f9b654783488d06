import Diagnostics
import Rollouts
import YAMLText

/// A record's file: YAML text, the same bytes for the same record, one fact a line.
extension Record {
  /// The format that this program writes, and the newest it reads.
  static let newestVersion = 1

  /// `.rolloutgate/test/podinfo.record`. Not `.yaml`: Flux applies every `.yaml` below a path.
  package static func path(for rollout: RolloutName, in folder: String = ".rolloutgate") -> String {
    "\(folder)/\(rollout.namespace)/\(rollout.name).record"
  }

  /// The whole file. `...` ends it, so that a file cut short is known as such.
  package var text: String {
    var lines = [
      "# What rolloutgate remembers of this rollout between its runs.",
      "# To roll back by hand, lower the weight in the manifest; the next run respects it.",
      "version: \(Self.newestVersion)",
      "rollout: \(rollout)",
      "generation: \(generation)",
    ]
    lines += Self.lines(of: state)
    if let intent {
      let told = Self.lines(of: intent.transition, withEnds: false)
      lines += ["intent:"] + (told + Self.lines(of: intent.state)).map { "  " + $0 }
    }
    if !history.isEmpty {
      lines.append("history:")
      for transition in history {
        let told = Self.lines(of: transition, withEnds: true)
        lines += told.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
      }
    }
    return (lines + ["...", ""]).joined(separator: "\n")
  }

  private static func lines(of state: State) -> [String] {
    var lines: [String] = []
    if let revision = state.revision { lines.append("revision: \(YAMLScalar.written(revision))") }
    lines.append("phase: \(state.phase.name)")
    if case .failed(let cause) = state.phase { lines.append("cause: \(cause.rawValue)") }
    lines += ["weight: \(state.weight.parts)", "total: \(state.weight.total)"]
    if state.iteration > 0 { lines.append("iteration: \(state.iteration)") }
    lines.append("failedRuns: \(state.failedRuns)")
    if let doubt = state.doubt {
      lines += ["inconclusiveRuns: \(doubt.runs)", "inconclusiveSince: \(doubt.since)"]
    }
    if let moment = state.lastTransition { lines.append("lastTransition: \(moment)") }
    if let moment = state.revisionSince { lines.append("revisionSince: \(moment)") }
    if let run = state.advancedBy { lines.append("advancedBy: \(YAMLScalar.written(run))") }
    if let reason = state.pause { lines.append("pause: \(YAMLScalar.written(reason))") }
    return lines
  }

  /// An intent says by its state where it leads, and of which revision.
  private static func lines(of transition: Transition, withEnds: Bool) -> [String] {
    var lines = [
      "id: \(YAMLScalar.written(transition.id.text))", "at: \(transition.at)",
      "decision: \(transition.decision.rawValue)", "from: \(transition.from.parts)",
    ]
    if withEnds {
      lines.append("to: \(transition.to.parts)")
      if let revision = transition.revision {
        lines.append("revision: \(YAMLScalar.written(revision))")
      }
    }
    if let word = transition.word {
      lines += ["word: \(word.kind.rawValue)", "because: \(YAMLScalar.written(word.reason))"]
    }
    for (key, texts) in [("reasons", transition.reasons), ("values", transition.values)]
    where !texts.isEmpty {
      lines.append("\(key):")
      lines += texts.map { "  - \(YAMLScalar.written($0))" }
    }
    return lines
  }
}
