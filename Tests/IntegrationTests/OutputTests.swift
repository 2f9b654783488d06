import Foundation
import LoopbackServers
import Testing

/// The surfaces that a pipeline sees: exit status, outputs, formats, options and variables.
@Suite struct OutputTests {
  private func tree(of workload: String = "healthy") throws -> RolloutTree {
    try RolloutTree(
      of: workload, store: ["address: " + (try PrometheusServer.shared().address)])
  }

  @Test("GitHub gets its outputs behind those of earlier steps, and annotations")
  func gitHub() throws {
    let tree = try tree(of: "erroring")
    let folder = try ScratchFolder("github")
    try folder.write("earlier=1\n", to: "output")
    let run = try tree.run(environment: [
      "GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": folder.path("output"),
    ])
    #expect(run.exitStatus == 1)
    #expect(run.output.contains("\n::error file=rolloutgate.yaml,line=14,"), "\(run.output)")
    let lines = try folder.read("output").split(separator: "\n")
    #expect(
      lines == [
        "earlier=1", "verdict=fail", "decision=rollBack", "weight=10", "next-weight=0",
        "changed=true", "exit-status=1", "paths<<end_of_paths",
        ".rolloutgate/test/erroring.record", "deploy/virtual-service.yaml", "end_of_paths",
      ])
  }

  @Test("Outside of GitHub Actions, GitHub's variables have no effect")
  func notGitHub() throws {
    let folder = try ScratchFolder("github")
    let run = try tree().run(environment: ["GITHUB_OUTPUT": folder.path("output")])
    #expect(!run.output.contains("::"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("output")))
  }

  @Test("A dotenv report has a line for each value that is known")
  func dotenv() throws {
    let tree = try tree()
    let run = try tree.run(["--report", "dotenv=-", "--format", "quiet"])
    #expect(
      run.output == """
        test/healthy pass advance 10 -> 30
        ROLLOUTGATE_VERDICT=pass
        ROLLOUTGATE_DECISION=advance
        ROLLOUTGATE_WEIGHT=10
        ROLLOUTGATE_NEXT_WEIGHT=30
        ROLLOUTGATE_CHANGED=true
        ROLLOUTGATE_EXIT_STATUS=0
        ROLLOUTGATE_PATHS=.rolloutgate/test/healthy.record,deploy/virtual-service.yaml

        """)
  }

  @Test("With --fail-on fail only what is not known ends with 0 instead")
  func failOn() throws {
    for (workload, status) in [("idle", 0), ("erroring", 1), ("healthy", 0)] {
      #expect(try tree(of: workload).run(["--fail-on", "fail"]).exitStatus == Int32(status))
    }
    let unreachable = try RolloutTree(
      store: ["address: http://127.0.0.1:\(try Loopback.unusedPort())", "retry: {attempts: 1}"])
    #expect(try unreachable.run(["--fail-on", "fail"]).exitStatus == 4)
  }

  @Test("Each format says the verdict and the decision in its own way")
  func formats() throws {
    let words = [
      ("text", "ADVANCE 10 -> 30"), ("gitlab", "test/healthy pass advance 10 -> 30"),
      ("azure", "##[group]test/healthy pass advance 10 -> 30"),
      ("github", "::group::test/healthy pass advance 10 -> 30"),
      ("json", "\"decision\": \"advance\""), ("quiet", "test/healthy pass advance 10 -> 30"),
    ]
    for (format, expected) in words {
      let run = try tree().run(["--format", format])
      #expect(run.exitStatus == 0)
      #expect(run.output.contains(expected), "\(format): \(run.output)")
    }
  }

  @Test("JUnit agrees with the exit status, and the JSON on standard output is that of the report")
  func agreement() throws {
    for (workload, status, failures, errors) in [
      ("healthy", 0, 0...0, 0...0), ("erroring", 1, 1...9, 0...0), ("idle", 3, 0...0, 1...9),
    ] as [(String, Int32, ClosedRange<Int>, ClosedRange<Int>)] {
      let tree = try tree(of: workload)
      let reports = try ScratchFolder("reports")
      let run = try tree.run([
        "--format", "json", "--report", "json=" + reports.path("json"), "--report",
        "junit=" + reports.path("junit.xml"),
      ])
      #expect(run.exitStatus == status)
      #expect(try reports.read("json") == run.output)
      #expect(try GateReport(reading: run.output).exitStatus == Int(status))
      let junit = try JUnitFile(at: reports.path("junit.xml"))
      #expect(failures.contains(junit.count(of: "failure")))
      #expect(errors.contains(junit.count(of: "error")))
    }
  }

  @Test("Each option has its variable, and stands above it")
  func variables() throws {
    let tree = try RolloutTree()
    let reports = try ScratchFolder("reports")
    let variables = [
      "ROLLOUTGATE_WORK_TREE": tree.repository.path,
      "ROLLOUTGATE_PROMETHEUS": try PrometheusServer.shared().address,
      "ROLLOUTGATE_TIME": FixtureMetrics.evaluationTime, "ROLLOUTGATE_WRITE": "1",
      "ROLLOUTGATE_FORMAT": "json", "ROLLOUTGATE_REVISION": "from-the-variable",
      "ROLLOUTGATE_REPORT":
        "junit=\(reports.path("junit.xml"))\ndotenv=\(reports.path("dotenv"))",
    ]
    let elsewhere = try ScratchFolder("elsewhere")
    let run = try GateRun(["run"], in: elsewhere.path, environment: variables)
    #expect(run.exitStatus == 0, "\(run.output)\(run.diagnostics)")
    #expect(try GateReport(reading: run.output).nextWeight == 30)
    #expect(try tree.recorded("revision") == "from-the-variable")
    _ = try JUnitFile(at: reports.path("junit.xml"))
    #expect(try reports.read("dotenv").contains("NEXT_WEIGHT=30"))
    let wrong = variables.merging(["ROLLOUTGATE_PROMETHEUS": "http://127.0.0.1:1"]) { $1 }
    let other = try self.tree()
    let above = try GateRun(
      [
        "run", "--prometheus", try PrometheusServer.shared().address, "--format", "quiet",
        "--dry-run", "-C", other.repository.path,
      ], in: elsewhere.path, environment: wrong)
    #expect(above.exitStatus == 0, "\(above.output)\(above.diagnostics)")
    #expect(above.output == "test/healthy pass advance 10 -> 30\n")
  }

  @Test("Nothing but the answer stands on standard output, and nothing animates")
  func streams() throws {
    let run = try tree().run(["--format", "json", "-v"])
    _ = try GateReport(reading: run.output)
    #expect(run.diagnostics.contains("asked http://"))
    #expect(!(run.output + run.diagnostics).contains("\u{1B}"))
    #expect(!run.diagnostics.contains("\r"))
  }
}
