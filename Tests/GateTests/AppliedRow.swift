import Testing

/// Files of a work tree, and what lint says of those that Flux or Argo CD would apply.
struct AppliedRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let files: [String: String]
  let config: String
  /// Nil for nothing.
  let says: String?
  let remotes: [String]

  init(
    _ what: String, _ files: [String: String], config: String = "rolloutgate.yaml",
    remotes: [String] = [], says: String?
  ) {
    testDescription = what
    self.files = files
    self.config = config
    self.remotes = remotes
    self.says = says
  }

  static func flux(_ path: String?, more: String = "", name: String = "fleet") -> String {
    """
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: apps
      namespace: flux-system
    spec:
      sourceRef: {kind: GitRepository, name: \(name)}
    \(path.map { "  path: \($0)\n" } ?? "")\(more)
    """
  }

  static func source(_ spec: String) -> String {
    """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: fleet, namespace: flux-system}
    spec: \(spec)

    """
  }

  static func argo(_ source: String, address: String = "https://example.com/fleet") -> String {
    """
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: {name: apps}
    spec:
      source:
        repoURL: \(address)
        \(source)

    """
  }

  static func resources(_ paths: String...) -> String {
    "resources:\n" + paths.map { "  - \($0)\n" }.joined()
  }
}
