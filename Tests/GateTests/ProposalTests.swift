import Diagnostics
import Gate
import GateConfig
import HTTPExchange
import Outcome
import Testing

/// Pull requests as whole stages: a base as a work tree, and a proposal as what it changes there.
@Suite struct ProposalTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var weight = 10
    var record: String? = World.record("podinfo", weight: 10)
    /// Text in the base's files, and what the proposal has in its place.
    let changes: [Change]
    var answer: @Sendable (String) -> HTTPAnswer = World.healthy
    let ending: Ending
    /// The decision's weightiest ground.
    let ground: String?
    /// Whether a store is asked.
    var asks = false

    struct Change: Sendable {
      let file: String
      let old: String
      let new: String
    }
  }

  private static func manifest(_ old: String, _ new: String) -> Row.Change {
    .init(file: "vs.yaml", old: old, new: new)
  }

  private static func config(_ old: String, _ new: String) -> Row.Change {
    .init(file: "rolloutgate.yaml", old: old, new: new)
  }

  private static func raised(to weight: Int, from old: Int = 10) -> [Row.Change] {
    [
      manifest("weight: \(100 - old)  # the rest", "weight: \(100 - weight)  # the rest"),
      manifest("weight: \(old)\n", "weight: \(weight)\n"),
    ]
  }

  private static let image = Row.Change(file: "image.yaml", old: "1.1.0", new: "1.2.0")

  static let rows: [Row] = [
    Row(testDescription: "nothing", changes: [], ending: .pass, ground: "proposalUnchanged"),
    Row(
      testDescription: "the next rung, healthy", changes: raised(to: 50), ending: .pass,
      ground: "proposalTakesNextStep", asks: true),
    Row(
      testDescription: "the next rung, failing", changes: raised(to: 50), answer: World.failing,
      ending: .fail, ground: "proposalTakesNoStep", asks: true),
    Row(
      testDescription: "the next rung, without data", changes: raised(to: 50),
      answer: { _ in World.nothing }, ending: .inconclusive, ground: "proposalTakesNoStep",
      asks: true),
    Row(
      testDescription: "the next rung, the store fails", changes: raised(to: 50),
      answer: { _ in World.json("no", status: 500) }, ending: .storeFailed,
      ground: "proposalTakesNoStep", asks: true),
    Row(
      testDescription: "a jump, healthy", changes: raised(to: 80), ending: .fail,
      ground: "proposalJumps", asks: true),
    Row(
      testDescription: "a jump, without data", changes: raised(to: 80),
      answer: { _ in World.nothing }, ending: .inconclusive, ground: "proposalTakesNoStep",
      asks: true),
    Row(
      testDescription: "a little more than nothing", changes: raised(to: 11), ending: .fail,
      ground: "proposalJumps", asks: true),
    Row(
      testDescription: "less", changes: raised(to: 5), ending: .pass, ground: "proposalLowers"),
    Row(
      testDescription: "nothing for the canary", changes: raised(to: 0), ending: .pass,
      ground: "proposalLowers"),
    Row(
      testDescription: "less, while the store fails", changes: raised(to: 0),
      answer: { _ in World.json("no", status: 500) }, ending: .pass, ground: "proposalLowers"),
    Row(
      testDescription: "the first rung of a failed revision", weight: 0,
      record: World.record("podinfo", weight: 0, extra: "cause: limit\n")
        .replacing("phase: Progressing", with: "phase: Failed"),
      changes: raised(to: 10, from: 0), ending: .fail, ground: "proposalTakesNoStep"),
    Row(
      testDescription: "the first rung", weight: 0, record: nil, changes: raised(to: 10, from: 0),
      ending: .pass, ground: "proposalTakesNextStep"),
    Row(
      testDescription: "beyond the top", weight: 50, record: World.record("podinfo", weight: 50),
      changes: raised(to: 60, from: 50),
      answer: { World.serving($0, failures: "0", requests: "9000") }, ending: .fail,
      ground: "proposalTakesNoStep", asks: true),
    Row(
      testDescription: "a paused rollout",
      record: World.record("podinfo", weight: 10, extra: "pause: \"freeze\"\n"),
      changes: raised(to: 50), ending: .inconclusive, ground: "proposalTakesNoStep", asks: true),
    Row(
      testDescription: "another image at weight 10", changes: [image], ending: .fail,
      ground: "proposalBringsRevision"),
    Row(
      testDescription: "another image and the next rung", changes: raised(to: 50) + [image],
      ending: .fail, ground: "proposalBringsRevision", asks: true),
    Row(
      testDescription: "another image at weight 0", weight: 0, record: nil, changes: [image],
      ending: .pass, ground: "proposalUnchanged"),
    Row(
      testDescription: "another image, and nothing for the canary",
      changes: raised(to: 0) + [image], ending: .pass, ground: "proposalLowers"),
    Row(
      testDescription: "the next rung and another host",
      changes: raised(to: 50) + [manifest("hosts: [podinfo]", "hosts: [podinfo, evil]")],
      ending: .fail, ground: "proposalChangesMore", asks: true),
    Row(
      testDescription: "the next rung and a comment of another document",
      changes: raised(to: 50) + [manifest("name: other", "name: another")], ending: .pass,
      ground: "proposalTakesNextStep", asks: true),
    Row(
      testDescription: "the next rung and another comment in the object",
      changes: raised(to: 50) + [manifest("# the rest", "# else")], ending: .fail,
      ground: "proposalChangesMore", asks: true),
    Row(
      testDescription: "only another host, at the same weight",
      changes: [manifest("hosts: [podinfo]", "hosts: [podinfo, evil]")], ending: .pass,
      ground: "proposalUnchanged"),
    Row(
      testDescription: "a looser limit", changes: [config("min: 99%", "min: 90%")], ending: .pass,
      ground: "proposalUnchanged"),
    Row(
      testDescription: "a looser limit and the next rung",
      changes: raised(to: 50) + [config("min: 99%", "min: 90%")], ending: .fail,
      ground: "proposalLoosens", asks: true),
    Row(
      testDescription: "a stricter limit and the next rung",
      changes: raised(to: 50) + [config("min: 99%", "min: 99.9%")], ending: .pass,
      ground: "proposalTakesNextStep", asks: true),
    Row(
      testDescription: "a ladder for a jump, and the jump",
      changes: raised(to: 80) + [config("ladder: [10, 50]", "ladder: [10, 80]")], ending: .fail,
      ground: "proposalLoosens", asks: true),
    Row(
      testDescription: "another store and the next rung",
      changes: raised(to: 50) + [config("http://prometheus:9090", "http://evil:9090")],
      ending: .fail, ground: "proposalLoosens", asks: true),
    Row(
      testDescription: "a rollout taken out of the config, and the next rung",
      changes: raised(to: 50) + [config("name: podinfo\n", "name: renamed\n")], ending: .fail,
      ground: "proposalLoosens", asks: true),
    Row(
      testDescription: "a broken config", changes: [config("min: 99%", "min: nine")],
      ending: .wrongInput, ground: "proposalUnchanged"),
    Row(
      testDescription: "a manifest without the canary",
      changes: [manifest("subset: canary", "subset: other")], ending: .wrongInput, ground: nil),
    Row(
      testDescription: "weights that do not add up",
      changes: [manifest("weight: 10\n", "weight: 50\n")],
      ending: .fail,
      ground: "proposalChangesMore", asks: true),
  ]

  static func world(_ row: Row) -> World {
    var files = [
      "rolloutgate.yaml": World.config("podinfo")
        .replacing("    ladder:", with: "    revision: {file: image.yaml, path: tag}\n    ladder:"),
      "vs.yaml": World.manifest(["podinfo": row.weight])
        + "---\nkind: ConfigMap\nmetadata: {name: other}\n",
      "image.yaml": "tag: 1.1.0\n",
    ]
    files[World.recordPath] = row.record
    return World(files, answer: row.answer)
  }

  @Test("A proposal is allowed what the gate would do now, and less", arguments: rows)
  func proposals(row: Row) throws {
    let world = Self.world(row)
    let before = world.files
    var proposed = world.files
    for change in row.changes {
      let old = String(decoding: try #require(proposed[change.file]), as: UTF8.self)
      try #require(old.contains(change.old), "\(change.old) in \(old)")
      proposed[change.file] = Array(old.replacing(change.old, with: change.new).utf8)
    }
    let (outcome, _) = Gate.check(
      Proposal(
        to: "origin/main",
        reading: { path in
          proposed[path].map {
            .success(FoundFile(path: path, bytes: $0) { _ in .failure(WriteFailure("written")) })
          } ?? .failure(.missing)
        },
        configuration: readConfigs([
          ConfigFile(
            name: "rolloutgate.yaml", folder: "", bytes: proposed["rolloutgate.yaml"] ?? [])
        ])), in: world.stage(revision: nil, isDryRun: true), with: world.effects)
    let rollout = try #require(outcome.rollouts.first)
    #expect(outcome.exitStatus == row.ending, "\(outcome)")
    #expect(rollout.decision?.reasons.first?.name == row.ground, "\(outcome)")
    #expect(outcome.command == .check)
    #expect(world.inquiries.isEmpty == !row.asks)
    #expect(world.inquiries.allSatisfy { $0.store.contains("prometheus:9090") })
    #expect(world.files == before && world.writes.isEmpty)
    let weights = rollout.decision.map { [$0.from.parts, $0.to.parts] }
    if row.ending != .pass { #expect(weights.map { $0[0] == $0[1] } ?? true) }
  }
}
