import Analysis
import Diagnostics
import Gate
import HTTPExchange
import Outcome
import Rollouts
import Testing

/// The canary's share of the requests beside its weight, in whole stages.
@Suite struct TrafficTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The answers to the counts of canary and baseline; nil for no series.
    let canary: String?
    let baseline: String?
    var failures = "0"
    let status: Ending
    let weight: Int
    let verdict: String
  }

  static let rows: [Row] = [
    Row(
      testDescription: "traffic that follows", canary: "1000", baseline: "9000", status: .pass,
      weight: 50, verdict: "pass"),
    Row(
      testDescription: "less than Git says", canary: "300", baseline: "9700",
      status: .inconclusive, weight: 10, verdict: "weightNotLive"),
    Row(
      testDescription: "more than Git says", canary: "3000", baseline: "7000",
      status: .inconclusive, weight: 10, verdict: "weightNotLive"),
    Row(
      testDescription: "less than Git says, and broken", canary: "300", baseline: "9700",
      failures: "300", status: .fail, weight: 0, verdict: "fail"),
    Row(
      testDescription: "no request for the canary", canary: "0", baseline: "9000",
      status: .inconclusive, weight: 10, verdict: "canaryUnreached"),
    Row(
      testDescription: "no series of the canary", canary: nil, baseline: "9000",
      status: .inconclusive, weight: 10, verdict: "canaryUnreached"),
    Row(
      testDescription: "no series of the baseline", canary: "1000", baseline: nil, status: .pass,
      weight: 50, verdict: "pass"),
    Row(
      testDescription: "no request at all", canary: "0", baseline: "0", status: .inconclusive,
      weight: 10, verdict: "noTraffic"),
  ]

  @Test("A pass counts only where the traffic follows, a fail everywhere", arguments: rows)
  func stages(row: Row) {
    let world = World.climbing { query in
      if query.hasPrefix("max(timestamp(") || query.contains("response_code=~") {
        return query.contains("response_code=~")
          ? World.value(row.failures) : World.healthy(query)
      }
      let count = query.contains("-primary\"") ? row.baseline : row.canary
      return count.map { World.value($0) } ?? World.nothing
    }
    let outcome = world.run()
    #expect(outcome.exitStatus == row.status, "\(outcome)")
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": row.weight]))
    #expect(Self.verdicts(of: outcome) == [row.verdict])
    #expect(outcome.rollouts[0].traffic?.share.committed == CommittedShare(parts: 10, of: 100))
  }

  @Test("A baseline's count that the store fails to give holds a pass, and no roll back")
  func storeFails() {
    for (failures, status) in [("0", Ending.storeFailed), ("1000", .fail)] {
      let world = World.climbing { query in
        query.contains("-primary\"")
          ? World.json(#"{"status":"error","errorType":"x","error":"no"}"#, status: 422)
          : query.contains("response_code=~") ? World.value(failures) : World.healthy(query)
      }
      #expect(world.run().exitStatus == status)
    }
  }

  @Test("Too early is told before a weight that is not live")
  func tooEarly() {
    let world = World.climbing { query in
      query.contains("-primary\"") ? World.value("90000") : World.healthy(query)
    }
    let record = World.record("podinfo", weight: 10).replacing(
      "lastTransition: 2026-01-01T00:00:00Z", with: "lastTransition: 2026-01-01T00:49:30Z")
    world.files[World.recordPath] = Array(record.utf8)
    #expect(Self.verdicts(of: world.run()) == ["tooEarly"])
  }

  @Test("The requests are counted over the longest window, and by the check's own query")
  func window() {
    let world = World.climbing()
    let more = "        - {check: request-success-rate, name: longer, min: 99%, window: 5m}\n"
    world.files["rolloutgate.yaml"]? += Array(more.dropFirst(2).utf8)
    let outcome = world.run()
    #expect(outcome.exitStatus == .pass, "\(outcome)")
    let traffic = outcome.rollouts[0].traffic
    #expect(traffic?.window == .seconds(300))
    #expect(traffic?.queries.map(\.role) == ["canary", "baseline"])
    #expect(traffic?.queries.allSatisfy { $0.text.hasSuffix("[5m]))") } == true)
    let asked = world.inquiries.flatMap(\.queries)
    #expect(asked.count { $0.contains("-primary\"") } == 1)
    #expect(Set(asked).count == asked.count)
  }

  struct Uncompared: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var weight = 10
    var recorded: String?
    var old = ""
    var new = ""
    var command = Outcome.Command.run
  }

  static let uncompared: [Uncompared] = [
    Uncompared(testDescription: "by check, which knows no weight", command: .check),
    Uncompared(
      testDescription: "where the baseline is not measured", old: "workload: podinfo-primary, "),
    Uncompared(
      testDescription: "where any share is admitted", old: "    ladder:",
      new: "    shareTolerance: 100\n    ladder:"),
    Uncompared(
      testDescription: "in checks before a start", weight: 0,
      recorded: World.record("podinfo", weight: 0), old: "min: 99%",
      new: "min: 99%, at: [start, weight]"),
    Uncompared(
      testDescription: "where a stopped run wrote the weight", weight: 50,
      recorded: World.record(
        "podinfo", weight: 10,
        extra: """
          intent:
            id: "0123456789abcdef"
            at: 2026-01-01T00:40:00Z
            decision: advance
            from: 10
            revision: "1.1.0"
            phase: Progressing
            weight: 50
            total: 100
            failedRuns: 0
            lastTransition: 2026-01-01T00:45:00Z

          """)),
  ]

  @Test("The share is not compared", arguments: uncompared)
  func notCompared(row: Uncompared) {
    // All requests go to the canary.
    let world = World.climbing { query in
      query.contains("-primary\"") ? World.value("0") : World.healthy(query)
    }
    let config = World.config("podinfo")
    #expect(row.old.isEmpty || config.contains(row.old))
    world.files["rolloutgate.yaml"] = Array(
      (row.old.isEmpty ? config : config.replacing(row.old, with: row.new)).utf8)
    world.files["vs.yaml"] = Array(World.manifest(["podinfo": row.weight]).utf8)
    if let record = row.recorded { world.files[World.recordPath] = Array(record.utf8) }
    let outcome = world.run(row.command)
    #expect(outcome.exitStatus == .pass, "\(outcome)")
    #expect(Self.verdicts(of: outcome) == ["pass"])
    #expect(outcome.rollouts[0].traffic == nil)
    let asked = world.inquiries.flatMap(\.queries)
    #expect(asked.allSatisfy { !$0.contains("-primary\"") })
  }

  @Test("A given tolerance is heeded")
  func tolerance() {
    let world = World.climbing { query in
      query.contains("-primary\"") ? World.value("4000") : World.healthy(query)
    }
    #expect(world.run().exitStatus == .inconclusive)
    world.files["rolloutgate.yaml"] = Array(
      World.config("podinfo").replacing(
        "    ladder:", with: "    shareTolerance: 10.5\n    ladder:"
      ).utf8)
    #expect(world.run().exitStatus == .pass)
  }

  @Test("explain shows both counts, and none where the share is not compared")
  func explained() {
    let world = World.climbing()
    let text = explain(world.stage(), with: world.effects).text
    #expect(text.contains("  traffic follows the weight\n    window 1m; off by at most 2 points"))
    #expect(text.contains("\n      canary   sum(increase("))
    #expect(text.contains("\n      baseline sum(increase("))
    world.files["rolloutgate.yaml"] = Array(
      World.config("podinfo").replacing("workload: podinfo-primary, ", with: "").utf8)
    #expect(!explain(world.stage(), with: world.effects).text.contains("traffic"))
  }

  private static func verdicts(of outcome: Outcome) -> [String] {
    outcome.rollouts.flatMap(\.checks).compactMap { check in
      switch check.judgement?.verdict {
      case nil: nil
      case .pass: "pass"
      case .fail: "fail"
      case .inconclusive(let reason): reason.name
      }
    }
  }
}
