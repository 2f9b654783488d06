import LoopbackServers
import Testing

/// Faults of a config as a whole: what is written around the rollouts.
@Suite struct ConfigFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What `version: 1` becomes.
    let beginning: String
    let position: String
  }

  static let cases = [
    Case(testDescription: "another version", beginning: "version: 2", position: "1:10"),
    Case(
      testDescription: "a misspelt section, whose tenant would not be named",
      beginning: "version: 1\npromethues: {headers: {X-Scope-OrgID: a}}", position: "2:1"),
    Case(
      testDescription: "a section given twice",
      beginning: "version: 1\nprometheus: {timeout: 5s}\nprometheus: {timeout: 6s}",
      position: "3:1"),
  ]

  @Test(
    "Where a config is wrong around its rollouts, none of them is asked for or raised",
    arguments: cases)
  func around(_ given: Case) throws {
    let store = try RawServer { _ in RawAnswer.number("1") }
    let tree = try RolloutTree(weight: 0)
    let config = try tree.repository.read("rolloutgate.yaml")
    try tree.repository.folder.write(
      config.replacing("version: 1", with: given.beginning), to: "rolloutgate.yaml")
    let before = try tree.files()
    let run = try tree.run(["--prometheus", store.address])
    #expect(run.exitStatus == 2)
    #expect(run.output.contains("rolloutgate.yaml:\(given.position): "), "\(run.output)")
    #expect(run.output.contains("not run, since the config around it is wrong"))
    #expect(store.requests.isEmpty)
    #expect(try tree.files() == before)
  }

  @Test("A rollout that can't be found does not hide why its config can't be read")
  func hidden() throws {
    let tree = try RolloutTree()
    try tree.repository.folder.write("version: 1\nrollouts: [\n", to: "rolloutgate.yaml")
    let run = try tree.run(["--rollout", "healthy"])
    #expect(run.exitStatus == 2)
    #expect(run.output.contains("no rollout is called \"healthy\""), "\(run.output)")
    #expect(run.output.contains("rolloutgate.yaml:3:1: "), "\(run.output)")
  }

  @Test("Without a subcommand nothing is judged, and nothing ends with 0")
  func noSubcommand() throws {
    let folder = try ScratchFolder("empty")
    let run = try GateRun([], in: folder.path)
    #expect(run.exitStatus == 2)
    #expect(run.diagnostics.contains("no subcommand is given"))
  }

  @Test("A flag's variable that is neither on nor off is refused, and nothing is written")
  func unclearFlag() throws {
    let tree = try RolloutTree(weight: 0)
    let before = try tree.files()
    let run = try tree.run(environment: ["ROLLOUTGATE_DRY_RUN": "on"])
    #expect(run.exitStatus == 2)
    #expect(run.diagnostics.contains("dry-run"), "\(run.diagnostics)")
    #expect(try tree.files() == before)
    let off = try tree.run(environment: ["ROLLOUTGATE_DRY_RUN": "no"])
    #expect(off.exitStatus == 0)
    #expect(try tree.weight() == 10)
  }

  @Test("Every flag has its variable")
  func verbose() throws {
    let tree = try RolloutTree(
      store: ["address: " + (try PrometheusServer.shared().address)])
    let run = try tree.run(["--dry-run"], environment: ["ROLLOUTGATE_VERBOSE": "1"])
    let asked = run.diagnostics.split(separator: "\n").filter { $0.hasPrefix("asked http://") }
    let pattern = /asked http:\/\/[0-9.:]+ for [0-9TZ:.-]+, [0-9]+\.[0-9]{3} s: .+ <- .+/
    #expect(asked.count > 3 && asked.allSatisfy { $0.firstMatch(of: pattern) != nil })
  }
}
