import Foundation
import Testing

/// A rollout's way through a repository, against a real Prometheus.
@Suite struct RolloutScenarioTests {
  private func store() throws -> [String] {
    ["address: " + (try PrometheusServer.shared().address)]
  }

  @Test("A healthy canary goes up by one rung, and only two lines of the manifest change")
  func advance() throws {
    let tree = try RolloutTree(store: try store())
    let run = try tree.run(["--format", "json"])
    #expect(run.exitStatus == 0, "\(run.diagnostics)")
    #expect(try tree.weight() == 30)
    #expect(try tree.repository.numstat()[RolloutTree.manifest] == "2 2")
    #expect(try tree.recorded("phase") == "Progressing")
    let report = try GateReport(reading: run.output)
    #expect(report.decision == "advance")
    #expect(report.changed)
    #expect(report.paths == [tree.record, RolloutTree.manifest])
    #expect(Set(try tree.repository.numstat().keys) == Set(report.paths))
  }

  @Test(
    "VictoriaMetrics moves a rollout as Prometheus does",
    .enabled(if: VictoriaMetricsServer.isInstalled),
    arguments: [("healthy", 0, 30), ("erroring", 1, 0), ("idle", 3, 10)])
  func victoriaMetrics(workload: String, status: Int, weight: Int) throws {
    let tree = try RolloutTree(
      of: workload, store: ["address: " + (try VictoriaMetricsServer.shared().address)])
    #expect(try tree.run().exitStatus == Int32(status))
    #expect(try tree.weight() == weight)
  }

  @Test("Two rollouts of one manifest each move their own weight, in one run")
  func sharedManifest() throws {
    let tree = try RolloutTree(store: try store())
    let other = try RolloutTree(of: "erroring", weight: 30, store: try store())
    let config = try other.repository.read("rolloutgate.yaml")
    try tree.repository.folder.write(
      try tree.repository.read("rolloutgate.yaml")
        + config.components(separatedBy: "rollouts:\n")[1], to: "rolloutgate.yaml")
    try tree.repository.folder.write(
      [tree, other].map { try $0.repository.read(RolloutTree.manifest) }.joined(separator: "---\n"),
      to: RolloutTree.manifest)
    let name = "manifest: {file: \(RolloutTree.manifest)"
    let text = try tree.repository.read("rolloutgate.yaml").components(separatedBy: name)
    try tree.repository.folder.write(
      text[0] + name + ", object: VirtualService/healthy" + text[1] + name
        + ", object: VirtualService/erroring" + text[2], to: "rolloutgate.yaml")
    try tree.repository.commit("Two rollouts")
    let run = try tree.run(["--format", "json"])
    #expect(run.exitStatus == 1, "\(run.output)")
    #expect(try tree.repository.numstat()[RolloutTree.manifest] == "4 4")
    #expect(
      try GateReport(reading: run.output).paths == [
        tree.record, RolloutTree.manifest, other.record,
      ])
  }

  @Test("A broken limit rolls back, and the same revision does not start again")
  func rollBack() throws {
    let tree = try RolloutTree(of: "erroring", weight: 30, store: try store())
    #expect(try tree.run().exitStatus == 1)
    #expect(try tree.weight() == 0)
    #expect(try tree.recorded("phase") == "Failed")
    let before = try tree.files()
    let again = try tree.run(["--format", "json"])
    #expect(again.exitStatus == 1)
    #expect(try tree.files() == before)
    #expect(try !GateReport(reading: again.output).changed)
  }

  @Test("A new revision starts again at the first rung after a roll back")
  func newRevision() throws {
    let tree = try RolloutTree(of: "erroring", weight: 30, store: try store())
    #expect(try tree.run().exitStatus == 1)
    try tree.release("1.0.1")
    #expect(try tree.run().exitStatus == 0)
    #expect(try tree.weight() == 10)
    #expect(try tree.recorded("revision") == "1.0.1")
  }

  @Test("With a failureLimit of 2, two runs hold and the third rolls back")
  func failureLimit() throws {
    let tree = try RolloutTree(
      of: "erroring", weight: 30, store: try store(), settings: ["failureLimit: 2"])
    let weights = try (1...3).map { number in
      #expect(try tree.run().exitStatus == 1)
      if number < 3 { #expect(try tree.recorded("failedRuns") == "\(number)") }
      return try tree.weight()
    }
    #expect(weights == [30, 30, 0])
  }

  @Test("Without traffic nothing moves")
  func noTraffic() throws {
    let tree = try RolloutTree(of: "idle", store: try store())
    #expect(try tree.run().exitStatus == 3)
    #expect(try tree.repository.numstat()[RolloutTree.manifest] == nil)
  }

  @Test("At weight 0 a rollout starts, after the checks that are for a start")
  func start() throws {
    let check = { (deployment: String) in
      "{name: ready, at: [start], min: 1, query: 'kube_deployment_status_replicas_available"
        + "{deployment=\"\(deployment)\"}'}"
    }
    for (deployment, status, weight) in [("healthy", 0, 10), ("unready", 1, 0)] {
      let tree = try RolloutTree(
        weight: 0, store: try store(), checks: RolloutTree.builtInChecks + [check(deployment)])
      #expect(try tree.run().exitStatus == Int32(status))
      #expect(try tree.weight() == weight)
    }
  }

  @Test("Run after run, a healthy canary climbs to the top and finishes there")
  func wholeLadder() throws {
    let tree = try RolloutTree(weight: 0, store: try store())
    var weights: [Int?] = []
    // A window of 1m, asked every 5 minutes of the fixtures' hour.
    for minute in stride(from: 10, through: 35, by: 5) {
      let run = try GateRun(
        ["run", "--write", "--time", "2026-01-01T00:\(minute):00Z"], in: tree.repository.path)
      #expect(run.exitStatus == 0, "\(run.output)")
      weights.append(try tree.weight())
    }
    #expect(weights == [10, 30, 60, 100, 100, 100])
    #expect(try tree.recorded("phase") == "Succeeded")
    let before = try tree.files()
    #expect(try tree.run().exitStatus == 0)
    #expect(try tree.files() == before)
  }

  @Test("A weight that only just changed is judged too early for a pass, never for a roll back")
  func tooEarly() throws {
    let healthy = try RolloutTree(store: try store())
    #expect(try healthy.run().exitStatus == 0)
    let second = try healthy.run(["--format", "json"])
    #expect(second.exitStatus == 3)
    #expect(
      try GateReport(reading: second.output).checks.map(\.words)
        == Array(repeating: "inconclusive(tooEarly)", count: 3))
    #expect(try healthy.weight() == 30)
  }

  @Test("What a person lowered is not raised again")
  func loweredByPerson() throws {
    let tree = try RolloutTree(store: try store())
    #expect(try tree.run().exitStatus == 0)
    let manifest = try tree.repository.read(RolloutTree.manifest)
    try tree.repository.folder.write(
      manifest.replacing("weight: 30", with: "weight: 0").replacing(
        "weight: 70", with: "weight: 100"), to: RolloutTree.manifest)
    #expect(try tree.run().exitStatus == 1)
    #expect(try tree.weight() == 0)
    #expect(try tree.recorded("phase") == "Failed")
    #expect(try tree.recorded("cause") == "manual")
  }

  @Test("A dry run, and a time that is not now without --write, show the change and write nothing")
  func dryRun() throws {
    for arguments in [["--dry-run"], []] {
      let tree = try RolloutTree(store: try store())
      let before = try tree.files()
      let run = try GateRun(
        ["run", "--time", FixtureMetrics.evaluationTime] + arguments, in: tree.repository.path)
      #expect(run.exitStatus == 0)
      #expect(run.output.contains("+          weight: 30\n"))
      #expect(try tree.files() == before)
    }
  }
}
