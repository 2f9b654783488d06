import Diagnostics
import GateConfig
import Outcome
import Rollouts

extension ProposedChange {
  private var now: Weight { scene.situation.weight }

  /// What is wrong with it whatever the store says: the weightiest first.
  private var faults: [ProposalFinding] {
    var faults: [ProposalFinding] = []
    if bringsRevision, !weight.isZero {
      faults.append(
        .revisionUnderTraffic(from: candidate.revision, to: revision, at: max(now, weight)))
    }
    if let otherChange, raises { faults.append(.otherBytes(place: "\(otherChange)")) }
    return faults
  }

  /// The outcome of a change that raises nothing, which needs no store.
  func outcome(_ warnings: [Diagnostic]) -> RolloutOutcome {
    var remarks = warnings
    if let otherChange, lowers {
      remarks.append(
        .warning(
          at: otherChange, "the proposal changes more of the object than its weights",
          advice: "look at the difference"))
    }
    let finding: ProposalFinding = lowers ? .lowers(to: weight) : .unchanged
    guard faults.isEmpty else {
      return outcome(.hold, .fail, faults.map(Ground.proposal), diagnostics: remarks)
    }
    return outcome(
      lowers ? .rollBack : .hold, lowers ? .pass : .notJudged, [.proposal(finding)],
      diagnostics: remarks)
  }

  /// The outcome of a change that raises the weight, beside what the gate would do now.
  func outcome(
    besides own: RolloutOutcome, loosening: [Loosening], _ diagnostics: [Diagnostic]
  ) -> RolloutOutcome {
    let known = diagnostics + own.diagnostics.filter { !diagnostics.contains($0) }
    guard let decision = own.decision else {
      return outcome(nil, own.standing, [], besides: own, diagnostics: known)
    }
    var findings = faults
    if !loosening.isEmpty { findings.append(.loosens(loosening.map(\.what))) }
    if decision.isStep, decision.to != weight {
      findings.append(.jump(to: weight, next: decision.to))
    }
    if !decision.isStep { findings.append(.noStep(to: weight)) }
    guard !findings.isEmpty else {
      return outcome(
        decision.kind, decision.standing == .notJudged ? .pass : decision.standing,
        [.proposal(.nextStep(to: weight))] + decision.reasons, besides: own, diagnostics: known)
    }
    // What is only not known yet may be known later; anything else is wrong for good.
    let isOpen: Bool =
      switch decision.standing {
      case .inconclusive, .storeFailed: findings == [.noStep(to: weight)]
      case .pass, .fail, .notJudged: false
      }
    return outcome(
      .hold, isOpen ? decision.standing : .fail,
      findings.map(Ground.proposal) + decision.reasons, besides: own, diagnostics: known)
  }

  private func outcome(
    _ kind: Decision.Kind?, _ standing: Standing, _ reasons: [Ground],
    besides own: RolloutOutcome? = nil, diagnostics: [Diagnostic]
  ) -> RolloutOutcome {
    let stays = kind == .hold
    let decision = kind.map {
      Decision(
        $0, from: now, to: stays ? now : weight, standing: standing, reasons: reasons, state: nil)
    }
    return RolloutOutcome(
      title: "\(candidate.config.name)", position: candidate.config.position,
      revision: candidate.revision, ladder: candidate.config.ladder, checks: own?.checks ?? [],
      standing: standing, decision: decision, generation: scene.record?.base ?? 0,
      phase: scene.record?.state.phase, manifest: scene.manifest.path, diff: diff,
      diagnostics: diagnostics, traffic: own?.traffic, hooks: own?.hooks ?? [],
      history: scene.record?.history ?? [])
  }
}
