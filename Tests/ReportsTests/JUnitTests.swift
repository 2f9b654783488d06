import Analysis
import Diagnostics
import Outcome
import Reports
import Rollouts
import Testing

@Suite struct JUnitTests {
  @Test("A report keeps our schema, and is well-formed", arguments: Sample.all)
  func keepsSchema(sample: Sample) throws {
    try withFile(of: JUnitReport(sample.outcome).bytes()) { path in
      let result = try run("xmllint", ["--noout", "--schema", schema.path, path])
      #expect(result.status == 0, "\(result.output)")
    }
  }

  @Test(
    "The strict report is admitted by readers that check it, and only that", arguments: Sample.all)
  func admitted(sample: Sample) throws {
    for isStrict in [true, false] {
      try withFile(of: JUnitReport(sample.outcome, strict: isStrict).bytes()) { path in
        let result = try run("xmllint", ["--noout", "--schema", strictSchema.path, path])
        let isAdmitted = isStrict || sample.outcome.rollouts.isEmpty
        #expect((result.status == 0) == isAdmitted, "\(result.output)")
      }
    }
  }

  @Test(
    "The schema is no rubber stamp",
    arguments: [
      ("time=\"0.413\"", "time=\"0.4131\""), ("failures=\"2\" errors", "failures=\"-1\" errors"),
      ("type=\"LimitBroken\"", "type=\"yaml 1\""),
      ("timestamp=\"2026-01-01T00:50:01\"", "timestamp=\"2026\""),
      ("<testcase name=\"decision\"", "<testcase name=\"ready &gt;= 1\""),
      ("name=\"canary.shop.checkout\"", "name=\"shop/checkout\""),
    ])
  func schemaRefuses(part: String, wrong: String) throws {
    let report = String(decoding: try JUnitReport(ran([broken])).bytes(), as: UTF8.self)
    let spoilt = report.replacing(part, with: wrong, maxReplacements: 1)
    try #require(spoilt != report)
    try withFile(of: Array(spoilt.utf8)) { path in
      let result = try run("xmllint", ["--noout", "--schema", schema.path, path])
      #expect(result.status != 0)
    }
  }

  @Test("All counters are exact", arguments: Sample.all)
  func counters(sample: Sample) throws {
    let wrongSuites = """
      //testsuite[@tests != count(testcase) or @failures != count(testcase/failure)
        or @errors != count(testcase/error) or @skipped != count(testcase/skipped)]
      """
    let rootIsRight = """
      /testsuites/@tests = count(//testcase) and /testsuites/@failures = count(//failure)
        and /testsuites/@errors = count(//error)
      """
    let bytes = try JUnitReport(sample.outcome).bytes()
    #expect(try xpath("not(\(wrongSuites)) and \(rootIsRight)", in: bytes) == "true")
  }

  @Test("Class name and suite name are one, and every case has one result", arguments: Sample.all)
  func names(sample: Sample) throws {
    let wrong = "//testcase[@classname != ../@name or count(*) != 1]"
    #expect(try xpath("count(\(wrong))", in: JUnitReport(sample.outcome).bytes()) == "0")
  }

  @Test(
    "The text's first line is the message, for readers see one or the other", arguments: Sample.all)
  func firstLine(sample: Sample) throws {
    let report = try #require(ParsedJUnit(JUnitReport(sample.outcome).bytes()))
    for found in report.suites.flatMap(\.cases) where found.result != "system-out" {
      let first = found.text.split(separator: "\n", omittingEmptySubsequences: false).first
      #expect(first.map(String.init) == found.message)
    }
  }

  @Test("Two values of a check are one case in a history of runs")
  func identity() throws {
    let names = try [healthy, broken].map { rollout in
      try ParsedJUnit(JUnitReport(ran([rollout])).bytes())?.suites.first?.cases.map(\.name)
    }
    #expect(names[0] == names[1])
    #expect(
      names[0] == [
        "request-success-rate >= 99 %", "request-duration p99 <= 500 ms",
        "checkout queue depth in 1...5", "ready >= 1", "decision",
      ])
  }

  @Test("A name stays when another of its kind comes behind it")
  func steadyNames() throws {
    let warnings = ["a", "b", "c"].map { Diagnostic(.warning, at: place(3), $0) }
    let failures = ["a", "b"]
    let names = try (1...2).map { count in
      let outcome = rollout(
        "test/podinfo", standing: .pass, diagnostics: Array(warnings.prefix(count + 1)),
        writeFailures: Array(failures.prefix(count)))
      return try ParsedJUnit(JUnitReport(ran([outcome])).bytes())?.suites.first?.cases.map(\.name)
    }
    #expect(names[0] == ["configuration", "configuration #2", "write"])
    #expect(
      names[1] == ["configuration", "configuration #2", "configuration #3", "write", "write #2"])
  }

  @Test("A message that is cut off goes on in the text, below itself")
  func longMessage() throws {
    let long = String(repeating: "the store is overloaded ", count: 20)
    let outcome = rollout("test/podinfo", standing: .pass, writeFailures: [long])
    let report = try #require(ParsedJUnit(JUnitReport(ran([outcome])).bytes()))
    let lines = try #require(report.suites.first?.cases.first).text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].count <= 200 && lines[0].hasSuffix("more characters)"))
    #expect(lines[1] == "  " + long)
  }

  @Test("Files are named as the repository names them, whose lines readers link to")
  func files() throws {
    let run = ran([broken])
    #expect(
      try xpath("string(//testcase[1]/@file)", in: JUnitReport(run).bytes()) == "rolloutgate.yaml")
    let inside = try JUnitReport(run.lying(in: "services/shop")).bytes()
    let wrong = "//*[@file != 'services/shop/rolloutgate.yaml']"
    #expect(try xpath("count(//*[@file]) = 6 and not(\(wrong))", in: inside) == "true")
  }

  @Test("Only the strict report has no file and no line", arguments: [(true, "0"), (false, "11")])
  func strict(strict: Bool, count: String) throws {
    let bytes = try JUnitReport(ran([broken]), strict: strict).bytes()
    #expect(try xpath("count(//@file | //@line)", in: bytes) == count)
  }

  @Test(
    "A rollout without checks still has a case that says how it stands",
    arguments: [
      (Standing.pass, "skipped"), (.notJudged, "skipped"), (.fail, "failure"),
      (.inconclusive, "error"), (.storeFailed, "error"),
    ])
  func noChecks(standing: Standing, expected: String) throws {
    let rollout = RolloutOutcome(title: "test/podinfo", position: nil, standing: standing)
    let report = try #require(ParsedJUnit(JUnitReport(ran([rollout])).bytes()))
    #expect(report.suites.first?.cases.map(\.result) == [expected])
  }

  @Test(
    "The decision carries a failure or an error only where no check does",
    arguments: [
      (broken, "system-out"), (held, "system-out"), (healthy, "system-out"),
      (noData, "system-out"), (failedBefore, "failure"), (raised, "error"), (unverified, "skipped"),
    ])
  func decisionCase(rollout: RolloutOutcome, expected: String) throws {
    let report = try #require(ParsedJUnit(JUnitReport(ran([rollout])).bytes()))
    let last = try #require(report.suites.first?.cases.last)
    #expect(last.name == "decision")
    #expect(last.result == expected)
  }

  @Test(
    "Names are made safe, and stay distinct",
    arguments: [
      (["test/podinfo", "test/podinfo"], ["canary.test.podinfo", "canary.test.podinfo-2"]),
      (["test/podinfo.v2"], ["canary.test.podinfo_v2"]), (["a/b/c"], ["canary.a.b_c"]),
      (["", "/"], ["canary._", "canary._-2"]),
      (["apps/gate.yaml:12"], ["canary.apps.gate_yaml_12"]),
    ] as [([String], [String])])
  func safeNames(titles: [String], expected: [String]) throws {
    let rollouts = titles.map { RolloutOutcome(title: $0, position: nil, standing: .pass) }
    let report = try #require(ParsedJUnit(JUnitReport(ran(rollouts)).bytes()))
    #expect(report.suites.map(\.name) == expected)
  }

  @Test(
    "A time is never nonsense",
    arguments: [
      (0.0004, "0.000"), (0.0005, "0.001"), (-1, "0.000"), (.nan, "0.000"),
      (.infinity, "1000000000.000"),
    ])
  func time(seconds: Double, expected: String) throws {
    let run = Outcome(
      version: "1", command: .run, evaluatedAt: evaluation, startedAt: evaluation,
      seconds: seconds, host: "", isDryRun: false, rollouts: [], diagnostics: [])
    #expect(try xpath("string(/testsuites/@time)", in: JUnitReport(run).bytes()) == expected)
  }
}
