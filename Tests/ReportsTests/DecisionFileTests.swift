import Analysis
import Diagnostics
import Foundation
import Outcome
import Reports
import Rollouts
import Testing

@Suite struct DecisionFileTests {
  private static let id = "0123456789abcdef"

  /// The report of a run in which one rollout was decided.
  private static func report(
    _ checks: [CheckOutcome] = healthyChecks, standing: Standing = .pass,
    _ decided: Decision = decision(.advance, 10, 30, .pass, [.checksPassed(3)]),
    id: String? = id, command: Outcome.Command = .run
  ) -> String {
    let rollout = RolloutOutcome(
      title: "test/podinfo", position: place(5), revision: "6.1.0", ladder: ladder, checks: checks,
      standing: standing, decision: decided, decisionID: id.flatMap { DecisionID($0) },
      generation: 7)
    return JSONReport(ran([rollout], command: command)).text
  }

  private func read(_ text: String) throws -> EarlierDecisions {
    try EarlierDecisions(reading: Array(text.utf8))
  }

  @Test("The JSON report of a run is read back as what was decided")
  func roundTrip() throws {
    let file = try read(Self.report())
    #expect(file.evaluatedAt == evaluation)
    #expect(
      file.entries == [
        EarlierDecisions.Entry(
          rollout: "test/podinfo", revision: "6.1.0", generation: 7,
          id: try #require(DecisionID(Self.id)), kind: .advance, from: 10, to: 30, standing: .pass,
          evaluatedAt: evaluation)
      ])
  }

  @Test("What counts is what the checks came to, not what a person made of it")
  func standings() throws {
    let held = decision(.hold, 10, 10, .inconclusive, [.paused("busy"), .checksPassed(3)])
    #expect(try read(Self.report(standing: .inconclusive, held)).entries[0].standing == .pass)
    #expect(try read(Self.report(brokenChecks, held)).entries[0].standing == .fail)
    #expect(try read(Self.report(noData.checks, held)).entries[0].standing == .inconclusive)
    #expect(try read(Self.report(unreachable.checks, held)).entries[0].standing == .storeFailed)
    #expect(try read(Self.report([], held)).entries[0].standing == .notJudged)
    let hooks = decision(.hold, 10, 10, .fail, [.hooksFailed(["load"]), .checksPassed(3)])
    #expect(try read(Self.report(standing: .fail, hooks)).entries[0].standing == .fail)
  }

  @Test("Time alone is missing only where every open check says so")
  func early() throws {
    let early = Self.report(noData.checks)
      .replacing("\"noTraffic\"", with: "\"tooEarly\"")
      .replacing("\"noData\"", with: "\"tooEarly\"")
    #expect(try !read(early).entries[0].isOnlyEarly)
    #expect(
      try read(early.replacing("\"storeWarning\"", with: "\"tooEarly\"")).entries[0].isOnlyEarly)
    #expect(try !read(Self.report()).entries[0].isOnlyEarly)
  }

  @Test("An interrupted run's decision is none to carry out, and no reason to leave the others")
  func interrupted() throws {
    let text = Self.report(
      [], decision(.hold, 10, 10, .inconclusive, [.interrupted]), id: nil)
    #expect(try read(text).entries.isEmpty)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let what: String

    init(_ name: String, _ text: String, _ what: String) {
      (testDescription, self.text, self.what) = (name, text, what)
    }
  }

  private static func changed(_ old: String, _ new: String) -> String {
    let text = report()
    precondition(text.contains(old), old)
    return text.replacing(old, with: new)
  }

  private static let noReport = "this is no JSON report of a run"
  private static let unreadable = "the decision for test/podinfo can't be read"

  static let faults: [Fault] = [
    Fault("nothing", "", noReport),
    Fault("no JSON", "decision: advance\n", noReport),
    Fault("another document", "{}", noReport),
    Fault("a list", "[]", noReport),
    Fault("half a report", String(report().prefix(1_500)), noReport),
    Fault("a NUL", "\u{0}", noReport),
    Fault("a deep nest", String(repeating: "[", count: 100_000), noReport),
    Fault(
      "a deep nest in a key that is not read",
      changed("\"host\":", "\"nest\": \(nest(100_000)), \"host\":"), noReport),
    Fault(
      "another schema", changed("\"schema\": 1", "\"schema\": 2"), "the report's schema is 2, not 1"
    ),
    Fault("a check's report", report(command: .check), "the report is not that of a run"),
    Fault("an apply's report", report(command: .apply), "the report is not that of a run"),
    Fault(
      "a time that is none", changed("2026-01-01T00:50:00Z", "soon"),
      "the report is not that of a run"),
    Fault("an id that is not hexadecimal", changed(id, "0123456789abcdeg"), unreadable),
    Fault("a long id", changed(id, id + "0"), unreadable),
    Fault("an id with a path", changed(id, "../../etc/passwd"), unreadable),
    Fault(
      "a kind that is none", changed("\"kind\": \"advance\"", "\"kind\": \"leap\""), unreadable),
    Fault(
      "a verdict that is none",
      changed(
        "\"verdict\": \"pass\",\n          \"reason\"",
        "\"verdict\": \"sure\",\n          \"reason\""), unreadable),
    Fault("a weight of no size", changed("\"to\": 30", "\"to\": 1e999"), noReport),
    Fault("half a weight", changed("\"to\": 30", "\"to\": 30.5"), noReport),
    Fault("a weight in quotes", changed("\"to\": 30", "\"to\": \"30\""), noReport),
    Fault(
      "a weight beyond all numbers", changed("\"to\": 30", "\"to\": 99999999999999999999"), noReport
    ),
    Fault("no generation", changed("\"generation\": 7", "\"generation\": null"), noReport),
  ]

  private static func nest(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  @Test("What is no such report is refused in words", arguments: faults)
  func fault(row: Fault) {
    let error = #expect(throws: DecisionFileFault.self) { _ = try read(row.text) }
    #expect(error?.what == row.what)
  }

  @Test("Numbers that no run writes are read as they are: it is for the job to refuse them")
  func oddNumbers() throws {
    let low = try read(Self.changed("\"to\": 30", "\"to\": -9223372036854775808"))
    #expect(low.entries[0].to == Int.min)
    #expect(try read(Self.changed("\"from\": 10", "\"from\": -1")).entries[0].from == -1)
  }

  @Test("A report cut off or altered at any byte is read or refused, and never more than that")
  func mutated() {
    let bytes = Array(Self.report([]).utf8)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      _ = try? EarlierDecisions(reading: Array(bytes.prefix(count)))
    }
    for place in stride(from: 0, to: bytes.count, by: 3) {
      for byte: UInt8 in [0, 0x22, 0x2d, 0x39, 0x5b, 0x7d, 0xff] {
        var altered = bytes
        altered[place] = byte
        _ = try? EarlierDecisions(reading: altered)
      }
    }
  }
}
