import Foundation
import LoopbackServers
import Testing

/// A run that is killed at any of its steps leaves whole files, and the next run ends as it would
/// have ended.
@Suite(.serialized, .enabled(if: SystemCall.canBeTraced)) struct KillTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let workload: String
    let weight: Int
    /// Runs before the one that is killed.
    var runsBefore = 0
    var settings: [String] = []
    let status: Int32
    let weightAfter: Int
  }

  static let cases = [
    Case(
      testDescription: "an advance", workload: "healthy", weight: 10, status: 0, weightAfter: 30),
    Case(testDescription: "a start", workload: "healthy", weight: 0, status: 0, weightAfter: 10),
    Case(
      testDescription: "a roll back, with a record", workload: "erroring", weight: 30,
      runsBefore: 1, settings: ["failureLimit: 1"], status: 1, weightAfter: 0),
  ]

  @Test(
    "Killed at any step, a run leaves each file old or new, and the next run completes it",
    arguments: cases)
  func kill(_ given: Case) throws {
    let answers = try ScratchFolder("answers")
    let before = try tree(given)
    let live = try before.run(["--dry-run", "--save-answers", answers.path("answers.json")])
    #expect(live.exitStatus == given.status, "\(live.diagnostics)")
    // Without a store a run makes the same system calls each time.
    let arguments = ["run", "--write", "--answers", answers.path("answers.json")]

    let whole = try tree(given)
    let old = try whole.files()
    let steps = try SystemCall.steps(of: arguments, in: whole.repository.path)
    let new = try whole.files()
    #expect(try whole.weight() == given.weightAfter)
    // Opened, written, closed: three files take their names, each with its synced bytes and folder;
    // a new one by a link.
    #expect(steps.filter { ["rename", "link"].contains($0.name) }.count == 3)
    #expect(steps.filter { $0.name == "fsync" }.count >= 6)

    var records: Set<String> = []
    for step in steps {
      let tree = try tree(given)
      let end = try step.kill(arguments, in: tree.repository.path)
      #expect(end == .signalled(SIGKILL), "\(step) was not reached")
      let left = try tree.files()
      #expect(
        [old, new].contains { $0[RolloutTree.manifest] == left[RolloutTree.manifest] }, "\(step)")
      if let record = left[tree.record] { records.insert(record) }
      let strays = Set(left.keys).subtracting(old.keys).subtracting(new.keys)
      #expect(strays.allSatisfy { $0.hasSuffix(".tmp") }, "\(step) left \(strays)")

      let isDone = left[tree.record] == new[tree.record]
      let next = try tree.run()
      if !isDone { #expect(next.exitStatus == given.status, "after \(step): \(next.output)") }
      #expect(try tree.files() == new, "after \(step)")
    }
    records.subtract([old, new].compactMap { $0[whole.record] })
    #expect(records.count == 1, "besides the old and the new record there is only the opened one")
    #expect(records.allSatisfy { $0.contains("\nintent:\n") && $0.hasSuffix("\n...\n") })
  }

  @Test("Asked to stop at any step of its writes, a run makes them all and ends as ever")
  func stop() throws {
    let given = Self.cases[0]
    let answers = try ScratchFolder("answers")
    _ = try tree(given).run(["--dry-run", "--save-answers", answers.path("answers.json")])
    let arguments = ["run", "--write", "--answers", answers.path("answers.json")]
    let whole = try tree(given)
    let steps = try SystemCall.steps(of: arguments, in: whole.repository.path)
    let new = try whole.files()
    for step in steps {
      let tree = try tree(given)
      #expect(
        try step.stop(arguments, in: tree.repository.path) == .exited(given.status), "\(step)")
      #expect(try tree.files() == new, "\(step)")
    }
  }

  @Test("Where the disk fails at any step, a run ends with 5, and the next one completes it")
  func fail() throws {
    let given = Self.cases[0]
    let answers = try ScratchFolder("answers")
    _ = try tree(given).run(["--dry-run", "--save-answers", answers.path("answers.json")])
    let arguments = ["run", "--write", "--answers", answers.path("answers.json")]
    let whole = try tree(given)
    let old = try whole.files()
    let steps = try SystemCall.steps(of: arguments, in: whole.repository.path)
    let new = try whole.files()
    // Without the owner's rights a file is still written, and where links are not to be had a name is
    // taken by renaming; the rest is cleaning up.
    for step in steps where !["fchown", "link", "unlink"].contains(step.name) {
      let tree = try tree(given)
      let end = try step.fail(arguments, in: tree.repository.path, with: "ENOSPC")
      #expect(end == .exited(5), "\(step)")
      let left = try tree.files()
      #expect(
        [old, new].contains { $0[RolloutTree.manifest] == left[RolloutTree.manifest] }, "\(step)")
      #expect(Set(left.keys).isSubset(of: new.keys), "\(step) left something behind")
      let next = try tree.run()
      if left[tree.record] != new[tree.record] { #expect(next.exitStatus == 0, "after \(step)") }
      #expect(try tree.files() == new, "after \(step)")
    }
  }

  @Test("A roll back that was begun is completed although the store is gone")
  func completedWithoutStore() throws {
    let given = Self.cases[2]
    let answers = try ScratchFolder("answers")
    _ = try tree(given).run(["--dry-run", "--save-answers", answers.path("answers.json")])
    let arguments = ["run", "--write", "--answers", answers.path("answers.json")]
    let whole = try tree(given)
    let steps = try SystemCall.steps(of: arguments, in: whole.repository.path)
    let manifestRename = try #require(steps.filter { $0.name == "rename" }.dropFirst().first)
    let tree = try tree(given)
    #expect(try manifestRename.kill(arguments, in: tree.repository.path) == .signalled(SIGKILL))
    #expect(try tree.weight() == 30)
    let port = try Loopback.unusedPort()
    let next = try tree.run(["--prometheus", "http://127.0.0.1:\(port)"])
    #expect(next.exitStatus == 1, "\(next.output)")
    #expect(try tree.weight() == 0)
    #expect(try tree.recorded("phase") == "Failed")
  }

  private func tree(_ given: Case) throws -> RolloutTree {
    let tree = try RolloutTree(
      of: given.workload, weight: given.weight,
      store: ["address: " + (try PrometheusServer.shared().address)], settings: given.settings)
    for _ in 0..<given.runsBefore { #expect(try tree.run().exitStatus == given.status) }
    return tree
  }
}
