import Diagnostics
import GateConfig
import Testing

/// What becomes of Keptn's criteria: the lines of a check, or why there are none.
@Suite struct KeptnCriteriaTests {
  struct Row: Sendable, CustomTestStringConvertible {
    /// The list `pass`, as YAML is written.
    let pass: String
    let lines: [String]

    init(_ pass: String, _ lines: String...) {
      (self.pass, self.lines) = (pass, lines)
    }

    /// One list of criteria.
    static func all(_ criteria: String..., become lines: String...) -> Row {
      let list = criteria.map { "'\($0)'" }.joined(separator: ", ")
      return Row(pass: "[{criteria: [\(list)]}]", lines: lines)
    }

    private init(pass: String, lines: [String]) {
      (self.pass, self.lines) = (pass, lines)
    }

    var testDescription: String { pass }
  }

  private static let never = "notAsked: \"a comparison with earlier results\""

  static let limits: [Row] = [
    .all("<=600", become: "max: 600"),
    .all(">=95", become: "min: 95"),
    .all("=0", become: "min: 0", "max: 0"),
    .all("<=0", become: "max: 0"),
    .all("<=0.1", become: "max: 0.1"),
    .all("<=4.0", become: "max: 4"),
    .all(">=0.000000", become: "min: 0"),
    .all(">=99.990000", become: "min: 99.99"),
    .all("<=1000000", become: "max: 1000000"),
    .all("<=007", become: "max: 7"),
    .all("<=.5", become: "max: 0.5"),
    .all("<=5.", become: "max: 5"),
    .all("<= 600", become: "max: 600"),
    .all(" < = 6 0 0 ", become: "max: 600"),
    .all(">=0", "<=5", become: "min: 0", "max: 5"),
    .all("<=5", ">=0", become: "min: 0", "max: 5"),
    .all("<=5", "<=3", "<=4", become: "max: 3"),
    .all(">=5", ">=3", become: "min: 5"),
    .all("=5", ">=3", "<=9", become: "min: 5", "max: 5"),
  ]

  static let conditions: [Row] = [
    .all("<600", become: #"successCondition: "result[0] < 600""#),
    .all(">95", become: #"successCondition: "result[0] > 95""#),
    .all("<5.000000", become: #"successCondition: "result[0] < 5""#),
    .all("<1000000000.000000", become: #"successCondition: "result[0] < 1000000000""#),
    .all("<0.25", become: #"successCondition: "result[0] < 0.25""#),
    .all(
      ">=0.000000", "<10.000000", become: #"successCondition: "result[0] >= 0 && result[0] < 10""#),
    .all(
      "=0", ">-0.5", "<1", become: #"successCondition: "false""#,
      #"failureCondition: "(result[0] < 0 || result[0] > 0) || result[0] >= 1""#),
    Row(
      "[{criteria: ['<=5']}, {criteria: ['=7']}]",
      #"successCondition: "result[0] <= 5 || result[0] == 7""#),
    Row(
      "[{criteria: ['<=5', '>=1']}, {criteria: ['>9', '<10']}]",
      #"successCondition: "(result[0] <= 5 && result[0] >= 1) || (result[0] > 9 && result[0] < 10)""#
    ),
  ]

  static let comparisons: [Row] = [
    .all("<=+10%", become: never), .all("<=10%", become: never), .all("<=1%", become: never),
    .all(">=0%", become: never), .all("=0%", become: never), .all(">=-80%", become: never),
    .all(">-8%", become: never), .all("<+15%", become: never), .all(">+5%", become: never),
    .all("<=+10", become: never), .all("<=-5", become: never), .all("<=+0.5", become: never),
    .all("<=+100%", ">=-80%", become: never),
    Row("[{criteria: ['<=+10%']}, {criteria: ['<=-5']}]", never),
    .all(
      "<=+10%", "<600", become: #"successCondition: "false""#,
      #"failureCondition: "result[0] >= 600""#),
    .all(
      "<=500", "<=+100%", become: #"successCondition: "false""#,
      #"failureCondition: "result[0] > 500""#),
    .all(
      ">0", ">=5", "<+4%", become: #"successCondition: "false""#,
      #"failureCondition: "result[0] <= 0 || result[0] < 5""#),
    Row(
      "[{criteria: ['<=+10%']}, {criteria: ['<=5']}]",
      #"successCondition: "result[0] <= 5""#, #"failureCondition: "false""#),
    Row(
      "[{criteria: ['<=+10%', '<=9']}, {criteria: ['<=5']}]",
      #"successCondition: "result[0] <= 5""#,
      #"failureCondition: "result[0] > 9 && result[0] > 5""#),
    Row(
      "[{criteria: ['<=+10%', '>2', '<9']}, {criteria: ['<=5', '>1']}]",
      #"successCondition: "result[0] <= 5 && result[0] > 1""#,
      #"failureCondition: "(result[0] <= 2 || result[0] >= 9) && (result[0] > 5 || result[0] <= 1)""#
    ),
  ]

  static let others: [Row] = [
    Row("[]", "present: true", "dryRun: true"),
    Row("null", "present: true", "dryRun: true"),
  ]

  @Test(
    "Criteria become limits, or conditions where limits can't say them; what compares never passes",
    arguments: limits + conditions + comparisons + others)
  func lines(row: Row) throws {
    let (made, _) = Self.translated(row.pass)
    let translation = try #require(made.first)
    #expect(!translation.diagnostics.hasErrors)
    let lines = translation.text.split(separator: "\n").map { line in
      line.split(separator: "   #")[0].drop { $0 == " " }
    }
    let start = try #require(lines.firstIndex { $0.hasPrefix("- name: judged") })
    let end = try #require(lines.firstIndex { $0.hasPrefix("- name: other") })
    let own = lines[(start + 1)..<end].filter {
      !$0.hasPrefix("query:") && !$0.hasPrefix("window:") && !$0.hasPrefix("#")
    }
    #expect(own.map(String.init) == row.lines)
  }

  @Test("Each criterion that compares with earlier results is warned of, where it stands")
  func warned() throws {
    let (made, _) = Self.translated(
      "[{criteria: ['<=+10%', '<600']}, {criteria: [\"<=5\", '>=-5']}]")
    let said = try #require(made.first).diagnostics.filter { $0.severity == .warning }
    #expect(said.map { $0.position?.column } == [38, 77])
    #expect(said.allSatisfy { $0.what.contains("is never a pass") })
  }

  static let faulty = [
    "600", "!=5", "==5", "=>5", "=<5", "<>5", "<=", "<=%", "<=+", "<=.", "<=1e3", "<=0x10", "<=inf",
    "<=NaN", "<=600ms", "<=--5", "<=+-5", "<=1.2.3", "<=5%%", "<=5 percent", "<=1234567890123456",
    "", "|5", "<=5\\n", "<=٥",
  ]

  @Test("What is no criterion is an error at its place", arguments: faulty)
  func fault(criterion: String) throws {
    let (made, _) = Self.translated("[{criteria: [\"<=1\", \"\(criterion)\"]}]")
    let faults = try #require(made.first).diagnostics.filter { $0.severity == .error }
    #expect(faults.count == 1)
    #expect(faults.first?.what.hasSuffix("is no criterion") == true)
    #expect(faults.first?.position?.line == 3)
    #expect(faults.first?.position?.column == 45)
  }

  static let shapes = [
    ("{criteria: ['<=5']}", "objectives[0].pass is no list"),
    ("['<=5']", "objectives[0].pass[0] has no list of criteria"),
    ("[{criteria: '<=5'}]", "objectives[0].pass[0] has no list of criteria"),
    ("[{criteria: []}]", "objectives[0].pass[0] has no list of criteria"),
    ("[{criteria: ['<=5']}, {}]", "objectives[0].pass[1] has no list of criteria"),
    ("[null]", "objectives[0].pass[0] has no list of criteria"),
    ("[{criteria: [{a: b}]}]", "\"\" is no criterion"),
    ("5", "objectives[0].pass is no list"),
  ]

  @Test("Other shapes are errors, and an empty list of criteria passes nothing", arguments: shapes)
  func shape(pass: String, what: String) throws {
    let (made, _) = Self.translated(pass)
    let faults = try #require(made.first).diagnostics.filter { $0.severity == .error }
    #expect(faults.count == 1)
    #expect(faults.first?.what.hasPrefix(what) == true)
  }

  private static func translated(_ pass: String) -> ([Translation], [Diagnostic]) {
    let slo = """
      spec_version: "1.0"
      objectives:
        - {sli: judged, pass: \(pass)}
        - {sli: other, pass: [{criteria: ["<=1"]}]}
      total_score: {pass: "100%"}

      """
    let sli = "spec_version: '1.0'\nindicators: {judged: up, other: up}\n"
    return KeptnFiles.translated(slo, sli)
  }
}

/// Keptn's files, as the tests give them.
enum KeptnFiles {
  static let arguments = ["SERVICE": "carts", "PROJECT": "sockshop", "STAGE": "dev"]

  static func files(_ slo: String, _ sli: String) -> [ConfigFile] {
    [("slo.yaml", slo), ("sli.yaml", sli)].map { name, text in
      ConfigFile(name: name, folder: "", bytes: Array(text.utf8))
    }
  }

  static func translated(
    _ slo: String, _ sli: String, with more: [String: String] = [:]
  ) -> ([Translation], [Diagnostic]) {
    let settings = ImportSettings(arguments: arguments.merging(more) { _, new in new })
    return translations(of: files(slo, sli), importing: settings)
  }
}
