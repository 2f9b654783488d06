import Testing

/// Configs that lie where Flux or Argo CD applies everything.
@Suite struct AppliedTests {
  private static let kustomization = """
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: apps
      namespace: flux-system
    spec:
      interval: 10m
      sourceRef: {kind: GitRepository, name: flux-system}
      path: ./
      prune: true
    ---
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata:
      name: flux-system
      namespace: flux-system
    spec:
      url: ssh://git@example.com/team/fleet

    """
  private static let warning =
    "clusters/prod/apps.yaml:9:9: warning: Flux would apply rolloutgate.yaml, which is no Kubernetes "
    + "object, and fail; add it to .sourceignore, or list the resources in kustomization.yaml"

  private func tree() throws -> RolloutTree {
    let tree = try RolloutTree()
    try tree.repository.folder.write(Self.kustomization, to: "clusters/prod/apps.yaml")
    return tree
  }

  private func lint(_ tree: RolloutTree) throws -> GateRun {
    try GateRun(["lint"], in: tree.repository.path)
  }

  @Test("lint warns of a config that Flux would apply, and ends with 0")
  func flux() throws {
    let run = try lint(try tree())
    #expect(run.exitStatus == 0)
    #expect(run.diagnostics == Self.warning + "\n")
    #expect(run.output == "1 rollout, 0 errors, 1 warning\n")
  }

  @Test(
    "What takes the config out of Flux's way takes the warning away",
    arguments: [
      (".sourceignore", "/rolloutgate.yaml\n"),
      ("kustomization.yaml", "resources: [deploy]\n"),
    ])
  func mended(file: String, text: String) throws {
    let tree = try tree()
    try tree.repository.folder.write(text, to: file)
    let run = try lint(tree)
    #expect(run.exitStatus == 0)
    #expect(run.diagnostics == "")
  }

  @Test(
    "A path in another repository is not looked for in this one",
    arguments: [
      ("https://example.com/other/app.git", ""), ("git@mirror.example.com:me/Fleet.git", warning),
    ])
  func remotes(address: String, expected: String) throws {
    let tree = try tree()
    try tree.repository.git("remote", "add", "origin", address)
    #expect(try lint(tree).diagnostics == (expected.isEmpty ? "" : expected + "\n"))
  }

  @Test("What others wrote, and what Git keeps, is not looked into")
  func others() throws {
    let tree = try RolloutTree()
    for folder in ["node_modules/x", ".cache", ".git/x"] {
      try tree.repository.folder.write(Self.kustomization, to: folder + "/apps.yaml")
    }
    #expect(try lint(tree).diagnostics == "")
  }
}
