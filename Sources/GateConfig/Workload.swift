import Rollouts

/// What is measured: a workload in a namespace.
package struct Workload: Hashable, Sendable {
  package let namespace: String
  package let name: String

  /// `NAME`, or `NAMESPACE/NAME` where it differs from the rollout's.
  package init?(_ text: String, in namespace: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: (self.namespace, name) = (namespace, parts[0])
    case 2: (self.namespace, name) = (parts[0], parts[1])
    default: return nil
    }
    guard RolloutName.isLabel(self.namespace), RolloutName.isSubdomain(name) else { return nil }
  }

  static func isWritten(as text: String) -> Bool {
    Workload(text, in: "default") != nil
  }
}
