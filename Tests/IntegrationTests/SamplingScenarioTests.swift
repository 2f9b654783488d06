import Foundation
import LoopbackServers
import Synchronization
import Testing

/// Runs that judge several times, and runs that are stopped while they do.
@Suite struct SamplingScenarioTests {
  private static let isUp = "{name: own, query: up, min: 1}"

  /// A rollout with one check, whose store gets the number of its request, from 1.
  private static func tree(
    weight: Int = 10, settings: [String] = [], check: String = isUp,
    answering reply: @escaping @Sendable (Int) -> String?
  ) throws -> (tree: RolloutTree, store: RawServer) {
    let count = Atomic(0)
    let store = try RawServer { _ in reply(count.wrappingAdd(1, ordering: .relaxed).newValue) }
    let tree = try RolloutTree(
      weight: weight, store: ["address: \(store.address)", "timeout: 5m", "deadline: 10m"],
      settings: settings, checks: [check])
    return (tree, store)
  }

  @Test("A bake shows a plain line for each sample, whatever the format, and takes the next rung")
  func bake() throws {
    let (tree, store) = try Self.tree { _ in RawAnswer.numberOfNow("1") }
    let reports = try ScratchFolder("reports")
    let run = try GateRun(
      [
        "run", "--for", "2s", "--every", "1s", "--format", "quiet",
        "--report", "json=" + reports.path("report.json"),
        "--report", "junit=" + reports.path("junit.xml"),
      ], in: tree.repository.path)
    #expect(run.exitStatus == 0, "\(run)")
    #expect(try tree.weight() == 30)
    let lines = run.diagnostics.split(separator: "\n")
    #expect(lines.count == store.requests.count && lines.count > 1)
    #expect(
      lines.allSatisfy { $0.hasPrefix("test/healthy  ") && $0.contains(": pass, 0 failed, ") })
    #expect(lines.first?.contains("sample 1: ") == true)
    #expect(lines.first?.hasSuffix(" at most 2s more") == true)
    #expect(lines.last?.hasSuffix(" decided") == true)
    let report = try GateReport(reading: try reports.read("report.json"))
    #expect(report.rollouts[0].samples?.count == lines.count)
    #expect(report.rollouts[0].samples?.failed == 0)
    let junit = try JUnitFile(at: reports.path("junit.xml"))
    #expect(junit.text.contains(#"name="samples" value="\#(lines.count)""#))
  }

  @Test("A bake ends at the first failure and rolls back")
  func failure() throws {
    let (tree, store) = try Self.tree { RawAnswer.numberOfNow($0 < 2 ? "1" : "0") }
    let run = try GateRun(["run", "--for", "1h", "--every", "1s"], in: tree.repository.path)
    #expect(run.exitStatus == 1, "\(run)")
    #expect(try tree.weight() == 0)
    #expect(run.output.contains("2 samples, 1 failed"))
    #expect(store.requests.count == 2)
  }

  @Test("A wait lasts until the window is full, and one that is shorter is too early")
  func wait() throws {
    let (tree, store) = try Self.tree(
      weight: 0, check: "{name: own, query: up, min: 1, window: 20s}"
    ) { _ in RawAnswer.numberOfNow("1") }
    #expect(try GateRun(["run"], in: tree.repository.path).exitStatus == 0)
    let early = try GateRun(
      ["run", "--wait", "1s", "--every", "1s", "--format", "json"], in: tree.repository.path)
    #expect(early.exitStatus == 3)
    #expect(try GateReport(reading: early.output).checks.map(\.words) == ["inconclusive(tooEarly)"])
    #expect(early.diagnostics.contains("waiting for the weight to be live, at most 1s more"))
    #expect(try tree.weight() == 10)
    let run = try GateRun(["run", "--wait", "1h", "--every", "1h"], in: tree.repository.path)
    #expect(run.exitStatus == 0, "\(run)")
    #expect(try tree.weight() == 30)
    #expect(store.requests.count > 2)
  }

  struct Stop: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var command = "run"
    let options: [String]
    var signals = [SIGTERM]
    /// Whether a run before this one has just taken the first rung.
    var isYoung = false
    /// The request that gets no answer.
    var silentFrom = Int.max
  }

  private static let hourly = ["--for", "1h", "--every", "1h"]

  static let stops = [
    Stop(testDescription: "SIGTERM between two samples", options: hourly),
    Stop(testDescription: "SIGINT between two samples", options: hourly, signals: [SIGINT]),
    Stop(
      testDescription: "several signals between two samples", options: hourly,
      signals: [SIGINT, SIGTERM, SIGINT]),
    Stop(
      testDescription: "SIGTERM while the weight is waited for", options: ["--wait", "1h"],
      isYoung: true),
    Stop(testDescription: "check, between two samples", command: "check", options: hourly),
    Stop(
      testDescription: "SIGTERM while the second sample is asked for",
      options: ["--for", "1h", "--every", "1s"], silentFrom: 2),
    Stop(
      testDescription: "SIGINT while the only one is asked for", options: [], signals: [SIGINT],
      silentFrom: 1),
    Stop(
      testDescription: "several signals while the only one is asked for", options: [],
      signals: [SIGINT, SIGTERM, SIGTERM], silentFrom: 1),
    Stop(
      testDescription: "check, while the only one is asked for", command: "check", options: [],
      silentFrom: 1),
  ]

  @Test("A run that is stopped decides nothing, with every report and 3", arguments: stops)
  func stopped(row: Stop) throws {
    let isSilent = DispatchSemaphore(value: 0)
    let (tree, store) = try Self.tree(weight: row.isYoung ? 0 : 10) { number in
      guard number < row.silentFrom else {
        isSilent.signal()
        return nil
      }
      return RawAnswer.numberOfNow("1")
    }
    if row.isYoung { #expect(try GateRun(["run"], in: tree.repository.path).exitStatus == 0) }
    let before = try tree.files()
    let reports = try ScratchFolder("reports")
    let gate = try RunningGate(
      [row.command] + row.options + [
        "--report", "junit=" + reports.path("junit.xml"),
        "--report", "json=" + reports.path("report.json"),
      ], in: tree.repository.path)
    if row.silentFrom == .max {
      Self.waitUntil { (try? gate.diagnostics().contains(" more\n")) ?? false }
    } else {
      #expect(isSilent.wait(timeout: .now() + 30) == .success)
    }
    for signal in row.signals { kill(gate.processIdentifier, signal) }
    #expect(gate.exitStatus(within: 60) == 3)
    #expect(try JUnitFile(at: reports.path("junit.xml")).count(of: "error") > 0)
    let report = try GateReport(reading: try reports.read("report.json"))
    #expect(report.verdict == "inconclusive" && report.exitStatus == 3 && !report.changed)
    #expect(report.decision == (row.command == "run" ? "hold" : nil))
    let told = row.command == "run" ? "a signal stopped the run" : "the run was stopped"
    #expect(try gate.output().contains(told))
    #expect(try tree.files() == before)
    #expect(!store.requests.isEmpty)
  }

  @Test("A revision that arrives during a bake is not taken for the one that was judged")
  func newRevision() throws {
    let folder = Mutex("")
    let (tree, store) = try Self.tree { number in
      if number > 1 {
        let file = folder.withLock { $0 } + "/" + RolloutTree.kustomization
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        try? Data(text.replacing("newTag: 1.0.0", with: "newTag: 1.1.0").utf8)
          .write(to: URL(fileURLWithPath: file))
      }
      return RawAnswer.numberOfNow("1")
    }
    folder.withLock { $0 = tree.repository.path }
    let run = try GateRun(["run", "--for", "1s", "--every", "1s"], in: tree.repository.path)
    #expect(run.exitStatus == 5, "\(run)")
    #expect(run.output.contains("the revision 1.0.0 became 1.1.0 while the run was under way"))
    #expect(try tree.repository.numstat() == [RolloutTree.kustomization: "1 1"])
    #expect(store.requests.count == 2)
  }

  @Test("On a terminal one line is written over, and is gone at the end")
  func terminal() throws {
    let (tree, store) = try Self.tree { _ in RawAnswer.numberOfNow("1") }
    let command = "\(GateRun.binary) run --for 1s --every 1s --format quiet"
    let run = try Command.run(
      "script", ["--quiet", "--return", "--command", command, "/dev/null"],
      in: tree.repository.path, environment: ["TERM": "xterm"])
    #expect(run.end == .exited(0), "\(run)")
    let parts = run.text.components(separatedBy: "\r\u{1B}[2K")
    #expect(parts.first == "" && parts.count > 2)
    #expect(parts[1].contains("sample 1: pass"))
    // Before the result the line is empty again.
    #expect(parts.dropLast().allSatisfy { !$0.contains("\n") })
    #expect(
      parts.last?.hasPrefix("test/healthy") == true && parts.last?.contains(", decided") == false)

    let waiting = try Command.run(
      "script",
      [
        "--quiet", "--return", "--command",
        "\(GateRun.binary) run --for 3s --every 3s --format quiet", "/dev/null",
      ], in: tree.repository.path, environment: ["TERM": "xterm", "LANG": "C.UTF-8"])
    let rests = waiting.text.matches(of: /at most ([0-9])s more/).compactMap { Int($0.1) }
    #expect(rests.first == 3 && rests.count > 2 && rests == rests.sorted(by: >), "\(rests)")
    #expect(waiting.text.contains("███"))

    let dumb = try Command.run(
      "script", ["--quiet", "--return", "--command", command, "/dev/null"],
      in: tree.repository.path, environment: ["TERM": "dumb"])
    #expect(!dumb.text.contains("\u{1B}"))
    #expect(dumb.text.contains("  sample 1: "))
    #expect(!store.requests.isEmpty)
  }

  @Test(
    "Options that do not go together stop everything",
    arguments: [
      ["--for", "ten minutes"], ["--for", "0s"], ["--for", "500ms"], ["--wait", "-1m"],
      ["--every", "10s"], ["--for", "10m", "--every", "0"],
      ["--for", "10m", "--time", "2026-01-01T00:50:00Z"],
      ["--wait", "10m", "--save-answers", "answers.json"],
      ["--for", "10m", "--answers", "answers.json"],
    ])
  func refused(options: [String]) throws {
    let (tree, store) = try Self.tree { _ in nil }
    for command in ["run", "check"] {
      let run = try GateRun([command] + options, in: tree.repository.path)
      #expect(run.exitStatus == 2, "\(run)")
      #expect(run.diagnostics.contains(options[0]) || run.diagnostics.contains("--every"))
    }
    #expect(store.requests.isEmpty)
  }

  private static func waitUntil(_ isSo: () -> Bool) {
    for _ in 0..<6_000 {
      if isSo() { return }
      usleep(5_000)
    }
  }
}
