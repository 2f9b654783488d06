import Analysis
import Diagnostics
import Queries
import Rollouts
import YAMLText

/// One rollout of a config, read and checked.
package struct RolloutConfig: Hashable, Sendable {
  package let name: RolloutName
  package let position: SourcePosition
  /// The config's folder, which its paths are relative to; empty for the work tree itself.
  package let folder: String
  @Shared package var store: StoreSettings
  package let canary: Party
  package let baseline: Party?
  package let revision: RevisionPlace?
  /// Where the baseline's revision is written, in the order of the config; no two are the same.
  package let promote: [RevisionPlace]
  package let manifest: ManifestPlace?
  package let ladder: Ladder?
  package let strategy: Strategy
  package let atTop: AtTop
  /// Nil where inconclusive runs are held without end.
  package let patience: Patience?
  /// Rollouts that must have succeeded before this one rises.
  package let after: [Predecessor]
  /// Failed samples that a run of several samples admits.
  package let samplesFailureLimit: Int
  package let settle: Duration
  package let failureLimit: Int
  package let onNewRevision: Situation.OnNewRevision
  /// Nil where the baseline is not measured, or any share is admitted.
  package let share: ShareComparison?
  /// In the order of the config.
  package let checks: [CheckConfig]
  /// In the order of the config.
  package let hooks: [Hook]

  package init(
    name: RolloutName, position: SourcePosition, folder: String, store: StoreSettings,
    canary: Party, baseline: Party? = nil, revision: RevisionPlace? = nil,
    promote: [RevisionPlace] = [],
    manifest: ManifestPlace? = nil, ladder: Ladder? = nil, strategy: Strategy = .canary,
    atTop: AtTop = .stay, patience: Patience? = nil, after: [Predecessor] = [],
    samplesFailureLimit: Int = 0, settle: Duration = .zero, failureLimit: Int = 0,
    onNewRevision: Situation.OnNewRevision = .restart, share: ShareComparison? = nil,
    checks: [CheckConfig], hooks: [Hook] = []
  ) {
    self.name = name
    self.position = position
    self.folder = folder
    _store = Shared(wrappedValue: store)
    self.canary = canary
    self.baseline = baseline
    self.revision = revision
    self.promote = promote
    self.manifest = manifest
    self.ladder = ladder
    self.strategy = strategy
    self.atTop = atTop
    self.patience = patience
    self.after = after
    self.samplesFailureLimit = samplesFailureLimit
    self.settle = settle
    self.failureLimit = failureLimit
    self.onNewRevision = onNewRevision
    self.share = share
    self.checks = checks
    self.hooks = hooks
  }

  package struct Party: Hashable, Sendable {
    package let workload: Workload?
    package let weight: WeightPlace?
  }

  /// Where a party's weight is.
  package enum WeightPlace: Hashable, Sendable {
    /// At its destination in a routing object.
    case destination(DestinationName)
    /// At a value that leads to one, as a chart's.
    case value(YAMLPath, position: SourcePosition)
  }

  /// A destination as the config writes it.
  package struct DestinationName: Hashable, Sendable {
    package let host: String
    package let subset: String?
    package let port: Int?
    package let tags: [String: String]
    package let position: SourcePosition
  }

  /// A rollout that must have succeeded first.
  package struct Predecessor: Hashable, Sendable {
    package let name: RolloutName
    /// Where `after` names it.
    package let position: SourcePosition
  }

  /// The value that holds a revision.
  package struct RevisionPlace: Hashable, Sendable {
    /// Relative to the config's folder.
    package let file: String
    package let path: YAMLPath
    /// The path's.
    package let position: SourcePosition
  }

  package struct ManifestPlace: Hashable, Sendable {
    package enum Route: Hashable, Sendable {
      case name(String)
      case index(Int)
    }

    package let file: String
    /// `KIND/NAME` or `KIND/NAMESPACE/NAME`.
    package let object: String?
    package let route: Route?
    package let position: SourcePosition
  }

  /// The checks of an occasion. In a promotion those of a weight are judged, too, once the baseline
  /// has traffic.
  package func checks(at occasion: Occasion, baselineHasTraffic: Bool = true) -> [CheckConfig] {
    checks.filter { check in
      check.occasions.contains(occasion)
        || occasion == .promotion && baselineHasTraffic && check.occasions.contains(.weight)
    }
  }
}

/// One check with its queries.
package struct CheckConfig: Hashable, Sendable {
  package let check: Check
  package let occasions: Set<Occasion>
  package let questions: Questions
  /// The same asked of the baseline; nil where nothing is known to measure there.
  package let ofBaseline: Questions?
  /// Whether the baseline is to be promoted, and so to be judged.
  private let isPromoted: Bool
  /// Nil for the rollout's own.
  @Shared package var store: StoreSettings?
  /// What Flagger asks for the same; nil where the check was not made of a Canary, or asks just that.
  package let flaggersQuery: String?
  /// Where the limit is written; the check itself for one without.
  package let position: SourcePosition?

  package init(
    check: Check, occasions: Set<Occasion>, questions: Questions, ofBaseline: Questions? = nil,
    isPromoted: Bool = false, store: StoreSettings? = nil, flaggersQuery: String? = nil,
    position: SourcePosition?
  ) {
    self.check = check
    self.occasions = occasions
    self.questions = questions
    self.ofBaseline = ofBaseline
    self.isPromoted = isPromoted
    _store = Shared(wrappedValue: store)
    self.flaggersQuery = flaggersQuery
    self.position = position
  }

  /// What is asked at an occasion.
  package func questions(at occasion: Occasion) -> Questions {
    switch occasion {
    case .start, .weight: questions
    case .promotion: isPromoted ? ofBaseline ?? questions : questions
    }
  }
}

extension RolloutConfig {
  /// Whether all stores can be asked that it names.
  package var hasSoundStores: Bool {
    store.isSound && checks.allSatisfy { $0.store?.isSound ?? true }
  }
}
