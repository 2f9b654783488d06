import Foundation
import LoopbackServers
import Testing

/// Two runs in one work tree at once: one goes first, the other builds on what it wrote, or says
/// that it was overtaken.
@Suite struct TwoRunsTests {
  private static let checks = ["{name: own, query: up, min: 1}"]

  @Test("Of two runs of one decision, exactly one carries it out", arguments: [0, 10])
  func together(weight: Int) throws {
    let store = try RawServer { _ in RawAnswer.number("1") }
    let settings = ["address: \(store.address)"]
    let folder = try ScratchFolder("answers")
    let answers = folder.path("answers.json")
    let source = try RolloutTree(store: settings, checks: Self.checks)
    #expect(try source.run(["--dry-run", "--save-answers", answers]).exitStatus == 0)

    for round in 0..<20 {
      let tree = try RolloutTree(weight: weight, store: settings, checks: Self.checks)
      let arguments = ["run", "--write", "--answers", answers]
      let runs = try (0..<2).map { _ in try RunningGate(arguments, in: tree.repository.path) }
      let ends = runs.map { $0.exitStatus(within: 60) }
      // The other one finds the new weight, too young to be judged, or says that it was overtaken.
      #expect(ends.contains(0) && (ends.contains(3) || ends.contains(5)), "round \(round): \(ends)")

      let next = weight == 0 ? 10 : 30
      #expect(try tree.weight() == next, "round \(round)")
      #expect(try tree.recorded("weight") == "\(next)")
      #expect(try !tree.repository.read(tree.record).contains("intent:"))
      let changes = try tree.repository.numstat()
      #expect(Set(changes.keys) == [RolloutTree.manifest, tree.record])
      #expect(changes[RolloutTree.manifest] == "2 2")
      // Both are whole: a third run can read them, and holds.
      let third = try GateRun(arguments, in: tree.repository.path)
      #expect(third.exitStatus == 3, "\(third)")
    }
  }

  @Test("A run that finds another under way waits, and decides on what that one wrote")
  func waiting() throws {
    let isAsked = DispatchSemaphore(value: 0)
    let mayAnswer = DispatchSemaphore(value: 0)
    let store = try RawServer { _ in
      isAsked.signal()
      mayAnswer.wait()
      return RawAnswer.number("1")
    }
    let tree = try RolloutTree(store: ["address: \(store.address)"], checks: Self.checks)
    let first = try RunningGate(Self.arguments, in: tree.repository.path)
    #expect(isAsked.wait(timeout: .now() + 30) == .success)
    let second = try RunningGate(Self.arguments, in: tree.repository.path)
    Self.waitUntil { (try? second.diagnostics().contains("waiting up to")) ?? false }
    #expect(store.requests.count == 1)
    for _ in 0..<2 { mayAnswer.signal() }
    #expect(first.exitStatus(within: 60) == 0)
    #expect(second.exitStatus(within: 60) == 3)
    #expect(try second.diagnostics().contains("(rolloutgate), which has this work tree"))
    #expect(try tree.weight() == 30)
  }

  private static let arguments = ["run", "--time", FixtureMetrics.evaluationTime, "--write"]

  @Test("A run that was killed does not keep the next one waiting")
  func killed() throws {
    let isAsked = DispatchSemaphore(value: 0)
    let silent = try RawServer { _ in
      isAsked.signal()
      return nil
    }
    let tree = try RolloutTree(
      store: ["address: \(silent.address)", "timeout: 5m"], checks: Self.checks)
    let first = try RunningGate(Self.arguments, in: tree.repository.path)
    #expect(isAsked.wait(timeout: .now() + 30) == .success)
    kill(first.processIdentifier, SIGKILL)
    #expect(first.exitStatus(within: 60) == nil)
    let store = try RawServer { _ in RawAnswer.number("1") }
    let next = try tree.run(["--prometheus", store.address])
    #expect(next.exitStatus == 0)
    #expect(!next.diagnostics.contains("waiting"))
  }

  @Test("A work tree that stays another's is given up after a while, with 5 and without a trace")
  func held() throws {
    let store = try RawServer { _ in RawAnswer.number("1") }
    let tree = try RolloutTree(store: ["address: \(store.address)"], checks: Self.checks)
    let before = try tree.files()
    let folder = unsafe open(tree.repository.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(folder) }
    #expect(flock(folder, LOCK_EX) == 0)

    let reports = try ScratchFolder("reports")
    let patient = try RunningGate(
      Self.arguments + ["--report", "json=" + reports.path("report.json")],
      in: tree.repository.path)
    let stopped = try RunningGate(Self.arguments, in: tree.repository.path)
    Self.waitUntil { (try? stopped.diagnostics().contains("waiting up to")) ?? false }
    kill(stopped.processIdentifier, SIGTERM)
    #expect(stopped.exitStatus(within: 60) == 5)
    #expect(try stopped.output().contains("not written: stopped while waiting for"))

    // Nor does apply end without the reports that it was asked for.
    let application = try RunningGate(
      ["apply", "--decision", "any.json", "--report", "junit=" + reports.path("junit.xml")],
      in: tree.repository.path)
    Self.waitUntil { (try? application.diagnostics().contains("waiting up to")) ?? false }
    kill(application.processIdentifier, SIGTERM)
    #expect(application.exitStatus(within: 60) == 5)
    #expect(try JUnitFile(at: reports.path("junit.xml")).count(of: "error") == 1)

    // Who writes nothing need not wait.
    let check = try GateRun(
      ["check", "--time", FixtureMetrics.evaluationTime], in: tree.repository.path)
    #expect(check.exitStatus == 0, "\(check)")
    #expect(try tree.run(["--dry-run"]).exitStatus == 0)
    let asked = store.requests.count

    #expect(patient.exitStatus(within: 60) == 5)
    #expect(
      try patient.output().contains("has had this work tree for 10 s"))
    let report = try GateReport(reading: try reports.read("report.json"))
    #expect(report.exitStatus == 5 && !report.changed)
    #expect(report.verdict == "error")
    #expect(try tree.files() == before)
    #expect(store.requests.count == asked)
  }

  private static func waitUntil(_ isSo: () -> Bool) {
    for _ in 0..<6_000 {
      if isSo() { return }
      usleep(5_000)
    }
  }
}
