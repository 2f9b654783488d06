import Analysis
import Diagnostics
import GateConfig
import Manifests
import Outcome
import Rollouts

extension Candidate {
  /// Decides on a sample, and writes.
  ///
  /// - Parameter samples: How many were taken, where there were several.
  func concluded(
    on sample: Sample, _ samples: Ground? = nil, in stage: Stage, with effects: Effects
  ) -> RolloutOutcome {
    let later = at(sample.stage.changesAt)
    guard let scene = later.scene else {
      return RolloutOutcome(
        title: "\(config.name)", position: config.position, revision: revision,
        checks: sample.checks, standing: sample.standing, diagnostics: warnings,
        hooks: sample.hooks)
    }
    let decided = decide(scene.situation, verdicts: sample.verdicts, hooks: sample.findings)
    let reverted = decided.heedsHistory ? later.asTakenBack(with: effects) : nil
    return (reverted?.candidate ?? later).concluded(
      on: sample, samples, in: reverted?.scene ?? scene, stage: stage, with: effects)
  }

  /// The same in the scene that Git's history leaves.
  private func concluded(
    on sample: Sample, _ samples: Ground?, in scene: Scene, stage: Stage, with effects: Effects
  ) -> RolloutOutcome {
    let decided = decide(scene.situation, verdicts: sample.verdicts, hooks: sample.findings)
    let (decision, asked) = Hooks(of: self, in: stage, with: effects)
      .agreed(to: decided, besides: sample.hooks) { findings in
        decide(scene.situation, verdicts: sample.verdicts, hooks: findings)
      }
    // Whoever stops the run while a hook thinks has it decide nothing, but for a roll back.
    if decision.kind != .rollBack || asked.contains(where: { $0.kind == .preRollout }),
      asked.contains(where: { $0.end == .interrupted })
    {
      return interrupted(after: sample, sample.hooks + asked, samples)
    }
    return carriedOut(
      decision.noting(samples.map { [$0] } ?? []), in: scene, sample.checks,
      sample.hooks + asked, stage: stage, with: effects
    )
    .observing(sample.traffic)
  }

  /// Ends without a decision of the verdicts: a person or the pipeline stopped the run.
  ///
  /// - Parameter samples: How many were taken, where there were several.
  func interrupted(
    after sample: Sample?, _ hooks: [HookOutcome], _ samples: Ground?
  ) -> RolloutOutcome {
    let checks = sample?.checks ?? []
    guard let scene else {
      // Without a decision the checks have to say it: no pass is one before the last sample.
      return RolloutOutcome(
        title: "\(config.name)", position: config.position, revision: revision,
        checks: checks.map(\.interrupted), standing: .inconclusive, diagnostics: warnings,
        hooks: hooks)
    }
    let weight = scene.situation.weight
    let decision = Decision(
      .hold, from: weight, to: weight, standing: .inconclusive, reasons: [.interrupted],
      state: nil
    ).noting(samples.map { [$0] } ?? [])
    return RolloutOutcome(
      title: "\(config.name)", position: config.position, revision: revision,
      ladder: config.ladder, checks: checks, standing: .inconclusive,
      decision: decision, decisionID: scene.transition(for: decision, of: checks).id,
      generation: scene.record?.base ?? 0, phase: scene.record?.state.phase,
      manifest: scene.manifest.path, diagnostics: warnings, traffic: sample?.traffic, hooks: hooks,
      history: scene.record?.history ?? [])
  }

  /// Writes a decision.
  func carriedOut(
    _ decision: Decision, in scene: Scene, _ checks: [CheckOutcome], _ hooks: [HookOutcome] = [],
    word: Transition.Word? = nil, id: DecisionID? = nil, stage: Stage, with effects: Effects
  ) -> RolloutOutcome {
    let transition = scene.transition(for: decision, of: checks, word: word, id: id)
    func outcome(
      diff: String = "", changed: [String] = [], faults: [Diagnostic] = [],
      failures: [String] = [], history: [Transition]? = nil
    ) -> RolloutOutcome {
      RolloutOutcome(
        title: "\(config.name)", position: config.position, revision: revision,
        ladder: config.ladder, checks: checks, standing: decision.standing,
        // What can't be carried out is not published as if it were.
        decision: faults.isEmpty ? decision : nil,
        decisionID: faults.isEmpty ? transition.id : nil,
        generation: scene.record?.base ?? 0,
        phase: (changed.isEmpty ? nil : decision.state?.phase) ?? scene.record?.state.phase,
        manifest: scene.manifest.path, diff: diff, changedPaths: changed,
        diagnostics: warnings + faults.filter { !warnings.contains($0) }, writeFailures: failures,
        hooks: hooks, history: history ?? scene.record?.history ?? [])
    }
    let plan: WritePlan
    do throws(EditFault) {
      plan = try WritePlan(for: decision, told: transition, in: scene, of: config, with: effects)
    } catch {
      switch error {
      case .refused(let fault): return outcome(faults: fault.diagnostics)
      case .overtaken(let what): return outcome(failures: [what])
      }
    }
    guard !stage.isDryRun else { return outcome(diff: plan.diff) }
    let written = plan.write(with: effects)
    return outcome(
      diff: plan.diff, changed: written.paths, failures: written.failures,
      history: written.failures.isEmpty ? plan.history : nil
    )
    // People are told by those runs that also tell hooks.
    .told(
      as: written.failures.isEmpty && stage.allowsHooks
        ? decision.severity(in: scene.situation) : nil)
  }
}

extension Scene {
  /// What the record's history is to tell of a decision.
  fileprivate func transition(
    for decision: Decision, of checks: [CheckOutcome], word: Transition.Word? = nil,
    id: DecisionID? = nil
  ) -> Transition {
    let revision = decision.state?.revision ?? situation.revision
    return Transition(
      // What only brings a decision to its end is that decision.
      id: id ?? decision.rest(of: record)?.id
        ?? DecisionID(
          of: name, generation: record?.base ?? 0, decision: decision.kind,
          from: decision.from, to: decision.to, revision: revision, at: situation.now),
      at: situation.now, decision: decision.kind, from: decision.from, to: decision.to,
      revision: revision, reasons: decision.reasons.map { "\($0)" },
      values: checks.compactMap(\.told), word: word)
  }
}

extension CheckOutcome {
  /// The same with a pass taken back.
  fileprivate var interrupted: CheckOutcome {
    guard let judgement, judgement.verdict == .pass else { return self }
    return CheckOutcome(
      check: check, occasion: occasion, position: position,
      judgement: Judgement(taking: judgement, backFor: .interrupted), queries: queries)
  }

  /// `request-success-rate = 99.93 %: pass`; nil for a check that was not judged.
  fileprivate var told: String? {
    guard let judgement else { return nil }
    let value: String? =
      switch judgement.measurement.value {
      case .exactly(let value): DecimalText.text(value, fractionDigits: 4) + check.unit.suffix
      case .atLeast(let bound): "at least " + DecimalText.text(bound) + check.unit.suffix
      case .values(.number(let value)): DecimalText.text(value, fractionDigits: 4)
      case .values(.list(let values)):
        "["
          + values.prefix(5).map { DecimalText.text($0, fractionDigits: 4) }.joined(separator: ", ")
          + (values.count > 5 ? ", ...]" : "]")
      case .none: nil
      }
    let word =
      switch judgement.verdict {
      case .pass: "pass"
      case .fail: "fail"
      case .inconclusive(let reason): "\(reason)"
      }
    return check.name + (value.map { " = \($0): " } ?? ": ") + word
  }
}
