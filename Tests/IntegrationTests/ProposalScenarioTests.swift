import Foundation
import LoopbackServers
import Testing

/// Pull requests against a branch whose rollout is at weight 10, judged by a real Prometheus.
@Suite struct ProposalScenarioTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var workload = "healthy"
    /// The weight that the proposal has.
    var weight: Int?
    /// Text of the config, and what the proposal has in its place.
    var config: (old: String, new: String)?
    var revision: String?
    let status: Int32
    let verdict: String
    let decision: String?
    /// What the result says.
    let says: String
  }

  static let rows = [
    Row(
      testDescription: "the next rung", weight: 30, status: 0, verdict: "pass",
      decision: "advance", says: "ADVANCE 10 -> 30: the proposal takes the next step, to 30"),
    Row(
      testDescription: "a jump", weight: 80, status: 1, verdict: "fail", decision: "hold",
      says: "HOLD at 10: the proposal goes to 80, and the next step is 30"),
    Row(
      testDescription: "the next rung of a broken canary", workload: "slow", weight: 30, status: 1,
      verdict: "fail", decision: "hold",
      says: "HOLD at 10: the proposal goes to 30, and no step is to be taken now"),
    Row(
      testDescription: "a roll back", workload: "slow", weight: 0, status: 0, verdict: "pass",
      decision: "rollBack",
      says: "ROLL BACK 10 -> 0: the proposal lowers the weight to 0, which is always allowed"),
    Row(
      testDescription: "a looser limit", config: ("min: 99%", "min: 90%"), status: 0,
      verdict: "not-judged", decision: "hold", says: "at least 90 % instead of 99 %"),
    Row(
      testDescription: "a looser limit and a higher weight", weight: 30,
      config: ("min: 99%", "min: 90%"), status: 1, verdict: "fail", decision: "hold",
      says: "raises the weight and loosens what it is held against: request-success-rate"),
    Row(
      testDescription: "another image", revision: "2.0.0", status: 1, verdict: "fail",
      decision: "hold", says: "brings revision 2.0.0 in place of 1.0.0 at weight 10"),
  ]

  @Test("A pull request gets the answer that the gate would give now", arguments: rows)
  func answers(row: Row) throws {
    let tree = try Self.tree(row.workload, try PrometheusServer.shared().address)
    try Self.propose(row, in: tree)
    let before = try tree.files()
    let reports = try ScratchFolder("reports")
    let run = try Self.check(tree, ["--report", "json=" + reports.path("gate.json")])
    #expect(run.exitStatus == row.status, "\(run)")
    #expect(run.output.contains(row.says), "\(run.output)")
    let report = try GateReport(reading: try reports.read("gate.json"))
    #expect(report.verdict == row.verdict && report.decision == row.decision)
    #expect(!report.changed)
    #expect(try tree.files() == before)
  }

  @Test("An address that a proposal points elsewhere gets no request and no credential")
  func evil() throws {
    let store = try RawServer { _ in RawAnswer.number("1") }
    let evil = try RawServer { _ in RawAnswer.number("1") }
    let tree = try Self.tree("healthy", store.address, settings: ["bearerToken: {env: TOKEN}"])
    try Self.propose(
      Row(
        testDescription: "", weight: 30, config: (store.address, evil.address), status: 1,
        verdict: "fail", decision: "hold", says: ""), in: tree)
    let run = try Self.check(tree, environment: ["TOKEN": "secret-token"])
    #expect(run.exitStatus == 1, "\(run)")
    #expect(run.output.contains("the store is another"))
    #expect(evil.requests.isEmpty)
    #expect(!store.requests.isEmpty)
    #expect(store.requests.allSatisfy { $0.contains("Bearer secret-token") })
    #expect(!(run.output + run.diagnostics).contains("secret-token"))
  }

  @Test("A certificate that a proposal brings along is not trusted")
  func certificate() throws {
    let tree = try Self.tree(
      "healthy", "https://127.0.0.1:1", settings: ["tls: {caFile: ca.pem}", "retry: {attempts: 1}"])
    try tree.repository.folder.write("none\n", to: "ca.pem")
    try tree.repository.commit("A certificate")
    try tree.repository.git("branch", "--force", "base")
    try tree.repository.folder.write("theirs\n", to: "ca.pem")
    try Self.propose(
      Row(
        testDescription: "", weight: 30, status: 2, verdict: "error", decision: nil, says: ""),
      in: tree)
    let run = try Self.check(tree)
    #expect(run.exitStatus == 2, "\(run)")
    #expect((run.output + run.diagnostics).contains("ca.pem is not as base has it"), "\(run)")
  }

  @Test("explain shows what a proposal loosens, and where")
  func explained() throws {
    let tree = try Self.tree("healthy", "http://127.0.0.1:1")
    try Self.propose(
      Row(
        testDescription: "", config: ("max: 5%", "max: 50%"), status: 0, verdict: "",
        decision: nil, says: ""), in: tree)
    let run = try GateRun(["explain", "--base", "base"], in: tree.repository.path)
    #expect(run.exitStatus == 0, "\(run)")
    #expect(
      run.output.hasPrefix(
        "beside base\n  test/healthy: not found: at most 50 % instead of 5 %  (rolloutgate.yaml:"),
      "\(run.output)")
    try tree.repository.git("checkout", "--quiet", "base", "--", ".")
    let same = try GateRun(["explain", "--base", "base"], in: tree.repository.path)
    #expect(same.output.contains("\n  nothing is loosened\n"), "\(same.output)")
  }

  @Test(
    "What --base can't be held against is said",
    arguments: [
      (["--base", "nowhere"], "--base nowhere: Git has no such commit"),
      (["--base=--output=x"], "Git has no such commit"),
      (["--base", "base", "--allow-hooks"], "--base and --allow-hooks"),
      (["--base", "base", "--canary", "a/b", "--p99", "1s"], "--base and --canary"),
    ])
  func refused(arguments: [String], says: String) throws {
    let tree = try Self.tree("healthy", "http://127.0.0.1:1")
    let run = try GateRun(["check"] + arguments, in: tree.repository.path)
    #expect(run.exitStatus == 2, "\(run)")
    #expect((run.output + run.diagnostics).contains(says), "\(run)")
  }

  @Test("A branch without a config holds nothing, and says so")
  func withoutConfig() throws {
    let tree = try Self.tree("healthy", "http://127.0.0.1:1")
    try tree.repository.git("checkout", "--quiet", "--orphan", "empty")
    try tree.repository.git("rm", "--quiet", "--cached", "rolloutgate.yaml")
    try tree.repository.git("commit", "--quiet", "--message", "Without a config")
    try tree.repository.git("branch", "--force", "base")
    let run = try Self.check(tree)
    #expect(run.exitStatus == 0, "\(run)")
    #expect(run.output.contains("base has no rollouts: nothing holds the proposal"), "\(run)")
  }

  /// At weight 10, and the base that a proposal is made for.
  private static func tree(
    _ workload: String, _ address: String, settings: [String] = []
  ) throws -> RolloutTree {
    let tree = try RolloutTree(
      of: workload, weight: 10, store: ["address: \(address)"] + settings)
    try tree.repository.git("branch", "base")
    return tree
  }

  private static func propose(_ row: Row, in tree: RolloutTree) throws {
    let folder = tree.repository.folder
    if let weight = row.weight {
      let text = try folder.read(RolloutTree.manifest)
        .replacing("weight: 90 ", with: "weight: \(100 - weight) ")
        .replacing("weight: 10\n", with: "weight: \(weight)\n")
      try folder.write(text, to: RolloutTree.manifest)
    }
    if let config = row.config {
      let text = try folder.read("rolloutgate.yaml")
      try #require(text.contains(config.old))
      try folder.write(text.replacing(config.old, with: config.new), to: "rolloutgate.yaml")
    }
    if let revision = row.revision { try tree.release(revision) }
    try tree.repository.commit("A proposal")
  }

  private static func check(
    _ tree: RolloutTree, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> GateRun {
    try GateRun(
      ["check", "--base", "base", "--time", FixtureMetrics.evaluationTime] + arguments,
      in: tree.repository.path, environment: environment)
  }
}
