import Foundation
import Testing

/// `rolloutgate init` in a work tree.
@Suite struct InitTests {
  private static let route = """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: podinfo}
    spec:
      hosts: [podinfo]
      http:
        - route:
            - {destination: {host: podinfo, subset: primary}, weight: 100}
            - {destination: {host: podinfo, subset: canary}, weight: 0}

    """
  private static let kustomization =
    "namespace: test\nresources: [vs.yaml]\nimages: [{name: podinfo, newTag: 6.0.1}]\n"

  /// One rollout, a chart's template, a manifest of somebody else's code, and one in Git's own folder.
  private func tree() throws -> ScratchFolder {
    let folder = try ScratchFolder("init")
    let files = [
      "apps/podinfo/vs.yaml": Self.route, "apps/podinfo/kustomization.yaml": Self.kustomization,
      "charts/app/templates/vs.yaml": "{{- if .Values.on }}\n" + Self.route + "{{- end }}\n",
      "node_modules/app/vs.yaml": Self.route, ".git/vs.yaml": Self.route,
      "README.md": Self.route, "apps/notes.yaml": "{{ not: yaml",
    ]
    for (name, text) in files { try folder.write(text, to: name) }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.yaml"), withDestinationPath: "apps/podinfo/vs.yaml")
    return folder
  }

  @Test("A config is written that lint, explain and run can read, and what comes next is said")
  func written() throws {
    let folder = try tree()
    let run = try GateRun(["init"], in: folder.path)
    #expect(run.exitStatus == 0)
    #expect(run.diagnostics == "")
    #expect(
      run.output == """
        rolloutgate.yaml is written, with
          test/podinfo: VirtualService/podinfo in apps/podinfo/vs.yaml, canary podinfo, subset canary at 0, baseline podinfo, subset primary
        1 file passed over, since nothing could be read:
          charts/app/templates/vs.yaml:1:1: this looks like a Helm template, which is no YAML yet
        Look at what it calls a guess. Then see whether all fits together, what would be asked, and how the canary does now:
          rolloutgate lint
          rolloutgate explain
          rolloutgate check --prometheus URL

        """)
    let lint = try GateRun(["lint"], in: folder.path)
    #expect(lint.exitStatus == 0, "\(lint.diagnostics)")
    #expect(lint.output == "1 rollout, 0 errors, 0 warnings\n")
    #expect(try GateRun(["explain"], in: folder.path).exitStatus == 0)
    let store = try PrometheusServer.shared().address
    let first = try GateRun(["run", "--prometheus", store, "--format", "quiet"], in: folder.path)
    #expect(first.output == "test/podinfo not-judged start 0 -> 10\n", "\(first.diagnostics)")
  }

  @Test("An existing file is left as it is, whatever it is", arguments: ["file", "folder", "link"])
  func existing(kind: String) throws {
    let folder = try tree()
    switch kind {
    case "file": try folder.write("mine\n", to: "rolloutgate.yaml")
    case "folder": try folder.write("mine\n", to: "rolloutgate.yaml/x")
    default:
      try folder.write("mine\n", to: "other.yaml")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("rolloutgate.yaml"), withDestinationPath: "other.yaml")
    }
    let run = try GateRun(["init"], in: folder.path)
    #expect(run.exitStatus == 2)
    #expect(run.output == "")
    #expect(
      run.diagnostics.contains(kind == "link" ? "other.yaml" : "rolloutgate.yaml"),
      "\(run.diagnostics)")
    let kept = ["file": "rolloutgate.yaml", "folder": "rolloutgate.yaml/x", "link": "other.yaml"]
    #expect(try folder.read(kept[kind] ?? "") == "mine\n")
  }

  @Test("A dry run shows the config, and writes nothing; the same tree gives the same config")
  func dryRun() throws {
    let folder = try tree()
    let shown = try GateRun(
      ["init", "--dry-run", "--prometheus", "http://prometheus:9090"], in: folder.path)
    #expect(shown.exitStatus == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path("rolloutgate.yaml")))
    #expect(shown.diagnostics.contains("  test/podinfo: VirtualService/podinfo in "))
    let elsewhere = try ScratchFolder("elsewhere")
    let written = try GateRun(
      ["init"], in: elsewhere.path,
      environment: [
        "ROLLOUTGATE_WORK_TREE": folder.path, "ROLLOUTGATE_PROMETHEUS": "http://prometheus:9090",
      ])
    #expect(written.exitStatus == 0, "\(written.diagnostics)")
    #expect(try folder.read("rolloutgate.yaml") == shown.output)
    #expect(written.output.contains("  rolloutgate check -C \(folder.path)\n"))
  }

  @Test("A config in another folder finds the same files")
  func otherFolder() throws {
    let folder = try tree()
    let run = try GateRun(["init", "--output", "gates/a b/gate.yaml"], in: folder.path)
    #expect(run.exitStatus == 0, "\(run.diagnostics)")
    #expect(run.output.contains("  rolloutgate lint -f 'gates/a b/gate.yaml'\n"))
    let lint = try GateRun(["lint", "-f", "gates/a b/gate.yaml"], in: folder.path)
    #expect(lint.exitStatus == 0, "\(lint.diagnostics)")
    #expect(lint.output == "1 rollout, 0 errors, 0 warnings\n")
  }

  @Test("Where nothing can be moved, the kinds that are known are named")
  func nothing() throws {
    let folder = try ScratchFolder("init")
    try folder.write("apiVersion: v1\nkind: ConfigMap\n", to: "a.yaml")
    let run = try GateRun(["init"], in: folder.path)
    #expect(run.exitStatus == 2)
    #expect(run.output == "")
    #expect(
      run.diagnostics.hasPrefix("nothing here divides traffic between two destinations"))
    #expect(run.diagnostics.contains("VirtualService of networking.istio.io"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("rolloutgate.yaml")))
  }

  @Test(
    "A wrong command line ends with 2 and writes nothing",
    arguments: [
      ["--output", "../x.yaml"], ["--output", ""], ["--output", "x/"], ["--prometheus", "p:9090"],
      ["-C", "nowhere"], ["-f", "x.yaml"],
    ])
  func wrong(arguments: [String]) throws {
    let folder = try tree()
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    #expect(try GateRun(["init"] + arguments, in: folder.path).exitStatus == 2)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == before)
  }

  @Test("What can't be written ends with 5")
  func unwritable() throws {
    let folder = try tree()
    let run = try GateRun(["init", "--output", ".git/gate.yaml"], in: folder.path)
    #expect(run.exitStatus == 5, "\(run.diagnostics)")
    #expect(run.diagnostics.contains(".git/gate.yaml"))
  }
}
