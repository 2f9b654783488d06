import Diagnostics
import HTTPExchange
import Outcome
import Prometheus
import Testing

@testable import Gate

/// What is asked for the reports that draw charts, in whole stages.
@Suite struct ChartsTests {
  static func isRange(_ query: String) -> Bool { query.contains(" ago") }

  /// A healthy store that answers ranges, too: in each span its first moment and the next second.
  static func store(_ query: String, failures: String = "0") -> HTTPAnswer {
    guard isRange(query) else { return World.serving(query, failures: failures) }
    let start = World.now.unixSeconds - (query.contains("from 51m ago") ? 3_060 : 60)
    let value = query.contains("response_code=~") ? "10" : "1000"
    let other = query.contains("-primary") ? "2000" : value
    return World.json(
      #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"#
        + #""values":[[\#(start),"\#(value)"],[\#(start + 1),"\#(other)"]]}]}}"#)
  }

  static func stage(_ world: World, draws: Bool = true) -> Stage {
    let plain = world.stage()
    return Stage(
      command: .run, configuration: plain.configuration, revision: "1.1.0",
      startedAt: World.now, drawsCharts: draws, version: "0", host: "test")
  }

  @Test("A check's course is told like its value, of canary and baseline, before and after")
  func courses() throws {
    let world = World.climbing { Self.store($0) }
    let outcome = Gate.run(Self.stage(world), with: world.effects).outcome
    let chart = try #require(outcome.rollouts.first?.checks.first?.chart)
    #expect(chart.transition == Timestamp(rfc3339: "2026-01-01T00:00:00Z"))
    #expect(
      chart.spans.map { "\($0.start) \($0.end)" } == [
        "2025-12-31T23:59:00Z 2026-01-01T00:00:00Z", "2026-01-01T00:49:00Z 2026-01-01T00:50:00Z",
      ])
    for span in chart.spans {
      #expect(span.canary.points.map(\.value) == [99, 99])
      #expect(span.canary.points.map(\.at) == [span.start, span.start.advanced(by: .seconds(1))])
      #expect(span.baseline?.points.map(\.value) == [99, 0])
    }
  }

  @Test("Charts are asked for when all files are written, and only where a report draws them")
  func afterwards() {
    for draws in [true, false] {
      let world = World.climbing { Self.store($0) }
      var writesBefore: [Int] = []
      let serve = world.answer
      world.answer = { query in
        if Self.isRange(query) { writesBefore.append(world.writes.count) }
        return serve(query)
      }
      let outcome = Gate.run(Self.stage(world, draws: draws), with: world.effects).outcome
      #expect(outcome.rollouts.first?.decision?.kind == .advance)
      #expect(writesBefore.allSatisfy { $0 == world.writes.count })
      #expect(writesBefore.isEmpty == !draws)
      #expect(outcome.rollouts.allSatisfy { $0.checks.allSatisfy { ($0.chart != nil) == draws } })
    }
  }

  @Test(
    "A chart that can't be had says why, and changes nothing else",
    arguments: [
      (World.json(#"{"status":"error","errorType":"x","error":"y"}"#, status: 422), "422 x: y"),
      (World.nothing, "no range of samples"),
      (
        World.json(#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#),
        "no values in this time"
      ),
    ])
  func failing(answer: HTTPAnswer, because: String) throws {
    let world = World.climbing { Self.isRange($0) ? answer : World.failing($0) }
    let plain = World.climbing(answer: World.failing)
    let outcome = Gate.run(Self.stage(world), with: world.effects).outcome
    #expect(outcome.exitStatus == .fail)
    #expect(plain.run().exitStatus == .fail && plain.files == world.files)
    let chart = try #require(outcome.rollouts.first?.checks.first?.chart)
    #expect(chart.isEmpty)
    #expect(chart.spans.allSatisfy { $0.canary.failure?.contains(because) == true })
  }

  @Test("A repetition from saved answers draws the same charts")
  func saved() throws {
    let world = World.climbing { Self.store($0) }
    let (outcome, answers) = Gate.run(Self.stage(world), with: world.effects)
    let again = World.climbing()
    let saved = try SavedAnswers(reading: answers.text, in: "answers.json")
    let effects = Effects(
      read: again.effects.read, create: again.effects.create,
      readSecret: again.effects.readSecret, secretPath: again.effects.secretPath,
      environment: again.effects.environment,
      send: { inquiries in inquiries.map { saved.answers(to: $0.queries, of: $0.store) } },
      elapsed: again.effects.elapsed, now: again.effects.now, wait: again.effects.wait,
      tell: { _ in })
    let repeated = Gate.run(Self.stage(again), with: effects).outcome
    #expect(repeated.rollouts.map(\.checks) == outcome.rollouts.map(\.checks))
    #expect(repeated.rollouts.first?.checks.first?.chart?.isEmpty == false)
  }
}
