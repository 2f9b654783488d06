import Diagnostics
import GateConfig
import Manifests
import Outcome
import Rollouts

extension Candidate {
  /// Judges, decides and writes.
  func concluded(
    from answers: [String: Answers.Answer], in stage: Stage, with effects: Effects
  ) -> RolloutOutcome {
    let checks = outcomes(from: answers, in: stage)
    let verdicts = checks.compactMap { $0.judgement?.verdict }
    guard let scene else {
      return RolloutOutcome(
        title: "\(config.name)", position: config.position, revision: revision,
        checks: checks, standing: Standing(of: verdicts), diagnostics: warnings)
    }
    let decision = decide(scene.situation, verdicts: verdicts)
    func outcome(
      diff: String = "", changed: [String] = [], faults: [Diagnostic] = [],
      failures: [String] = []
    ) -> RolloutOutcome {
      RolloutOutcome(
        title: "\(config.name)", position: config.position, revision: revision,
        ladder: config.ladder, checks: checks, standing: decision.standing,
        // What can't be carried out is not published as if it were.
        decision: faults.isEmpty ? decision : nil,
        manifest: scene.manifest.path, diff: diff, changedPaths: changed,
        diagnostics: warnings + faults, writeFailures: failures)
    }
    let plan: WritePlan
    do throws(EditFault) {
      plan = try WritePlan(for: decision, in: scene, of: config, with: effects)
    } catch {
      switch error {
      case .refused(let fault): return outcome(faults: fault.diagnostics)
      case .overtaken(let what): return outcome(failures: [what])
      }
    }
    guard !stage.isDryRun else { return outcome(diff: plan.diff) }
    let written = plan.write(with: effects)
    return outcome(diff: plan.diff, changed: written.paths, failures: written.failures)
  }
}
