import Analysis
import Diagnostics
import GateConfig
import Outcome
import Rollouts

/// A rollout on its way through a stage: read, with the checks that bear on it picked.
struct Candidate {
  @Shared var config: RolloutConfig
  let revision: String?
  /// Nil for `check`, which looks at no manifest.
  @Shared var scene: Scene?
  /// The checks that are asked and judged.
  let asked: [AskedCheck]
  let warnings: [Diagnostic]

  /// Reads what the rollout stands on; a fault ends it here, with all that is wrong.
  init(
    _ config: RolloutConfig, warnings: [Diagnostic], in stage: Stage, with effects: Effects
  ) throws(CandidateFault) {
    _config = Shared(wrappedValue: config)
    switch stage.command {
    case .check:
      self.warnings = warnings
      revision = stage.revision
      _scene = Shared(wrappedValue: nil)
      asked = config.checks(at: .weight).map { AskedCheck($0, at: .weight) }
    case .run, .apply, .abort, .pause, .resume, .retry, .adopt, .promote:
      revision = try stage.revision(of: config, with: effects)
      let scene = try Scene(of: config, revision: revision, in: stage, with: effects)
      _scene = Shared(wrappedValue: scene)
      self.warnings = warnings + scene.baselineFaults
      asked = scene.position.occasion.map { Self.asked(of: config, at: $0, scene.situation) } ?? []
    }
  }

  private static func asked(
    of config: RolloutConfig, at occasion: Occasion, _ situation: Situation
  ) -> [AskedCheck] {
    let weight = situation.weight
    return config.checks(at: occasion, baselineHasTraffic: weight.parts < weight.total)
      .map { AskedCheck($0, at: occasion) }
  }

  /// Judges every check of the config; those that were not asked have no judgement.
  func sample(
    of answers: (StoreSettings) -> [String: Answers.Answer], _ hooks: [HookOutcome] = [],
    in stage: Stage
  ) -> Sample {
    let scene = scene?.at(stage.changesAt)
    let freshness = scene?.position.judgedState.map {
      Freshness(of: $0, settle: config.settle, now: stage.evaluatedAt)
    }
    let own = answers(config.store)
    let traffic = traffic(from: own, in: stage)
    let checks = config.checks.map { check in
      let asked = asked.first { $0.config == check }
      let answers = check.store.map(answers) ?? own
      return CheckOutcome(
        check: check.check,
        occasion: asked?.occasion
          ?? (check.occasions.contains(.weight) ? .weight : check.occasions.first ?? .weight),
        position: check.position,
        judgement: asked?.judgement(from: answers, freshness, traffic?.share, in: stage),
        queries: asked?.queries(
          answeredBy: answers, in: stage, shownBy: (check.store ?? config.store).pages) ?? [])
    }
    return Sample(
      checks: checks, hooks: hooks, traffic: traffic, stage: stage,
      // A start, and what is only completed or rests, is of the moment.
      isOfTime: scene == nil || freshness != nil,
      fullAt: freshness?.fullAt(window: asked.map(\.config.check.window).max() ?? .zero))
  }

  /// The same rollout in another scene.
  func by(_ scene: Scene) -> Candidate {
    var other = self
    other._scene = Shared(wrappedValue: scene)
    return other
  }

  /// The same rollout at a later moment.
  func at(_ moment: Timestamp) -> Candidate {
    var later = self
    later._scene = Shared(wrappedValue: scene?.at(moment))
    return later
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
