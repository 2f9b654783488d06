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
    try EarlierDecisions(reading: Array(text.utf8), in: "report.json")
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

  static let faults: [Fault] = [
    Fault("nothing", "", "the text ends too early"),
    Fault("no JSON", "decision: advance\n", "this is no JSON"),
    Fault("another document", "{}", "schema is missing"),
    Fault("a list", "[]", "it is no object"),
    Fault("half a report", String(report().prefix(1_500)), "the text ends too early"),
    Fault("a NUL", "\u{0}", "this is no JSON"),
    Fault(
      "a deep nest", String(repeating: "[", count: 100_000),
      "lists and objects lie too deep in each other"),
    Fault(
      "a deep nest in a key that is not read",
      changed("\"host\":", "\"nest\": \(nest(100_000)), \"host\":"),
      "lists and objects lie too deep in each other"),
    Fault(
      "another schema", changed("\"schema\": 1", "\"schema\": 2"),
      "schema is 2, not 1: of another rolloutgate"),
    Fault("a check's report", report(command: .check), "command is not \"run\""),
    Fault("an apply's report", report(command: .apply), "command is not \"run\""),
    Fault(
      "a time that is none", changed("2026-01-01T00:50:00Z", "soon"),
      "evaluatedAt is no time of RFC 3339"),
    Fault(
      "an id that is not hexadecimal", changed(id, "0123456789abcdeg"),
      "\(rollout).decisionId \(noID)"
    ),
    Fault("a long id", changed(id, id + "0"), "\(rollout).decisionId \(noID)"),
    Fault("an id with a path", changed(id, "../../etc/passwd"), "\(rollout).decisionId \(noID)"),
    Fault("no id", report(id: nil), "\(rollout).decisionId is missing"),
    Fault(
      "a kind that is none", changed("\"kind\": \"advance\"", "\"kind\": \"leap\""),
      "\(rollout).decision.kind is no decision"),
    Fault(
      "two kinds", changed("\"kind\":", "\"kind\": \"advance\", \"kind\":"),
      "this member is there twice"),
    Fault(
      "a verdict that is none",
      changed(
        "\"verdict\": \"pass\",\n          \"reason\"",
        "\"verdict\": \"sure\",\n          \"reason\""),
      "\(rollout).checks[0].verdict is no verdict"),
    Fault(
      "a weight of no size", changed("\"to\": 30", "\"to\": 1e999"), "this number is too large"),
    Fault("half a weight", changed("\"to\": 30", "\"to\": 30.5"), noWeight),
    Fault("a weight in quotes", changed("\"to\": 30", "\"to\": \"30\""), noWeight),
    Fault(
      "a weight that readers of JSON round", changed("\"to\": 30", "\"to\": 9007199254740993"),
      noWeight),
    Fault(
      "no generation", changed("\"generation\": 7", "\"generation\": null"),
      "\(rollout).generation is missing"),
  ]

  private static let rollout = "rollouts[0]"
  private static let noID = "is no identity"
  private static let noWeight = "\(rollout).decision.to is no whole number"

  private static func nest(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  @Test("What is no such report is refused in words", arguments: faults)
  func fault(row: Fault) {
    let fault = #expect(throws: Diagnostic.self) { _ = try read(row.text) }
    #expect(fault?.what == "this is no JSON report of a run: " + row.what)
    #expect(fault?.position?.file == "report.json")
  }

  @Test("Numbers that no run writes are read as they are: it is for the job to refuse them")
  func oddNumbers() throws {
    let low = try read(Self.changed("\"to\": 30", "\"to\": -9007199254740991"))
    #expect(low.entries[0].to == -9_007_199_254_740_991)
    #expect(try read(Self.changed("\"from\": 10", "\"from\": -1")).entries[0].from == -1)
  }

  @Test("A report cut off or altered at any byte is read or refused, and never more than that")
  func mutated() {
    let bytes = Array(Self.report([]).utf8)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      _ = try? EarlierDecisions(reading: Array(bytes.prefix(count)), in: "")
    }
    for place in stride(from: 0, to: bytes.count, by: 3) {
      for byte: UInt8 in [0, 0x22, 0x2d, 0x39, 0x5b, 0x7d, 0xff] {
        var altered = bytes
        altered[place] = byte
        _ = try? EarlierDecisions(reading: altered, in: "")
      }
    }
  }
}
