import Foundation
import LoopbackServers
import Testing

/// A pipeline with a stage for each rung, and one that is run again and again.
@Suite struct PipelineStageTests {
  private func tree() throws -> (RolloutTree, RawServer) {
    let store = try RawServer { RawAnswer.number("1", askedBy: $0) }
    let tree = try RolloutTree(
      weight: 0, store: ["address: \(store.address)"],
      checks: ["{name: own, query: up, min: 1, window: 1s}"])
    return (tree, store)
  }

  /// Lets the weight be as old as its window.
  private func age(_ tree: RolloutTree) throws {
    let record = try tree.repository.read(tree.record)
    try tree.repository.folder.write(
      record.replacing(/\nlastTransition: .*/, with: "\nlastTransition: 2026-01-01T00:00:00Z"),
      to: tree.record)
  }

  @Test("Each stage takes its rung; run again, it has nothing to do; out of turn, it is an error")
  func stages() throws {
    let (tree, store) = try tree()
    defer { withExtendedLifetime(store) {} }
    func run(_ target: Int) throws -> GateRun {
      try GateRun(
        ["run", "--to", "\(target)"], in: tree.repository.path,
        environment: ["GITHUB_RUN_ID": "1"])
    }
    for (target, before) in [(10, 0), (30, 10), (60, 30), (100, 60)] {
      if target < 60 {
        let early = try run(60)
        #expect(early.exitStatus == 2)
        #expect(early.output.contains("--to 60 is more than one rung above the weight \(before)"))
      }
      let step = try run(target)
      #expect(step.exitStatus == 0, "\(target): \(step)")
      #expect(try tree.weight() == target)
      let files = try tree.files()
      let asked = store.requests.count
      let again = try run(target)
      #expect(again.exitStatus == 0)
      #expect(again.output.contains("nothing left to do: the weight is \(target) already"))
      #expect(try tree.files() == files)
      #expect(store.requests.count == asked)
      try age(tree)
    }
    #expect(try run(10).exitStatus == 2)
    #expect(try run(37).exitStatus == 2)
    #expect(try GateRun(["run", "--to", "0"], in: tree.repository.path).exitStatus == 2)
    #expect(
      try GateRun(["abort", "healthy", "--reason", "x"], in: tree.repository.path).exitStatus == 0)
    #expect(try run(10).exitStatus == 1)
    #expect(try tree.weight() == 0)
  }

  @Test(
    "One run of a pipeline takes one step, by the number that its CI gives it",
    arguments: [
      "GITHUB_RUN_ID", "CI_PIPELINE_ID", "BUILD_BUILDID", "BUILD_TAG", "BUILDKITE_BUILD_ID",
      "CIRCLE_WORKFLOW_ID", "ROLLOUTGATE_RUN_ID",
    ])
  func oneStep(variable: String) throws {
    let (tree, store) = try tree()
    defer { withExtendedLifetime(store) {} }
    func run(_ number: String, _ arguments: [String] = []) throws -> GateRun {
      try GateRun(["run"] + arguments, in: tree.repository.path, environment: [variable: number])
    }
    #expect(try run("7").exitStatus == 0)
    try age(tree)
    let again = try run("7")
    #expect(again.exitStatus == 0)
    #expect(again.output.contains("7 has taken its step"), "\(again)")
    #expect(try tree.weight() == 10)
    #expect(try run("8").exitStatus == 0)
    #expect(try tree.weight() == 30)
    try age(tree)
    #expect(try run("8", ["--run-id", ""]).exitStatus == 0)
    #expect(try tree.weight() == 60)
  }
}
