import Outcome
import Rollouts

/// The few values that a pipeline's later steps branch on, the same in every form of output.
package struct Published: Hashable, Sendable {
  /// That of the worst rollout.
  package let word: VerdictWord
  /// Nil unless exactly one rollout was decided; so are the weights.
  package let decision: Decision.Kind?
  package let weight: Weight?
  package let nextWeight: Weight?
  /// Whether any file of the work tree is not as it was.
  package let changed: Bool
  /// The files that were written, each once, in the order of the rollouts.
  package let paths: [String]
  package let exitStatus: ExitStatus

  package init(_ outcome: Outcome) {
    word = Self.word(of: outcome)
    let decision = outcome.rollouts.count == 1 ? outcome.rollouts.first?.decision : nil
    self.decision = decision?.kind
    weight = decision?.from
    nextWeight = decision?.to
    changed = outcome.hasChanged
    var seen: Set<String> = []
    paths = outcome.rollouts.flatMap(\.changedPaths).filter { seen.insert($0).inserted }
    exitStatus = outcome.exitStatus
  }

  /// `pass`, `fail`, `inconclusive`, `error` or `not-judged`.
  package var verdict: String { word.rawValue }

  /// A run in which nothing was judged is no pass, whatever its exit status.
  private static func word(of outcome: Outcome) -> VerdictWord {
    if outcome.diagnostics.hasErrors { return .error }
    let status = outcome.exitStatus
    let worst = outcome.rollouts.filter { $0.exitStatus == status }.map(\.verdict)
    return worst.first { $0 != .notJudged } ?? worst.first ?? .notJudged
  }
}
