import YAMLText

extension ManifestObject {
  /// Who takes steps of its own from this object; nil for most.
  package var controller: String? {
    switch (kind, group) {
    case ("Canary", "flagger.app"): "Flagger"
    case ("Rollout", "argoproj.io"): "Argo Rollouts"
    default: nil
    }
  }

  /// Says that a controller has the say here.
  func owned(by controller: String) -> YAMLRefusal {
    YAMLRefusal(
      at: node.position, "\(controller) moves the traffic by itself, from this \(kind)",
      advice: "leave the rollout to \(controller), or name a manifest that it does not own")
  }

  /// Refuses an object whose weights something else writes, or whose commits nothing applies.
  func refuseForeignOwner() throws(YAMLRefusal) {
    if let controller { throw owned(by: controller) }
    guard let metadata = try node.value(at: "metadata") else { return }
    for reference in try metadata.value(at: "ownerReferences")?.list() ?? [] {
      let kind = try reference.value(at: "kind")?.scalar?.text
      guard let owner = Self.ownerKinds.first(where: { $0.kind == kind })?.owner else { continue }
      throw Self.owned(by: owner, reference)
    }
    for field in ["labels", "annotations"] {
      guard let marks = try metadata.value(at: field) else { continue }
      for mark in Self.marks {
        guard let value = try marks.value(at: mark.key), let text = value.scalar?.text,
          mark.values.isEmpty || mark.values.contains(text.lowercased())
        else { continue }
        switch mark.meaning {
        case .owned(let owner): throw Self.owned(by: owner, value)
        case .ignoredByFlux:
          throw YAMLRefusal(
            at: value.position, "\(mark.key) is \(text), so Flux would ignore the commit",
            advice: "remove it, or name the manifest that Flux applies")
        }
      }
    }
  }

  private static func owned(by owner: String, _ node: YAMLNode) -> YAMLRefusal {
    YAMLRefusal(
      at: node.position, "\(owner) writes these weights, and would undo the change",
      advice: "leave the rollout to \(owner), or name a manifest that it does not own")
  }

  private enum Meaning {
    case owned(by: String)
    case ignoredByFlux
  }

  private static let ownerKinds = [("Canary", "Flagger"), ("Rollout", "Argo Rollouts")]
    .map { (kind: $0, owner: $1) }

  /// Labels and annotations, with the values that count, in small letters as Flux compares them; none
  /// for any value.
  private static let marks: [(key: String, values: [String], meaning: Meaning)] = [
    ("app.kubernetes.io/managed-by", ["flagger"], .owned(by: "Flagger")),
    ("app.kubernetes.io/managed-by", ["argo-rollouts"], .owned(by: "Argo Rollouts")),
    ("rollouts.argoproj.io/managed-by", [], .owned(by: "Argo Rollouts")),
    ("rollouts.argoproj.io/managed-by-rollouts", [], .owned(by: "Argo Rollouts")),
    ("argo-rollouts.argoproj.io/managed-by-rollouts", [], .owned(by: "Argo Rollouts")),
    ("flagger.kubernetes.io/original-configuration", [], .owned(by: "Flagger")),
    ("kustomize.toolkit.fluxcd.io/reconcile", ["disabled"], .ignoredByFlux),
    ("kustomize.toolkit.fluxcd.io/ssa", ["ignore", "ifnotpresent"], .ignoredByFlux),
    ("helm.toolkit.fluxcd.io/driftDetection", ["disabled"], .ignoredByFlux),
  ]
}
