import Foundation
import LoopbackServers
import Testing

/// A run that is repeated from its saved answers says the same, byte for byte.
@Suite struct RepetitionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let workload: String
    let store: @Sendable () throws -> String
    let status: Int32
  }

  static let cases = [
    Case(
      testDescription: "a pass", workload: "healthy",
      store: { try PrometheusServer.shared().address }, status: 0),
    Case(
      testDescription: "a fail", workload: "erroring",
      store: { try PrometheusServer.shared().address }, status: 1),
    Case(
      testDescription: "no data", workload: "absent",
      store: { try PrometheusServer.shared().address }, status: 3),
    Case(
      testDescription: "nobody there", workload: "healthy",
      store: { "http://127.0.0.1:\(try Loopback.unusedPort())" }, status: 4),
    Case(
      testDescription: "a page in HTML", workload: "healthy",
      store: { try NginxServer.shared().loginPage }, status: 4),
    Case(
      testDescription: "a redirect", workload: "healthy",
      store: { try NginxServer.shared().redirecting }, status: 4),
  ]

  @Test("Repeated without a store, a run gives the same reports and files", arguments: cases)
  func repeated(_ given: Case) throws {
    let store = ["address: " + (try given.store()), "retry: {attempts: 1}"]
    let scratch = try ScratchFolder("answers")
    let answers = scratch.path("answers.json")
    let first = try told(
      of: try RolloutTree(of: given.workload, store: store),
      ["--time", FixtureMetrics.evaluationTime, "--save-answers", answers],
      environment: ["BUILD_URL": "https://ci.example.org/7"])
    #expect(first["exit status"] == "\(given.status)")
    // Everything but the answers is as it was, and the road to the store is closed: a request would
    // go to a proxy that does not exist.
    let again = try told(
      of: try RolloutTree(of: given.workload, store: store), ["--answers", answers],
      environment: ["http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1"])
    #expect(Set(first.keys) == Set(again.keys))
    for (name, text) in first { #expect(again[name] == text, "\(name)") }
  }

  @Test("Answers to another query are no answers to this one")
  func otherQuery() throws {
    let scratch = try ScratchFolder("answers")
    let answers = scratch.path("answers.json")
    let store = ["address: " + (try PrometheusServer.shared().address)]
    #expect(try RolloutTree(store: store).run(["--save-answers", answers]).exitStatus == 0)
    let other = try RolloutTree(of: "slow", store: store)
    let run = try GateRun(["run", "--write", "--answers", answers], in: other.repository.path)
    #expect(run.exitStatus == 4)
    #expect(try other.weight() == 10)
  }

  @Test(
    "Saved answers that are damaged are wrong input, not an answer",
    arguments: ["", "{", "[]", "{\"schema\": 2}", "\u{FFFD}\u{0}"])
  func damaged(text: String) throws {
    let tree = try RolloutTree(store: ["address: http://127.0.0.1:1"])
    try tree.repository.folder.write(text, to: "answers.json")
    let run = try GateRun(["run", "--answers", "answers.json"], in: tree.repository.path)
    #expect(run.exitStatus == 2)
  }

  /// All that a run says and writes, by what it is.
  private func told(
    of tree: RolloutTree, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> [String: String] {
    let reports = try ScratchFolder("reports")
    let kinds = GateRun.reportKinds
    let run = try GateRun(
      ["run", "--write", "--format", "text"] + arguments
        + kinds.flatMap { ["--report", "\($0)=" + reports.path($0)] }, in: tree.repository.path,
      environment: environment)
    var told = try tree.files()
    told["exit status"] = run.exitStatus.map { "\($0)" } ?? "killed"
    told["output"] = run.output
    told["diagnostics"] = run.diagnostics
    for kind in kinds { told["report " + kind] = try reports.all(kind) }
    return told
  }
}
