import Diagnostics
import Outcome

extension Candidate {
  /// The outcome where somebody changed what a run of several samples stands on, so that its
  /// samples speak of something else: nothing is written. Nil where all is as it was found.
  ///
  /// A failure goes on to its decision, which overwrites nothing either: what is broken is broken,
  /// and no roll back is late for another commit.
  func overtaken(
    after sample: Sample, in stage: Stage, with effects: Effects
  ) -> RolloutOutcome? {
    guard !sample.isBroken, let why = change(in: stage, with: effects) else { return nil }
    return RolloutOutcome(
      title: "\(config.name)", position: config.position, revision: revision,
      ladder: config.ladder, checks: sample.checks, standing: sample.standing,
      manifest: scene?.manifest.path, diagnostics: warnings,
      writeFailures: [why + " while the run was under way; nothing is written, run again"],
      traffic: sample.traffic, hooks: sample.hooks)
  }

  private func change(in stage: Stage, with effects: Effects) -> String? {
    guard let scene else { return nil }
    do throws(CandidateFault) {
      let present = try Candidate(config, warnings: [], in: stage, with: effects)
      guard let now = present.scene else { return nil }
      if present.revision != revision {
        return "the revision \(revision ?? "none") became \(present.revision ?? "none")"
      }
      if now.recordFile?.bytes != scene.recordFile?.bytes {
        return "\(scene.recordPath) was changed"
      }
      if now.situation.weight != scene.situation.weight {
        return
          "\(scene.manifest.path): the weight \(scene.situation.weight) became \(now.situation.weight)"
      }
      return nil
    } catch {
      return "what can't be read any more was changed: "
        + error.diagnostics.map { "\($0)" }.joined(separator: "; ")
    }
  }
}
