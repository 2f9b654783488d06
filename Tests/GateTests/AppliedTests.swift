import Gate
import GateConfig
import Outcome
import Testing

/// What lint says of files of the gate that Flux or Argo CD would apply to a cluster.
@Suite struct AppliedTests {
  @Test(
    "lint warns of what Flux would apply although it is no object",
    arguments: AppliedRow.fluxRows)
  func flux(row: AppliedRow) { check(row) }

  @Test(
    "lint warns of what Argo CD would apply although it is no object",
    arguments: AppliedRow.argoRows)
  func argoCD(row: AppliedRow) { check(row) }

  private func check(_ row: AppliedRow) {
    let config = World.config("podinfo")
    var files = row.files
    files[row.config, default: ""] += config
    let folder = row.config.split(separator: "/").dropLast().joined(separator: "/")
    files[folder.isEmpty ? "vs.yaml" : folder + "/vs.yaml"] = World.manifest(["podinfo": 10])
    let world = World(files)
    world.remotes = row.remotes
    let said = Gate.lint(stage(of: world, row.config, in: folder), with: world.effects)
    #expect(said.map(\.description) == [row.says].compactMap(\.self))
  }

  private func stage(of world: World, _ config: String, in folder: String) -> Stage {
    let file = ConfigFile(name: config, folder: folder, bytes: world.files[config] ?? [])
    return Stage(
      command: .run, configuration: readConfigs([file]), revision: "1", evaluatedAt: World.now,
      startedAt: World.now, version: "0", host: "test")
  }

  @Test("A Canary is an object, and may be applied; not so beside a config of ours")
  func canary() {
    let canary = """
      {apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: a, namespace: b},
      spec: {targetRef: {name: a}, analysis: {metrics: [{name: request-duration}]}}}

      """
    for (text, count) in [(canary, 0), (canary + "---\n" + World.config("podinfo"), 1)] {
      let world = World([
        "clusters/prod/apps.yaml": AppliedRow.flux("./apps"), "apps/canary.yaml": text,
      ])
      let said = Gate.lint(stage(of: world, "apps/canary.yaml", in: "apps"), with: world.effects)
      #expect(said.filter { $0.what.hasPrefix("Flux would apply") }.count == count, "\(said)")
    }
  }

  @Test("One warning names the first of many configs, and how many more there are")
  func many() {
    let names = (10..<30).map { "apps/app-\($0)/rolloutgate.yaml" }
    let world = World(["clusters/prod/apps.yaml": AppliedRow.flux("./apps")])
    let configs = names.map { name in
      ConfigFile(name: name, folder: "", bytes: Array("version: 1\nrollouts: []\n".utf8))
    }
    let stage = Stage(
      command: .run, configuration: readConfigs(configs), evaluatedAt: World.now,
      startedAt: World.now, version: "0", host: "test")
    let warnings = Gate.lint(stage, with: world.effects).filter { $0.severity == .warning }
    #expect(
      warnings.map(\.what) == [
        "Flux would apply apps/app-10/rolloutgate.yaml and 19 more, which are no Kubernetes "
          + "objects, and fail"
      ])
  }
}
