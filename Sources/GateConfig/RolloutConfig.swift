import Analysis
import Diagnostics
import Queries
import Rollouts

/// One rollout of a config, read and checked.
package struct RolloutConfig: Hashable, Sendable {
  package let name: RolloutName
  package let position: SourcePosition
  /// The config's folder, which its paths are relative to; empty for the work tree itself.
  package let folder: String
  package let store: StoreSettings
  package let canary: Party
  package let baseline: Party?
  package let revision: RevisionPlace?
  package let manifest: ManifestPlace?
  package let ladder: Ladder?
  package let settle: Duration
  package let failureLimit: Int
  package let onNewRevision: Situation.OnNewRevision
  /// In the order of the config.
  package let checks: [CheckConfig]

  package struct Party: Hashable, Sendable {
    package let workload: Workload?
    package let destination: DestinationName?
  }

  /// A destination as the config writes it.
  package struct DestinationName: Hashable, Sendable {
    package let host: String
    package let subset: String?
    package let port: Int?
    package let position: SourcePosition
  }

  package struct RevisionPlace: Hashable, Sendable {
    package let file: String
    package let path: String
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

  /// The checks of an occasion.
  package func checks(at occasion: Occasion) -> [CheckConfig] {
    checks.filter { $0.occasions.contains(occasion) }
  }
}

/// One check with its queries.
package struct CheckConfig: Hashable, Sendable {
  package let check: Check
  package let occasions: Set<Occasion>
  package let questions: Questions
  /// Where the limit is written; the check itself for one without.
  package let position: SourcePosition?

  package init(
    check: Check, occasions: Set<Occasion>, questions: Questions, position: SourcePosition?
  ) {
    self.check = check
    self.occasions = occasions
    self.questions = questions
    self.position = position
  }
}
