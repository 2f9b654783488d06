import Diagnostics
import Rollouts

/// The one value that every report of a run is made from.
package struct Outcome: Hashable, Sendable {
  package enum Command: String, Hashable, Sendable, CaseIterable {
    case run, check, apply
    /// A person's word, offline.
    case abort, pause, resume, retry, adopt, promote

    package init(of word: Transition.Word.Kind) {
      self =
        switch word {
        case .abort: .abort
        case .pause: .pause
        case .resume: .resume
        case .retry: .retry
        case .adopt: .adopt
        case .promote: .promote
        }
    }
  }

  package let version: String
  package let command: Command
  /// The one moment that every query speaks of; of several samples, that of the last.
  package let evaluatedAt: Timestamp
  package let startedAt: Timestamp
  /// Wall time of the run up to its reports.
  package let seconds: Double
  package let host: String
  /// Whether files were left alone: because of `--dry-run`, or for want of `--write`.
  package let isDryRun: Bool
  package let rollouts: [RolloutOutcome]
  /// Whether an inconclusive run ends with 0, as `--fail-on fail` asks.
  package let toleratesInconclusive: Bool
  /// What concerns no single rollout: errors, which stop everything, and warnings.
  package let diagnostics: [Diagnostic]
  /// The page of the pipeline's job that ran it; nil outside of pipelines.
  package private(set) var job: WebAddress?
  /// Where the work tree lies in the repository that a CI checked out, as `services/shop`; nil where
  /// both are the same folder, or where that is not known.
  private var folder: String?

  package init(
    version: String, command: Command, evaluatedAt: Timestamp, startedAt: Timestamp,
    seconds: Double, host: String, isDryRun: Bool, rollouts: [RolloutOutcome],
    diagnostics: [Diagnostic], toleratesInconclusive: Bool = false
  ) {
    self.version = version
    self.command = command
    self.evaluatedAt = evaluatedAt
    self.startedAt = startedAt
    self.seconds = seconds
    self.host = host
    self.isDryRun = isDryRun
    self.rollouts = rollouts
    self.diagnostics = diagnostics
    self.toleratesInconclusive = toleratesInconclusive
  }

  /// The same as the work of a pipeline's job.
  package func done(by job: WebAddress?) -> Outcome {
    var outcome = self
    outcome.job = job
    return outcome
  }

  /// The same of a work tree that is this folder of the repository.
  package func lying(in folder: String?) -> Outcome {
    var outcome = self
    outcome.folder = folder
    return outcome
  }

  /// A file of the work tree, as the repository names it.
  package func inRepository(_ file: String) -> String {
    guard let folder, !file.hasPrefix("/") else { return file }
    return folder + "/" + file
  }

  /// The worst of all rollouts and of the shared inputs.
  package var exitStatus: ExitStatus {
    let worst = ExitStatus.worst(
      of: rollouts.map(\.exitStatus) + (diagnostics.hasErrors ? [ExitStatus.wrongInput] : []))
    return worst == .inconclusive && toleratesInconclusive ? .pass : worst
  }

  /// Whether any file of the work tree is not as it was.
  package var hasChanged: Bool { rollouts.contains { !$0.changedPaths.isEmpty } }
}
