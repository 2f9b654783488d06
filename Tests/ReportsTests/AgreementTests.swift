import Foundation
import Outcome
import Reports
import Testing

/// The same run, told by each report: verdicts, values and reasons as they stand in the outputs, held
/// against those of the JSON report.
@Suite struct AgreementTests {
  /// How an output tells of a run.
  enum Telling {
    /// Each rollout, and each check with its value and its reason.
    case everything((Outcome) throws -> Said?)
    /// Each rollout in a line.
    case rollouts((Outcome) throws -> Said?)
    /// What is wrong, a remark each; the last may say how many are missing.
    case remarks((Outcome) throws -> [SaidRemark])
    /// Values of the whole run, or pictures.
    case nothing
  }

  private static let style = TextStyle(color: false, unicode: true)

  /// A new kind of report finds its place here.
  private static func tellings(of kind: ReportKind) -> [Telling] {
    func files(_ outcome: Outcome) throws -> [RenderedReport.File] {
      switch try kind.render(outcome) {
      case .file(let bytes): [RenderedReport.File(name: kind.rawValue, bytes: bytes)]
      case .folder(let files): files
      }
    }
    func bytes(_ outcome: Outcome) throws -> [UInt8] { try files(outcome).flatMap(\.bytes) }
    return switch kind {
    case .junit, .junitStrict: [.everything { Said(junit: try bytes($0)) }]
    case .html: [.everything { Said(page: try bytes($0)) }]
    case .markdown: [.everything { try Said(markdown: try bytes($0)) }]
    case .comments: [.everything { try Said(comments: try files($0)) }]
    case .metrics: [.everything { try Said(metrics: try bytes($0)) }]
    case .codequality: [.remarks { try SaidRemark.all(codeQuality: try bytes($0)) }]
    // The others are held against it; variables, links and pictures have their own tests.
    case .json, .dotenv, .gitlabAnnotations, .svg: [.nothing]
    }
  }

  private static func tellings(of format: TextFormat) -> [Telling] {
    func text(_ outcome: Outcome) -> String { format.render(outcome, style: style) }
    return switch format {
    case .text: [.everything { Said(log: text($0)) }]
    case .github:
      [.everything { Said(log: text($0)) }, .remarks { SaidRemark.all(github: text($0)) }]
    case .azure:
      [.everything { Said(log: text($0)) }, .remarks { SaidRemark.all(azure: text($0)) }]
    case .gitlab: [.everything { Said(log: text($0)) }]
    case .quiet: [.rollouts { Said(lines: text($0)) }]
    case .json: [.nothing]
    }
  }

  static let kinds = ReportKind.allCases.flatMap { kind in Sample.all.map { (kind, $0) } }
  static let formats = TextFormat.allCases.flatMap { format in Sample.all.map { (format, $0) } }

  @Test("Reports in files say what the JSON report says", arguments: kinds)
  func files(kind: ReportKind, sample: Sample) throws {
    for telling in Self.tellings(of: kind) { try agree(telling, sample.outcome) }
  }

  @Test("Standard output says what the JSON report says, in every format", arguments: formats)
  func standardOutput(format: TextFormat, sample: Sample) throws {
    for telling in Self.tellings(of: format) { try agree(telling, sample.outcome) }
  }

  private func agree(_ telling: Telling, _ outcome: Outcome) throws {
    let run = try ReportedRun(outcome)
    switch telling {
    case .everything(let read):
      try agree(try #require(try read(outcome)), run, checks: true)
    case .rollouts(let read):
      try agree(try #require(try read(outcome)), run, checks: false)
    case .remarks(let read): try agree(try read(outcome), run)
    case .nothing: break
    }
  }

  private func agree(_ said: Said, _ run: ReportedRun, checks: Bool) throws {
    let rollouts = said.rollouts.filter { $0.title != "rolloutgate" }
    let told = run.rollouts(in: said.order)
    try #require(rollouts.count == told.count)
    for (said, rollout) in zip(rollouts, told) {
      if let title = said.title { #expect(isSame(title, as: rollout.rollout), "\(title)") }
      if let verdict = said.verdict { #expect(verdict == rollout.verdict) }
      #expect((said.decision == nil) == (rollout.decision == nil), "\(rollout.rollout)")
      if let said = said.decision, let decision = rollout.decision {
        if let kind = said.kind { #expect(kind == decision.kind.words) }
        #expect(said.from == decision.from && said.to == decision.to)
        if let reasons = said.reasons {
          #expect(
            isSame(
              reasons.joined(separator: "; "),
              as: decision.reasons.map(\.text).joined(separator: "; ")))
        }
      }
      guard checks else { continue }
      try #require(said.checks.count == rollout.checks.count, "\(said.checks)")
      for (said, check) in zip(said.checks, rollout.checks) {
        #expect(isSame(said.name, as: check.name))
        #expect(said.verdict == check.verdict, "\(check.name)")
        if let value = said.value {
          #expect(isSame(value, as: check), "\(check.name): \(value) for \(check.value)")
        }
        if case .number(let number) = check.value, let said = said.number {
          #expect((said - number).magnitude <= 5e-6 * number.magnitude)
        }
        if let reason = said.reason { #expect(isSame(reason, as: check.saidReason)) }
      }
    }
  }

  private func agree(_ remarks: [SaidRemark], _ run: ReportedRun) throws {
    let isCut = remarks.last?.message.contains(/and [0-9]+ more/) ?? false
    var missing = 0
    for rollout in run.rollouts {
      for check in rollout.checks where ["fail", "inconclusive", "error"].contains(check.verdict) {
        let told = remarks.contains { remark in
          guard isSame(remark.rollout, as: rollout.rollout),
            let headline = SaidHeadline(
              remark.message.replacing(#"\u{23}"#, with: "#"), of: printable(check.name, limit: 120)
            )
          else { return false }
          return (headline.value.map { isSame($0, as: check) } ?? true)
            && isSame(headline.reason, as: check.saidReason)
        }
        if !told { missing += 1 }
      }
    }
    #expect(missing == 0 || isCut, "\(missing) of \(remarks)")
    let isFine = run.rollouts.allSatisfy { $0.exitStatus == 0 } && run.exitStatus == 0
    #expect(isFine ? !remarks.contains(where: \.isError) : !remarks.isEmpty)
  }

  /// Whether a text is that of the JSON report, made printable, and cut off only where it says so.
  private func isSame(_ said: String, as raw: String) -> Bool {
    // What would be a command to a build agent is written out, too.
    func plain(_ text: String) -> String {
      text.replacing(#"\u{23}"#, with: "#").replacing(#"\u{3a}"#, with: ":")
        // Markdown shows them as what they mean.
        .replacing("`", with: "")
    }
    let (said, whole) = (plain(said), plain(printable(raw, limit: .max)))
    if let cut = said.firstMatch(of: /\.\.\. \([0-9]+ more characters\)$/) {
      return whole.hasPrefix(said[..<cut.range.lowerBound])
    }
    return said == whole
  }

  private func isSame(_ value: String, as check: ReportedRun.Check) -> Bool {
    guard let value = SaidValue(value) else {
      return switch check.value {
      case .none, .word: value == "-"
      case .number, .list: false
      }
    }
    return value.isShort(for: check.value, in: check.unit, atLeast: check.atLeast)
  }

  static let all =
    Sample.all + [
      Sample(folder: "long text", outcome: hostile(String(Hostile.long.prefix(10_000)))),
      Sample(folder: "empty text", outcome: hostile("")),
    ]

  @Test(
    "JUnit has the results that the verdicts imply, and the exit status has its cause",
    arguments: all)
  func results(sample: Sample) throws {
    let run = try ReportedRun(sample.outcome)
    let junit = try #require(ParsedJUnit(JUnitReport(sample.outcome).bytes()))
    #expect(junit.suites.map { $0.cases.map(\.result) } == run.junitResults)
    for (rollout, suite) in zip(run.rollouts, junit.suites.suffix(run.rollouts.count)) {
      let failures = suite.cases.count { $0.result == "failure" }
      let errors = suite.cases.count { $0.result == "error" }
      switch rollout.exitStatus {
      case 0: #expect(failures == 0 && errors == 0)
      case 1: #expect(failures > 0)
      default: #expect(errors > 0)
      }
      #expect(suite.properties["exitStatus"] == "\(rollout.exitStatus)")
    }
    let text = TextFormat.text.render(sample.outcome, style: Self.style)
    let told = text.firstMatch(of: #/(?m)^exit status ([0-9]): /#)?.1
    #expect(told.map(String.init) == "\(run.exitStatus)")
  }

  @Test("The published values are the same in every form", arguments: all)
  func published(sample: Sample) throws {
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(JSONReport(sample.outcome).text.utf8))
        as? [String: Any])
    let env = pairs(DotenvReport(sample.outcome).text)
    let outputs = pairs(GitHubOutputs(sample.outcome).text)
    for (key, variable, output) in [
      ("verdict", "VERDICT", "verdict"), ("decision", "DECISION", "decision"),
      ("weight", "WEIGHT", "weight"), ("nextWeight", "NEXT_WEIGHT", "next-weight"),
      ("exitStatus", "EXIT_STATUS", "exit-status"),
    ] {
      let value = json[key].flatMap { $0 is NSNull ? nil : "\($0)" }
      #expect(env["ROLLOUTGATE_" + variable] == value)
      #expect(outputs[output] == value ?? "")
    }
    let changed = try #require(json["changed"] as? Bool)
    #expect(env["ROLLOUTGATE_CHANGED"] == "\(changed)" && outputs["changed"] == "\(changed)")
  }

  private func pairs(_ text: String) -> [String: String] {
    let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
