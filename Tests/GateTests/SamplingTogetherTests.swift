import Diagnostics
import Gate
import Outcome
import Testing

/// Several rollouts in one run of several samples, and what others do meanwhile.
@Suite struct SamplingTogetherTests {
  /// Two rollouts at 10 in one manifest; `one` fails, and `two` waits, as the row says.
  private static func two(
    since: (one: Int, two: Int) = (3_000, 3_000), oneFailsAt failure: Int = .max
  ) -> World {
    func record(_ name: String, _ age: Int) -> String {
      let since = World.now.advanced(by: .seconds(-age))
      return World.record(name, weight: 10, since: "\(since)")
    }
    let world = World([
      "rolloutgate.yaml": World.config("one", "two"),
      "vs.yaml": World.manifest(["one": 10, "two": 10]),
      ".rolloutgate/test/one.record": record("one", since.one),
      ".rolloutgate/test/two.record": record("two", since.two),
    ])
    world.answer = { [unowned world] query in
      let isFailing = query.contains("\"one-canary\"") && world.secondsSinceBegin >= failure
      return (isFailing ? Sampled.Health.failing : .healthy).answer(query, at: world.clock)
    }
    return world
  }

  private static func moment(_ seconds: Int) -> Timestamp {
    World.now.advanced(by: .seconds(seconds))
  }

  @Test("A roll back is written when it is decided, although another rollout bakes on")
  func rollBackMeanwhile() {
    let world = Self.two(oneFailsAt: 60)
    var writtenAt: [Int] = []
    world.beforeWrite = { world, _ in writtenAt.append(world.secondsSinceBegin) }
    let outcome = world.run(sampling: Sampling(bake: 600))
    #expect(outcome.rollouts.map(\.exitStatus) == [.fail, .pass])
    #expect(world.text("vs.yaml") == World.manifest(["one": 0, "two": 50]))
    #expect(writtenAt == [60, 60, 60, 600, 600, 600])
    #expect(outcome.rollouts.map(\.evaluatedAt) == [Self.moment(60), Self.moment(600)])
    #expect(outcome.evaluatedAt == Self.moment(600))
    // Who is decided is not asked any more.
    #expect(world.inquiries.last?.queries.contains { $0.contains("one-canary") } == false)
  }

  @Test("Each rollout has samples of its own time, and no more for another's sake")
  func ownTimes() {
    let world = Self.two(since: (one: 10, two: 3_000))
    let outcome = world.run(sampling: Sampling(wait: 300, bake: 120))
    #expect(outcome.exitStatus == .pass)
    #expect(
      outcome.rollouts.map(\.samples) == [
        SampleTally(count: 5, failed: 0), SampleTally(count: 5, failed: 0),
      ])
    #expect(outcome.rollouts.map(\.evaluatedAt) == [Self.moment(170), Self.moment(120)])
  }

  @Test("Rollouts that bake alike are asked together")
  func together() {
    let world = Self.two()
    _ = world.run(sampling: Sampling(bake: 60))
    #expect(world.inquiries.count == 3)
  }

  struct Stop: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var command = Outcome.Command.run
    var sampling = Sampling(bake: 600)
    var health: @Sendable (Int) -> Sampled.Health = { _ in .healthy }
    /// Seconds after the begin.
    let at: Int
    var status = Ending.inconclusive
    var weight = 10
  }

  static let stops = [
    Stop(testDescription: "while it bakes", at: 90),
    Stop(
      testDescription: "while it waits", sampling: Sampling(wait: 600), health: { _ in .unshifted },
      at: 90),
    Stop(testDescription: "while it asks for the only time", sampling: .once, at: 0),
    Stop(testDescription: "while it asks for the first time", at: 0),
    Stop(testDescription: "check, while it bakes", command: .check, at: 90),
    Stop(testDescription: "check, while it asks", command: .check, sampling: .once, at: 0),
    Stop(
      testDescription: "after a failed sample that is admitted",
      health: { $0 == 0 ? .failing : .healthy }, at: 90),
  ]

  @Test("A run that is stopped decides nothing, writes nothing and says so", arguments: stops)
  func stopped(row: Stop) {
    let world = Sampled(settings: "    samplesFailureLimit: 1\n", health: row.health).world
    world.isStopped = { $0.secondsSinceBegin >= row.at }
    let before = world.files
    let outcome = world.run(row.command, sampling: row.sampling)
    #expect(outcome.exitStatus == row.status, "\(outcome)")
    #expect(world.files == before)
    #expect(world.secondsSinceBegin == row.at)
    let rollout = outcome.rollouts[0]
    #expect(rollout.verdictWord == "inconclusive")
    #expect(!rollout.checks.isEmpty)
    let reasons = rollout.decision?.reasons.map(\.name)
    #expect(reasons?.first == (row.command == .run ? "interrupted" : nil))
    // Without a decision, no check may look like a pass.
    let verdicts = rollout.checks.map { $0.judgement?.verdict }
    if row.command == .check { #expect(verdicts == [.inconclusive(.interrupted)]) }
  }

  @Test("What is broken is rolled back, although the run is stopped before all answers came")
  func brokenAndStopped() {
    let world = Sampled { _ in .failing }.world
    let second = "      - {check: response-code-percentage, codes: [404], max: 5%}\n"
    world.files["rolloutgate.yaml"]? += Array(second.utf8)
    // The first check is answered, the second one is not.
    var asked = 0
    world.isStopped = { _ in
      asked += 1
      return asked > 3
    }
    let outcome = world.run()
    #expect(outcome.exitStatus == .fail)
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": 0]))
    let verdicts = outcome.rollouts[0].checks.map { $0.judgement?.verdict }
    #expect(verdicts.last == .inconclusive(.interrupted))
  }

  @Test("Who is decided before the run is stopped stays decided")
  func decidedBefore() {
    let world = Self.two(oneFailsAt: 60)
    world.isStopped = { $0.secondsSinceBegin >= 90 }
    let outcome = world.run(sampling: Sampling(bake: 600))
    #expect(outcome.rollouts.map(\.exitStatus) == [.fail, .inconclusive])
    #expect(world.text("vs.yaml") == World.manifest(["one": 0, "two": 10]))
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let path: String
    /// Nil where the file is gone.
    let text: String?
    let told: String
  }

  static let changes = [
    Change(
      testDescription: "another revision", path: "revision.yaml", text: "tag: 1.2.0\n",
      told: "the revision 1.1.0 became 1.2.0"),
    Change(
      testDescription: "another record", path: World.recordPath,
      text: World.record("podinfo", weight: 10).replacing("generation: 3", with: "generation: 4"),
      told: "podinfo.record was changed"),
    Change(
      testDescription: "no record", path: World.recordPath, text: nil,
      told: "podinfo.record was changed"),
    Change(
      testDescription: "another weight", path: "vs.yaml", text: World.manifest(["podinfo": 0]),
      told: "vs.yaml: the weight 10 became 0"),
    Change(
      testDescription: "a manifest that can't be read", path: "vs.yaml", text: "a: [",
      told: "can't be read any more"),
  ]

  @Test("Samples of what is not there any more are not written over what is", arguments: changes)
  func changed(row: Change) {
    let world = changing(row) { _ in .healthy }
    let outcome = world.run(revision: nil, sampling: Sampling(bake: 60))
    #expect(outcome.exitStatus == .notWritten, "\(outcome)")
    #expect(outcome.rollouts[0].writeFailures.first?.contains(row.told) == true, "\(outcome)")
    #expect(world.writes.isEmpty)
  }

  @Test("A failure is rolled back although another revision has arrived meanwhile")
  func changedAndFailing() {
    let world = changing(Self.changes[0]) { $0 < 60 ? .healthy : .failing }
    #expect(world.run(revision: nil, sampling: Sampling(bake: 60)).exitStatus == .fail)
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": 0]))
    #expect(world.text(World.recordPath)?.contains("revision: 1.1.0\n") == true)
  }

  /// A rollout whose file changes 30 seconds after the begin.
  private func changing(
    _ row: Change, health: @escaping @Sendable (Int) -> Sampled.Health
  ) -> World {
    let world = Sampled(
      settings: "    revision: {file: revision.yaml, path: tag}\n", health: health
    ).world
    world.files["revision.yaml"] = Array("tag: 1.1.0\n".utf8)
    let answer = world.answer
    world.answer = { [unowned world] query in
      if world.secondsSinceBegin == 30 { world.files[row.path] = row.text.map { Array($0.utf8) } }
      return answer(query)
    }
    return world
  }
}
