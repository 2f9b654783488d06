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
      lines += [
        "intent:", "  decision: \(intent.decision.rawValue)", "  from: \(intent.from.parts)",
      ]
      lines += Self.lines(of: intent.state).map { "  " + $0 }
    }
    return (lines + ["...", ""]).joined(separator: "\n")
  }

  private static func lines(of state: State) -> [String] {
    var lines: [String] = []
    if let revision = state.revision { lines.append("revision: \(YAMLScalar.written(revision))") }
    lines.append("phase: \(state.phase.name)")
    if case .failed(let cause) = state.phase { lines.append("cause: \(cause.rawValue)") }
    lines += [
      "weight: \(state.weight.parts)", "total: \(state.weight.total)",
      "failedRuns: \(state.failedRuns)",
    ]
    if let moment = state.lastTransition { lines.append("lastTransition: \(moment)") }
    if let moment = state.revisionSince { lines.append("revisionSince: \(moment)") }
    return lines
  }
}
