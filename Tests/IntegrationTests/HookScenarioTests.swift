import Foundation
import LoopbackServers
import Synchronization
import Testing

/// Whole runs with hooks: a desk that is asked over HTTP, and programs.
@Suite struct HookScenarioTests {
  /// A rollout at a weight whose one check passes now, with hooks below the given address.
  private static func tree(weight: Int, hooks: [String]) throws -> (RolloutTree, RawServer) {
    let store = try RawServer { _ in RawAnswer.numberOfNow("1") }
    let tree = try RolloutTree(
      weight: weight, store: ["address: \(store.address)"],
      settings: ["hooks:"] + hooks.map { "  - " + $0 },
      checks: ["{name: own, query: up, min: 1}"])
    return (tree, store)
  }

  @Test("A desk that says no holds the weight, and is told of as it is in every report")
  func refusal() throws {
    let desk = try RawServer { request in
      request.contains("/freeze")
        ? RawAnswer.body(
          "no ]]> \u{1B}[31m ::error::x", status: "403 Forbidden", type: "text/plain")
        : RawAnswer.json("{}")
    }
    let (tree, store) = try Self.tree(
      weight: 10,
      hooks: [
        #"{type: rollout, name: load, url: "\#(desk.address)/load", metadata: {cmd: "hey -z 1m"}}"#,
        #"{type: rollback, url: "\#(desk.address)/freeze"}"#,
        #"{type: confirm-traffic-increase, name: desk, url: "\#(desk.address)/freeze"}"#,
      ])
    let reports = try ScratchFolder("reports")
    let run = try GateRun(
      [
        "run", "--report", "junit=" + reports.path("junit.xml"),
        "--report", "json=" + reports.path("report.json"),
      ], in: tree.repository.path)
    #expect(run.exitStatus == 3, "\(run)")
    #expect(try tree.weight() == 10)
    #expect(run.output.contains("HOLD at 10: confirm-traffic-increase is not given by desk"))
    #expect(run.output.contains("hook    load (rollout) passed: HTTP 200"))
    #expect(run.output.contains("hook    desk (confirm-traffic-increase) does not agree: HTTP 403"))
    #expect(!run.output.contains("\u{1B}[31m") && !run.output.contains("\n::error::"))
    let junit = try JUnitFile(at: reports.path("junit.xml"))
    #expect(junit.count(of: "error") == 1 && junit.count(of: "failure") == 0)
    #expect(junit.text.contains(#"type="Hook""#))
    // Flagger's payload, to the letter.
    let payload = try #require(desk.requests.first).components(separatedBy: "\r\n\r\n")[1]
    let body = try JSONSerialization.jsonObject(with: Data(payload.utf8)) as? [String: Any]
    #expect(body?["name"] as? String == "healthy")
    #expect(body?["namespace"] as? String == "test")
    #expect(body?["phase"] as? String == "Progressing")
    #expect(body?["metadata"] as? [String: String] == ["cmd": "hey -z 1m"])
    #expect((body?["checksum"] as? String)?.count == 8)
    #expect(store.requests.count == 1)
  }

  @Test("A program reads the decision, and its exit status decides")
  func program() throws {
    let script = """
      #!/bin/sh
      cat > decision.json
      exit "$(cat status)"

      """
    let (tree, store) = try Self.tree(
      weight: 10,
      hooks: [
        "{type: confirm-traffic-increase, name: smoke, command: [sh, smoke.sh], timeout: 1m}"
      ])
    try tree.repository.folder.write(script, to: "smoke.sh")
    try tree.repository.folder.write("1", to: "status")
    let held = try GateRun(["run"], in: tree.repository.path)
    #expect(held.exitStatus == 3, "\(held)")
    #expect(try tree.weight() == 10)
    #expect(held.output.contains("smoke (confirm-traffic-increase) does not agree: exit 1"))

    try tree.repository.folder.write("0", to: "status")
    let run = try GateRun(["run"], in: tree.repository.path)
    #expect(run.exitStatus == 0, "\(run)")
    #expect(try tree.weight() == 30)
    let text = try tree.repository.read("decision.json")
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(read?["decision"] as? String == "advance")
    #expect(read?["from"] as? Int == 10 && read?["to"] as? Int == 30)
    #expect(read?["reasons"] as? [String] != nil)
    #expect(store.requests.count == 2)
  }

  @Test("Once a hook asks for it, or fails, the traffic is taken back, and the end is told")
  func rollBack() throws {
    for hook in ["rollback", "rollout"] {
      let desk = try RawServer { request in
        let isFailing = hook == "rollout" && request.contains("/rollout")
        return RawAnswer.body(
          "", status: isFailing ? "500 Internal Server Error" : "200 OK", type: "text/plain")
      }
      let (tree, store) = try Self.tree(
        weight: 30,
        hooks: [
          #"{type: \#(hook), url: "\#(desk.address)/\#(hook)"}"#,
          #"{type: post-rollout, url: "\#(desk.address)/end"}"#,
        ])
      let run = try GateRun(["run"], in: tree.repository.path)
      #expect(run.exitStatus == 1, "\(run)")
      #expect(try tree.weight() == 0)
      #expect(try tree.recorded("cause") == (hook == "rollback" ? "hook" : "limit"))
      #expect(desk.requests.last?.contains(#""phase":"Failed""#) == true)
      #expect(store.requests.count == 1)
    }
  }

  @Test("Programs never run in check unless it is told to, nor in a dry run")
  func check() throws {
    let (tree, store) = try Self.tree(
      weight: 10, hooks: ["{type: rollout, name: mark, command: [touch, called]}"])
    func isCalled() -> Bool {
      FileManager.default.fileExists(atPath: tree.repository.path + "/called")
    }
    for arguments in [["check"], ["run", "--dry-run"]] {
      #expect(try GateRun(arguments, in: tree.repository.path).exitStatus == 0)
      #expect(!isCalled(), "\(arguments)")
    }
    #expect(try GateRun(["check", "--allow-hooks"], in: tree.repository.path).exitStatus == 0)
    #expect(isCalled())
    #expect(store.requests.count == 3)
  }

  @Test("apply asks the hooks that the dry run could not, and goes by what they say")
  func apply() throws {
    let isOpen = Atomic(false)
    let desk = try RawServer { _ in
      RawAnswer.body(
        "", status: isOpen.load(ordering: .relaxed) ? "200 OK" : "403 Forbidden", type: "text/plain"
      )
    }
    let (tree, store) = try Self.tree(
      weight: 10,
      hooks: [#"{type: confirm-traffic-increase, name: desk, url: "\#(desk.address)/"}"#])
    let reports = try ScratchFolder("reports")
    let decision = reports.path("decision.json")
    let judged = try GateRun(
      ["run", "--dry-run", "--report", "json=" + decision], in: tree.repository.path)
    #expect(judged.exitStatus == 0 && desk.requests.isEmpty)
    let refused = try GateRun(["apply", "--decision", decision], in: tree.repository.path)
    #expect(refused.exitStatus == 3, "\(refused)")
    #expect(refused.output.contains("confirm-traffic-increase is not given by desk"))
    #expect(try tree.weight() == 10)
    isOpen.store(true, ordering: .relaxed)
    let applied = try GateRun(["apply", "--decision", decision], in: tree.repository.path)
    #expect(applied.exitStatus == 0, "\(applied)")
    #expect(try tree.weight() == 30)
    #expect(desk.requests.count == 2 && store.requests.count == 1)
  }
}
