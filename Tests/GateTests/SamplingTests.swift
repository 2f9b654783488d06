import Diagnostics
import Gate
import Outcome
import Testing

/// Runs that judge several times: `--for` and `--wait`.
@Suite struct SamplingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var settings = ""
    /// Seconds since the last transition; the check's window is a minute.
    var age = 3_000
    let sampling: Sampling
    /// By the seconds since the begin.
    let health: @Sendable (Int) -> Sampled.Health
    /// How long a store takes to answer.
    var asking: Duration = .zero

    let status: Ending
    let weight: Int
    /// Seconds from the begin to the last sample.
    let end: Int
    /// Nil for one.
    let samples: SampleTally?
  }

  private static let admitsOne = "    samplesFailureLimit: 1\n"

  static let bakes: [Row] = [
    Row(
      testDescription: "a canary that stays healthy takes the next rung at the end",
      sampling: Sampling(bake: 600), health: { _ in .healthy }, status: .pass, weight: 50,
      end: 600, samples: SampleTally(count: 21, failed: 0)),
    Row(
      testDescription: "a failure rolls back at once", sampling: Sampling(bake: 600),
      health: { $0 < 120 ? .healthy : .failing }, status: .fail, weight: 0, end: 120,
      samples: SampleTally(count: 5, failed: 1)),
    Row(
      testDescription: "a failure of the first sample rolls back without a second",
      sampling: Sampling(bake: 600), health: { _ in .failing }, status: .fail, weight: 0, end: 0,
      samples: nil),
    Row(
      testDescription: "a failed sample that is admitted passes in the end", settings: admitsOne,
      sampling: Sampling(bake: 600), health: { $0 == 60 ? .failing : .healthy }, status: .pass,
      weight: 50, end: 600, samples: SampleTally(count: 21, failed: 1)),
    Row(
      testDescription: "one failed sample more than admitted ends it", settings: admitsOne,
      sampling: Sampling(bake: 600), health: { [60, 300].contains($0) ? .failing : .healthy },
      status: .fail, weight: 0, end: 300, samples: SampleTally(count: 11, failed: 2)),
    Row(
      testDescription: "an admitted failure is none to end with", settings: admitsOne,
      sampling: Sampling(bake: 600), health: { $0 == 600 ? .failing : .healthy }, status: .fail,
      weight: 0, end: 600, samples: SampleTally(count: 21, failed: 1)),
    Row(
      testDescription: "a store that fails meanwhile is no failed sample",
      sampling: Sampling(bake: 600), health: { (120..<300).contains($0) ? .unavailable : .healthy },
      status: .pass, weight: 50, end: 600, samples: SampleTally(count: 21, failed: 0)),
    Row(
      testDescription: "a store that fails at the end leaves nothing known",
      sampling: Sampling(bake: 600), health: { $0 < 600 ? .healthy : .unavailable },
      status: .storeFailed, weight: 10, end: 600, samples: SampleTally(count: 21, failed: 0)),
    Row(
      testDescription: "what has no data at the end is inconclusive",
      sampling: Sampling(bake: 600), health: { $0 < 600 ? .healthy : .silent },
      status: .inconclusive, weight: 10, end: 600, samples: SampleTally(count: 21, failed: 0)),
    Row(
      testDescription: "an interval longer than the bake leaves the first and the last sample",
      sampling: Sampling(bake: 90, every: 600), health: { _ in .healthy }, status: .pass,
      weight: 50, end: 90, samples: SampleTally(count: 2, failed: 0)),
    Row(
      testDescription: "the last interval is cut at the end",
      sampling: Sampling(bake: 100, every: 60), health: { _ in .healthy }, status: .pass,
      weight: 50, end: 100, samples: SampleTally(count: 3, failed: 0)),
    Row(
      testDescription: "a bake shorter than a window passes by windows that begin before it",
      sampling: Sampling(bake: 20, every: 10), health: { _ in .healthy }, status: .pass,
      weight: 50, end: 20, samples: SampleTally(count: 3, failed: 0)),
    Row(
      testDescription: "a bake that ends before its windows are full passes nothing", age: 10,
      sampling: Sampling(bake: 40, every: 10), health: { _ in .healthy }, status: .inconclusive,
      weight: 10, end: 40, samples: SampleTally(count: 5, failed: 0)),
    Row(
      testDescription: "a store slower than the interval is asked again at once, and at the end",
      sampling: Sampling(bake: 120), health: { _ in .healthy }, asking: .seconds(50),
      status: .pass, weight: 50, end: 150, samples: SampleTally(count: 4, failed: 0)),
  ]

  @Test("A bake judges again and again, and decides once", arguments: bakes)
  func bake(row: Row) {
    expect(row)
  }

  static let waits: [Row] = [
    Row(
      testDescription: "a weight that is live is judged at once", sampling: Sampling(wait: 300),
      health: { _ in .healthy }, status: .pass, weight: 50, end: 0, samples: nil),
    Row(
      testDescription: "the wait ends when the window is full", age: 10,
      sampling: Sampling(wait: 300), health: { _ in .healthy }, status: .pass, weight: 50,
      end: 50, samples: nil),
    Row(
      testDescription: "the Git sync has its time before the window begins",
      settings: "    settle: 2m\n", age: 10, sampling: Sampling(wait: 300),
      health: { _ in .healthy }, status: .pass, weight: 50, end: 170, samples: nil),
    Row(
      testDescription: "a wait that ends before the window is full is too early", age: 10,
      sampling: Sampling(wait: 40), health: { _ in .healthy }, status: .inconclusive, weight: 10,
      end: 40, samples: nil),
    Row(
      testDescription: "a failing canary is rolled back at once", age: 10,
      sampling: Sampling(wait: 300), health: { $0 < 30 ? .healthy : .failing }, status: .fail,
      weight: 0, end: 30, samples: nil),
    Row(
      testDescription: "too few requests are waited for while the window is not full", age: 10,
      sampling: Sampling(wait: 300), health: { $0 < 45 ? .quiet : .healthy }, status: .pass,
      weight: 50, end: 50, samples: nil),
    Row(
      testDescription: "no data and a store that fails are, too", age: 10,
      sampling: Sampling(wait: 300),
      health: { $0 < 20 ? .silent : $0 < 45 ? .unavailable : .healthy }, status: .pass,
      weight: 50, end: 50, samples: nil),
    Row(
      testDescription: "too few requests in a full window are inconclusive at once",
      sampling: Sampling(wait: 300), health: { _ in .quiet }, status: .inconclusive, weight: 10,
      end: 0, samples: nil),
    Row(
      testDescription: "traffic that does not follow is waited for",
      sampling: Sampling(wait: 300), health: { $0 < 100 ? .unshifted : .healthy }, status: .pass,
      weight: 50, end: 120, samples: nil),
    Row(
      testDescription: "traffic that never follows ends the wait inconclusive",
      sampling: Sampling(wait: 100), health: { _ in .unshifted }, status: .inconclusive,
      weight: 10, end: 100, samples: nil),
    Row(
      testDescription: "a bake begins when the wait has ended", age: 10,
      sampling: Sampling(wait: 300, bake: 60), health: { _ in .healthy }, status: .pass,
      weight: 50, end: 110, samples: SampleTally(count: 3, failed: 0)),
    Row(
      testDescription: "what is not live after the wait is not baked",
      sampling: Sampling(wait: 60, bake: 600), health: { _ in .unshifted },
      status: .inconclusive, weight: 10, end: 60, samples: nil),
    Row(
      testDescription: "a failure while waiting is one of those that a bake admits",
      settings: admitsOne, age: 10, sampling: Sampling(wait: 300, bake: 60),
      health: { [30, 80].contains($0) ? .failing : .healthy }, status: .fail, weight: 0,
      end: 80, samples: SampleTally(count: 3, failed: 2)),
  ]

  @Test("A wait lasts until the weight has been live for a window", arguments: waits)
  func wait(row: Row) {
    expect(row)
  }

  private func expect(_ row: Row) {
    let world = Sampled(settings: row.settings, age: row.age, health: row.health).world
    world.sendTakes = row.asking
    let outcome = world.run(sampling: row.sampling)
    #expect(outcome.exitStatus == row.status, "\(outcome)")
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": row.weight]))
    #expect(outcome.evaluatedAt == World.now.advanced(by: .seconds(row.end)))
    let rollout = outcome.rollouts[0]
    #expect(rollout.samples == row.samples)
    let told = rollout.decision?.reasons.filter { $0.name == "samples" }.map(\.description)
    #expect(told == (row.samples.map { ["\($0.count) samples, \($0.failed) failed"] } ?? []))
    // One line for each sample, and the last says that there is no more.
    #expect(world.progress.last?.state == (row.end == 0 ? nil : .concluded))
    let changed = outcome.evaluatedAt
    if row.weight != 10 {
      #expect(world.text(World.recordPath)?.contains("lastTransition: \(changed)\n") == true)
    }
  }

  @Test("However many samples fail, a run is one failed run")
  func failedRuns() {
    let settings = "    failureLimit: 1\n    samplesFailureLimit: 2\n"
    let world = Sampled(settings: settings) { _ in .failing }.world
    #expect(world.run(sampling: Sampling(bake: 600)).exitStatus == .fail)
    #expect(world.text(World.recordPath)?.contains("failedRuns: 1\n") == true)
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": 10]))
  }

  @Test("A start is of the moment, and neither waited for nor baked")
  func start() {
    let world = Sampled { _ in .healthy }.world
    world.files["vs.yaml"] = Array(World.manifest(["podinfo": 0]).utf8)
    world.files[World.recordPath] = nil
    #expect(world.run(sampling: Sampling(wait: 300, bake: 600)).exitStatus == .pass)
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": 10]))
    #expect(world.secondsSinceBegin == 0)
  }

  @Test("A clock that is set back sets no sample before the last one")
  func clockSetBack() {
    let world = Sampled { _ in .healthy }.world
    let healthy = world.answer
    world.answer = { [unowned world] query in
      let answer = healthy(query)
      if world.secondsSinceBegin == 60, world.clock > World.now {
        world.clock = World.now.advanced(by: .seconds(-3_600))
      }
      return answer
    }
    let outcome = world.run(sampling: Sampling(bake: 120))
    let moments = world.progress.map(\.at)
    #expect(moments.count == 5)
    #expect(moments == moments.sorted())
    #expect(outcome.evaluatedAt == World.now.advanced(by: .seconds(60)))
  }

  @Test("check bakes as run does, by its checks alone, and has nothing to wait for")
  func check() {
    let world = Sampled(age: 10) { $0 < 60 ? .healthy : .failing }.world
    let outcome = world.run(.check, sampling: Sampling(wait: 300, bake: 600))
    #expect(outcome.exitStatus == .fail)
    #expect(outcome.evaluatedAt == World.now.advanced(by: .seconds(60)))
    #expect(outcome.rollouts[0].samples == SampleTally(count: 3, failed: 1))
    #expect(world.writes.isEmpty)
  }
}
