import Diagnostics
import Manifests
import Rollouts

/// One rollout of a first config: facts of the work tree, and what was guessed where it has none.
struct FirstRollout {
  /// Canary or baseline.
  struct Party {
    /// `NAME`, or `NAMESPACE/NAME` where that is another than the rollout's.
    let workload: String
    let isGuessed: Bool
    /// As the config names it.
    let destination: Destination
  }

  /// Unique in its namespace.
  var name: String
  let namespace: FoundNamespace
  /// `VirtualService/test/podinfo`.
  let object: String
  let isIstios: Bool
  let position: SourcePosition
  let canary: Party
  /// Nil where nobody writes its weight.
  let baseline: Party?
  let namesHosts: Bool
  /// By what canary and baseline were guessed.
  let reason: String
  let revision: FoundRevision?
  let file: String
  let selector: ObjectSelector?
  let route: RouteSelector?
  let total: Int
  let rungs: [Int]
  /// What the canary has now, in parts of the total.
  let weight: Weight
}

/// Why an object is no rollout of the first config.
struct LeftAlone: Error {
  let object: String
  let position: SourcePosition
  let why: String

  init(_ object: ManifestObject, at position: SourcePosition? = nil, why: String) {
    self.object = "\(object)"
    self.position = position ?? object.node.position
    self.why = why
  }
}
