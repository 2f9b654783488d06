import Diagnostics
import GateConfig
import Outcome
import Rollouts

/// The hooks of a rollout on its way through a stage: called where the stage allows it, and told in
/// either case.
struct Hooks {
  @Shared private var config: RolloutConfig
  private let revision: String?
  /// `Progressing`, before the decision.
  private let phase: Phase
  private let recordedRevision: String?
  private let isAllowed: Bool
  /// Whether nothing is written: the decision then says what would follow if all agreed.
  private let isDryRun: Bool
  private let effects: Effects

  init(of candidate: Candidate, in stage: Stage, with effects: Effects) {
    _config = Shared(wrappedValue: candidate.config)
    revision = candidate.revision
    phase = candidate.scene?.record?.state.phase ?? .initialized
    recordedRevision = candidate.scene?.record?.state.revision
    isAllowed = stage.allowsHooks
    isDryRun = stage.isDryRun
    self.effects = effects
  }

  /// Calls those that a judgement rests on: `rollout` beside the checks of a weight and, where there
  /// is something to end, `rollback`.
  func judged(_ candidate: Candidate) -> [HookOutcome] {
    let isOfWeight = candidate.asked.first?.occasion == .weight
    guard isAllowed else {
      return isOfWeight ? config.hooks(of: .rollout).map(notCalled) : []
    }
    let rollouts = isOfWeight ? call(.rollout, in: .progressing) : []
    guard let scene = candidate.scene, scene.position.underWay(in: scene.situation) != nil,
      !rollouts.contains(where: { $0.end == .interrupted })
    else { return rollouts }
    return rollouts + call(.rollback, in: phase)
  }

  /// Calls those that must agree to a decision, up to the first that does not, and decides again.
  func agreed(
    to decision: Decision, besides found: [HookOutcome] = [],
    deciding decide: (HookFindings) -> Decision
  ) -> (decision: Decision, outcomes: [HookOutcome]) {
    var outcomes: [HookOutcome] = []
    for kind in decision.hooksBefore where !found.contains(where: { $0.kind == kind }) {
      for hook in config.hooks(of: kind) {
        let outcome =
          isAllowed
          ? call([hook], in: kind == .confirmRollout ? phase : .progressing, decision).first
            ?? notCalled(hook)
          : notCalled(hook)
        outcomes.append(outcome)
        // A dry run shows what follows if all agree; whoever writes asks them.
        guard !outcome.isSuccess, isAllowed || !isDryRun else { continue }
        return (decide(HookFindings(found, refused: outcome)), outcomes)
      }
    }
    let unasked = found.first { $0.kind == .rollout && $0.end == .notCalled }
    guard !isAllowed, !isDryRun, let unasked, decision.hooksBefore.contains(.rollout) else {
      return (decision, outcomes)
    }
    return (decide(HookFindings(found, refused: unasked)), outcomes)
  }

  /// Tells those that want to know of the end, once all is written.
  func ended(with outcome: RolloutOutcome) -> [HookOutcome] {
    guard isAllowed, !isDryRun, outcome.writeFailures.isEmpty, let decision = outcome.decision,
      let state = decision.state, state.phase != phase || state.revision != recordedRevision
    else { return [] }
    switch state.phase {
    case .succeeded, .failed:
      return call(config.hooks(of: .postRollout), in: state.phase, decision)
    case .initialized, .waiting, .progressing, .promoting, .finalising: return []
    }
  }

  private func call(_ kind: HookKind, in phase: Phase) -> [HookOutcome] {
    call(config.hooks(of: kind), in: phase)
  }

  private func call(
    _ hooks: [RolloutConfig.Hook], in phase: Phase, _ decision: Decision? = nil
  ) -> [HookOutcome] {
    guard !hooks.isEmpty else { return [] }
    let subject = HookSubject(
      rollout: config.name, phase: phase.name, revision: revision, decision: decision)
    return effects.call(hookCalls(hooks, about: subject, with: effects))
  }

  private func notCalled(_ hook: RolloutConfig.Hook) -> HookOutcome {
    HookOutcome(
      kind: hook.kind, name: hook.name, end: .notCalled,
      text: isDryRun ? "a dry run calls no hooks" : "this run calls no hooks",
      status: "not called", seconds: 0, attempts: 0)
  }
}

extension HookFindings {
  /// What the hooks that were called before the decision said, and the one that did not agree to it.
  init(_ outcomes: [HookOutcome], refused: HookOutcome? = nil) {
    self.init(
      failed: outcomes.filter { $0.kind == .rollout && $0.end == .failure }.map(\.name),
      rollsBack: outcomes.first { $0.kind == .rollback && $0.isSuccess }?.name,
      refused: refused.map { [$0.kind: $0.name] } ?? [:])
  }
}
