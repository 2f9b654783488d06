import Foundation
import LoopbackServers
import Testing

/// What happens around a run while it waits for its store: people who edit, and pipelines that stop.
@Suite struct DisturbanceTests {
  /// A rollout with one check, whose store runs `meanwhile` before it answers.
  private func disturbed(
    by meanwhile: @escaping @Sendable (_ path: String) -> Void
  ) throws -> (tree: RolloutTree, run: GateRun, store: RawServer) {
    let folder = Mailbox<String>()
    let store = try RawServer { _ in
      meanwhile(folder.take())
      return RawAnswer.number("1")
    }
    let tree = try RolloutTree(
      store: ["address: \(store.address)"], checks: ["{name: own, query: up, min: 1}"])
    folder.put(tree.repository.path)
    return (tree, try tree.run(["--format", "json"]), store)
  }

  private static func edit(_ path: String, _ name: String, _ change: (String) -> String) {
    let url = URL(fileURLWithPath: path + "/" + name)
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return }
    try? Data(change(text).utf8).write(to: url)
  }

  @Test("A weight that a person changed during the run stays, and the run says so with 5")
  func weightChanged() throws {
    let (tree, run, store) = try disturbed { path in
      Self.edit(path, RolloutTree.manifest) {
        $0.replacing("weight: 90 ", with: "weight: 80 ").replacing("weight: 10", with: "weight: 20")
      }
    }
    #expect(run.exitStatus == 5, "\(run.output)")
    #expect(try tree.repository.numstat() == [RolloutTree.manifest: "2 2"])
    #expect(try tree.weight() == 20)
    #expect(try !GateReport(reading: run.output).changed)
    // What the person wrote is where the next run begins.
    #expect(try tree.run().exitStatus == 0)
    #expect(try tree.weight() == 30)
    #expect(store.requests.count == 2)
  }

  @Test("What else a person changed in the manifest stays beside the new weight")
  func neighboursChanged() throws {
    let (tree, run, _) = try disturbed { path in
      Self.edit(path, RolloutTree.manifest) { $0 + "# a person's remark\n" }
    }
    #expect(run.exitStatus == 0)
    #expect(try tree.weight() == 30)
    #expect(try tree.repository.read(RolloutTree.manifest).hasSuffix("\n# a person's remark\n"))
  }

  @Test("A manifest that is gone or broken by the end of the run is left alone, with 5")
  func manifestGone() throws {
    let (gone, first, _) = try disturbed { path in
      try? FileManager.default.removeItem(atPath: path + "/" + RolloutTree.manifest)
    }
    #expect(first.exitStatus == 5)
    #expect(
      !FileManager.default.fileExists(atPath: gone.repository.folder.path(RolloutTree.manifest)))
    let (broken, second, _) = try disturbed { path in
      Self.edit(path, RolloutTree.manifest) { _ in "a: [" }
    }
    #expect(second.exitStatus == 5)
    #expect(try broken.repository.read(RolloutTree.manifest) == "a: [")
  }

  @Test("A record that another run wrote meanwhile is not overwritten")
  func recordWritten() throws {
    let record = """
      version: 1
      rollout: test/healthy
      generation: 7
      phase: Progressing
      weight: 10
      total: 100
      failedRuns: 0
      ...

      """
    let (tree, run, _) = try disturbed { path in
      let folder = path + "/.rolloutgate/test"
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try? Data(record.utf8).write(to: URL(fileURLWithPath: folder + "/healthy.record"))
    }
    #expect(run.exitStatus == 5)
    #expect(try tree.repository.read(tree.record) == record)
    #expect(try tree.weight() == 10)
  }

  @Test(
    "Stopped while it asks, a run ends at once, with its reports and without a change",
    arguments: [SIGTERM, SIGINT])
  func stopped(signal: Int32) throws {
    let isAsked = DispatchSemaphore(value: 0)
    let store = try RawServer { _ in
      isAsked.signal()
      return nil
    }
    let tree = try RolloutTree(
      store: ["address: \(store.address)", "timeout: 5m", "deadline: 10m"])
    let before = try tree.files()
    let reports = try ScratchFolder("reports")
    let gate = try RunningGate(
      tree.runArguments(["--report", "junit=" + reports.path("junit.xml")]),
      in: tree.repository.path)
    #expect(isAsked.wait(timeout: .now() + 30) == .success)
    kill(gate.processIdentifier, signal)
    // A minute is far below the timeout, and far above what a busy machine needs.
    #expect(gate.exitStatus(within: 60) == 3)
    #expect(try gate.output().contains("a signal stopped the run"))
    #expect(try JUnitFile(at: reports.path("junit.xml")).count(of: "error") > 0)
    #expect(try tree.files() == before)
  }
}

/// A value that one thread leaves for another.
private final class Mailbox<Value: Sendable>: @unchecked Sendable {
  private let filled = DispatchSemaphore(value: 0)
  private var value: Value?

  func put(_ value: Value) {
    self.value = value
    filled.signal()
  }

  /// Waits for the value; it stays for the next who comes.
  func take() -> Value {
    filled.wait()
    defer { filled.signal() }
    guard let value else { preconditionFailure("a mailbox without a letter was opened") }
    return value
  }
}
