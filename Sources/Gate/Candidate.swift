import Analysis
import Diagnostics
import GateConfig
import Outcome
import Rollouts

/// A rollout on its way through a stage: read, with the checks that bear on it picked.
struct Candidate {
  let config: RolloutConfig
  let revision: String?
  /// Nil for `check`, which looks at no manifest.
  let scene: Scene?
  /// The checks that are asked and judged.
  let asked: [CheckConfig]
  let warnings: [Diagnostic]

  /// Reads what the rollout stands on; a fault ends it here, with all that is wrong.
  init(
    _ config: RolloutConfig, warnings: [Diagnostic], in stage: Stage, with effects: Effects
  ) throws(CandidateFault) {
    self.config = config
    self.warnings = warnings
    switch stage.command {
    case .check:
      revision = stage.revision
      scene = nil
      asked = config.checks(at: .weight)
    case .run:
      revision = try stage.revision(of: config, with: effects)
      let scene = try Scene(of: config, revision: revision, at: stage.changesAt, with: effects)
      self.scene = scene
      asked = scene.position.occasion.map(config.checks(at:)) ?? []
    }
  }

  /// Judges every check of the config; those that were not asked have no judgement.
  func outcomes(
    from answers: [String: Answers.Answer], in stage: Stage
  ) -> [CheckOutcome] {
    let freshness = scene?.position.judgedState.map {
      Freshness(of: $0, settle: config.settle, now: stage.evaluatedAt)
    }
    return config.checks.map { check in
      let isAsked = asked.contains(check)
      let judgement = isAsked ? check.judgement(from: answers, freshness, in: stage) : nil
      return CheckOutcome(
        check: check.check,
        occasion: scene?.position.occasion.flatMap { isAsked ? $0 : nil }
          ?? (check.occasions.contains(.weight) ? .weight : .start),
        position: check.position, judgement: judgement,
        queries: isAsked ? check.queries(answeredBy: answers) : [])
    }
  }
}

/// What is wrong with a rollout's own files.
struct CandidateFault: Error {
  let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  init(at position: SourcePosition?, _ what: String, advice: String) {
    diagnostics = [.error(at: position, what, advice: advice)]
  }
}
