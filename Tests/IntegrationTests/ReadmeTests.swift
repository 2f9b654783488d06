import Foundation
import Testing

/// What README.md promises, held against the binary.
@Suite struct ReadmeTests {
  private let readme: String
  private let folder: ScratchFolder

  init() throws {
    readme = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
    folder = try ScratchFolder("readme")
  }

  @Test("Every key of the config's schema is in the section on the config")
  func keys() throws {
    let schema = try GateRun(["schema"], in: folder.path).output
    let json = try JSONSerialization.jsonObject(with: Data(schema.utf8))
    let words = Set(codeSpans(of: section("## The config")).flatMap { $0.split { !isWord($0) } })
    for key in propertyNames(in: json) {
      #expect(words.contains(Substring(key)), "\(key) is not in the section on the config")
    }
  }

  @Test("Every option has its variable among the environment variables")
  func variables() throws {
    let text = section("## Environment variables")
    for command in ["run", "check", "lint", "explain", "status", "apply", "abort", "init"] {
      let help = try GateRun([command, "--help"], in: folder.path).output
      for line in help.split(separator: "\n") {
        guard let option = line.firstMatch(of: /^  (?:-\w, )?--([a-z0-9-]+)/)?.1 else { continue }
        guard !["help", "version", "verbose"].contains(option) else { continue }
        let name = "ROLLOUTGATE_" + option.uppercased().replacing("-", with: "_")
        #expect(text.contains("`\(name)`"), "\(name)")
      }
    }
  }

  @Test("The built-in checks' queries are those that explain prints")
  func queries() throws {
    try folder.write(
      """
      version: 1
      rollouts:
        - name: podinfo
          namespace: test
          canary: {workload: podinfo-canary}
          checks:
            - {check: request-success-rate, min: 99%}
            - {check: request-duration, max: 500ms}
            - {check: response-code-percentage, codes: [404], max: 5%}
      """, to: "rolloutgate.yaml")
    let text = section("## Built-in checks")
    let selector = try #require(text.firstMatch(of: /`(reporter=.*?)`/)?.1)
    let shown = Set(text.matches(of: /\n\w+ {3,}(\S.*)/).map { String($0.1) })
    let asked = try GateRun(["explain"], in: folder.path).output
      .matches(of: /\n {6}\w+ +(\S.*)/).map { String($0.1).replacing(selector, with: "SELECTOR") }
    #expect(shown == Set(asked))
  }

  @Test("The providers that the README names are all that there are")
  func providers() throws {
    let rows = section("## Built-in checks").split(separator: "### Providers")[1]
      .split(separator: "\n").filter { $0.hasPrefix("| `") }
    let named = rows.flatMap { codeSpans(of: String($0.split(separator: "|")[0])) }
    let pages = try GateRun(["explain", "--provider", "all"], in: folder.path).output
    #expect(Set(named) == Set(pages.split(separator: "\n").filter { !$0.hasPrefix(" ") }))
  }

  @Test("The stages that the README names are all that there are")
  func stages() throws {
    let rows = section("## What follows in which case").split(separator: "\n")
      .filter { $0.hasPrefix("| ") }.dropFirst()
    let named = rows.flatMap { codeSpans(of: String($0.split(separator: "|")[3])) }
    #expect(Set(named.map(String.init)) == Set(GoldenStageTests.cases ?? []))
  }

  @Test(
    "The commands from nothing to a gated rollout, and those after them, work as they stand"
  )
  func commands() throws {
    let text = [
      "From nothing to a gated rollout", "Stages of a pipeline", "Driving a rollout by hand",
      "One job decides, another writes",
    ].map { "\n" + section("## " + $0) + "\n" }.joined()
    let commands = text.matches(of: /(?s)\n```sh\n(.*?)\n```\n/).map { String($0.1) }
    #expect(commands.count >= 10)
    let binaries = URL(fileURLWithPath: GateRun.binary).deletingLastPathComponent().path
    let path = try Command.require("sh", ["-c", "echo $PATH"])
      .trimmingCharacters(in: .newlines)
    let script =
      ["set -e", "trap 'kill $(jobs -p); wait' EXIT"] + commands
    let run = try Command.run(
      "bash", ["-c", script.joined(separator: "\n")], in: Repository.path(""),
      environment: ["PATH": binaries + ":" + path, "TMPDIR": folder.path])
    #expect(run.end == .exited(0), "\(run)")
    for promise in [
      "started unverified", "ROLL BACK 30 -> 0", "exit status 1",
      "nothing left to do: the weight is 60 already", "HOLD at 60: held by a person",
      "exit status 3",
      "ADVANCE 60 -> 100", "is applied already",
    ] {
      #expect(run.text.contains(promise), "\(promise): \(run)")
    }
    let shown = text.matches(of: /(?s)\n```\n((?:    verdict|NAME).*?)\n```\n/)
    #expect(shown.count == 2)
    for block in shown { #expect(run.text.contains(block.1), "\(run)") }
  }

  @Test("What the README asks of a JSON report is answered as it says")
  func jsonReport() throws {
    let text = section("## In a pipeline")
      .split(separator: "### The JSON report\n")[1].split(separator: "\n### ")[0]
    let blocks = text.matches(of: /(?s)\n```(?:sh)?\n(.*?)\n```\n/).map { String($0.1) }
    try #require(blocks.count == 2)
    try FileManager.default.copyItem(
      atPath: Repository.path("fixtures/reports/several-rollouts/expected.json"),
      toPath: folder.path("run.json"))
    let said = try Command.require("bash", ["-c", blocks[0]], in: folder.path)
    #expect(said.contains(blocks[1] + "\n"), "\(said)")
  }

  /// The text from a heading to the next of its rank.
  private func section(_ heading: String) -> String {
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("## ") }
      .joined(separator: "\n")
  }

  private func codeSpans(of text: String) -> [Substring] {
    text.matches(of: /`([^`\n]+)`/).map(\.1)
  }

  private func propertyNames(in json: Any) -> Set<String> {
    if let list = json as? [Any] {
      return list.reduce(into: []) { $0.formUnion(propertyNames(in: $1)) }
    }
    guard let object = json as? [String: Any] else { return [] }
    var names: Set<String> = []
    for (key, value) in object {
      if key == "properties", let properties = value as? [String: Any] {
        names.formUnion(properties.keys)
        for property in properties.values { names.formUnion(propertyNames(in: property)) }
      } else {
        names.formUnion(propertyNames(in: value))
      }
    }
    return names
  }
}

private func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
