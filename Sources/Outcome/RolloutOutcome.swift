import Diagnostics
import Rollouts

/// What a run found, decided and wrote for one rollout.
package struct RolloutOutcome: Hashable, Sendable {
  /// `namespace/name`, or where a broken config stands if not even that is known.
  package let title: String
  /// Where the config describes it; nil for a check from the command line.
  package let position: SourcePosition?
  package let revision: String?
  package let ladder: Ladder?
  /// In the order of the config.
  package private(set) var checks: [CheckOutcome]
  /// Nil where the canary's share is not compared with its weight.
  package private(set) var traffic: TrafficOutcome?
  /// From the checks alone for `check`, from the decision for `run`.
  package let standing: Standing
  /// Nil for `check`, and where the input is wrong.
  package let decision: Decision?
  /// The identity of the decision, by which a later job knows it.
  package let decisionID: DecisionID?
  /// That of the record which was decided on; 0 where there was none.
  package let generation: Int
  /// Where the rollout stands after the run, as its record says; nil without one.
  package let phase: Phase?
  /// The manifest's file, as the user would name it.
  package let manifest: String?
  /// The manifest's change, or the one a dry run would make, as a unified diff; empty for none.
  package let diff: String
  /// Files that were written, relative to the work tree.
  package let changedPaths: [String]
  /// Errors in its own config, manifest or record, and warnings.
  package let diagnostics: [Diagnostic]
  /// Why a file could not be written.
  package let writeFailures: [String]
  /// In the order of their calls.
  package private(set) var hooks: [HookOutcome]
  /// The moment that was judged last; nil for the run's own.
  package private(set) var evaluatedAt: Timestamp?
  /// Nil where it was judged once.
  package private(set) var samples: SampleTally?
  /// What happened to it, the oldest first, this run's own transition included; empty where that is
  /// not known.
  package private(set) var history: [Transition] = []
  /// Of what this run newly wrote into the record; nil where nobody is to be told of it.
  package private(set) var severity: Severity?

  package init(
    title: String, position: SourcePosition?, revision: String? = nil, ladder: Ladder? = nil,
    checks: [CheckOutcome] = [], standing: Standing, decision: Decision? = nil,
    decisionID: DecisionID? = nil, generation: Int = 0, phase: Phase? = nil,
    manifest: String? = nil, diff: String = "",
    changedPaths: [String] = [], diagnostics: [Diagnostic] = [], writeFailures: [String] = [],
    traffic: TrafficOutcome? = nil, hooks: [HookOutcome] = [], history: [Transition] = []
  ) {
    self.title = title
    self.position = position
    self.revision = revision
    self.ladder = ladder
    self.checks = checks
    self.standing = standing
    self.decision = decision
    self.decisionID = decisionID
    self.generation = generation
    self.phase = phase
    self.manifest = manifest
    self.diff = diff
    self.changedPaths = changedPaths
    self.diagnostics = diagnostics
    self.writeFailures = writeFailures
    self.traffic = traffic
    self.hooks = hooks
    self.history = history
  }

  /// The same with the values of its checks over time, one for each check.
  package func showing(_ charts: [Chart?]) -> RolloutOutcome {
    var outcome = self
    outcome.checks = zip(checks, charts).map { $0.showing($1) }
    return outcome
  }

  /// The same as something that people are told of, or are not.
  package func told(as severity: Severity?) -> RolloutOutcome {
    var outcome = self
    outcome.severity = severity
    return outcome
  }

  /// The same with what was seen of the traffic.
  package func observing(_ traffic: TrafficOutcome?) -> RolloutOutcome {
    var outcome = self
    outcome.traffic = traffic
    return outcome
  }

  /// The same with how often it was judged, and when last.
  package func sampled(_ samples: SampleTally?, at moment: Timestamp?) -> RolloutOutcome {
    var outcome = self
    (outcome.samples, outcome.evaluatedAt) = (samples, moment)
    return outcome
  }

  /// The same with the outcomes of more hooks.
  package func telling(_ hooks: [HookOutcome]) -> RolloutOutcome {
    var outcome = self
    outcome.hooks += hooks
    return outcome
  }

  package var exitStatus: ExitStatus {
    if !writeFailures.isEmpty { return .notWritten }
    if diagnostics.hasErrors { return .wrongInput }
    return ExitStatus(standing)
  }

  /// What is published of it as `verdict`.
  package var verdict: VerdictWord {
    guard writeFailures.isEmpty, !diagnostics.hasErrors else { return .error }
    return switch standing {
    case .pass: .pass
    case .fail: .fail
    case .inconclusive: .inconclusive
    case .storeFailed: .error
    case .notJudged: .notJudged
    }
  }

  package var verdictWord: String { verdict.rawValue }
}

/// The one word for what a rollout, or a run, comes to.
package enum VerdictWord: String, Hashable, Sendable, CaseIterable {
  case pass, fail, inconclusive, error
  case notJudged = "not-judged"
}

/// Several samples of one run, counted.
package struct SampleTally: Hashable, Sendable {
  package let count: Int
  package let failed: Int

  package init(count: Int, failed: Int) {
    self.count = count
    self.failed = failed
  }
}
