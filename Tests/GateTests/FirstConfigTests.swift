import Gate
import GateConfig
import Outcome
import Testing

@Suite struct FirstConfigTests {
  private func written(
    for files: [String: String], at path: String = "rolloutgate.yaml", store: StoreAddress? = nil
  ) -> String {
    FirstConfig(of: Survey(with: World(files).effects)).text(at: path, store: store)
  }

  private func lint(
    _ text: String, at path: String = "rolloutgate.yaml", in files: [String: String],
    revision: String?
  ) -> [String] {
    let world = World(files)
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let file = ConfigFile(name: path, folder: folder, bytes: Array(text.utf8))
    let stage = Stage(
      command: .run, configuration: readConfigs([file]), revision: revision,
      evaluatedAt: World.now, startedAt: World.now, version: "0", host: "test")
    return Gate.lint(stage, with: world.effects).map(\.description)
  }

  @Test(
    "A first config holds what the work tree does, and lint finds no fault in it",
    arguments: FirstConfigRow.all)
  func written(row: FirstConfigRow) {
    let text = written(for: row.files)
    for part in row.holds { #expect(text.contains(part), "\(part)\n\(text)") }
    #expect(lint(text, in: row.files, revision: row.namesRevision ? nil : "x") == [])
    #expect(text.contains("    revision:") == row.namesRevision)
    #expect(written(for: row.files) == text)
  }

  @Test("A route with headers alone is taken, and no path of testers beside another is")
  func testers() {
    let files = [
      "vs.yaml": FirstConfigRow.istio(
        ["host: a": 100, "host: a-canary": 0], more: ["match: [{headers: {x: {exact: y}}}]"])
    ]
    #expect(written(for: files).components(of: "- name: ") == 1)
  }

  @Test("Paths are written from the config's own folder")
  func folder() {
    let files = [
      "apps/podinfo/vs.yaml": FirstConfigRow.weighted,
      "apps/podinfo/kustomization.yaml": "images: [{name: podinfo, newTag: '1'}]\n",
    ]
    for (path, prefix) in [
      ("apps/gate.yaml", "podinfo/"), ("gates/x/gate.yaml", "\"../../apps/podinfo/"),
    ] {
      let text = written(for: files, at: path)
      #expect(text.contains("file: \(prefix)vs.yaml"), "\(text)")
      #expect(text.contains("file: \(prefix)kustomization.yaml"), "\(text)")
      #expect(lint(text, at: path, in: files, revision: "x") == [])
    }
  }

  @Test(
    "Whatever files, objects and destinations are called, the config is read as it is meant",
    arguments: [
      "a: b", "a #b", "a\nb", "a\u{2028}b", "'\"{}[]", "*a", "1.10", "é 😀", "%YAML", "- x",
    ])
  func hostile(name: String) {
    let path = "\(name)/\(name).yaml"
    let quoted = "'\(name.replacing("'", with: "''").replacing("\n", with: "\n\n"))'"
    let files = [
      path: FirstConfigRow.istio(
        ["host: app, subset: \(quoted)": 100, "host: app, subset: canary": 0], name: quoted)
    ]
    let text = written(for: files)
    #expect(lint(text, in: files, revision: "x") == [], "\(text)")
  }

  @Test("The example of a check of one's own is one, once it is no comment")
  func ownCheck() {
    let files = ["route.yaml": FirstConfigRow.gateway(["name: app": 9, "name: app-canary": 1])]
    let text = written(for: files).split(separator: "\n").map { line in
      line.hasPrefix("      # - ") || line.hasPrefix("      #   ")
        ? String(line.replacing("# ", with: "", maxReplacements: 1)) : String(line)
    }.joined(separator: "\n")
    #expect(text.contains("\n      - name: success rate\n        unit: percent\n"))
    #expect(lint(text, in: files, revision: "x") == [])
  }

  @Test("The store's address is written where it is given, and left out where not")
  func store() {
    let files = ["vs.yaml": FirstConfigRow.weighted]
    let address = StoreAddress("http://prometheus:9090/x")
    #expect(
      written(for: files, store: address).contains(
        "\nprometheus:\n  address: \"http://prometheus:9090/x\"\nrollouts:\n"))
    #expect(written(for: files).contains("\n# prometheus:\n#   address: http://"))
    #expect(lint(written(for: files, store: address), in: files, revision: "x") == [])
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
