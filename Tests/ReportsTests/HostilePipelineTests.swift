import Analysis
import Diagnostics
import Foundation
import Outcome
import Rollouts
import Testing

@testable import Reports

/// Whatever a store, a label or a file brings, it stays text in what CIs read and show.
@Suite struct HostilePipelineTests {
  static let texts =
    HostileTextTests.texts.map { String($0.prefix(20_000)) } + Hostile.markup
    + [Hostile.markup.joined(separator: " ")]

  @Test(
    "In a page nothing of a text becomes an element, a link or a mention", arguments: texts.indices)
  func page(index: Int) throws {
    let outcome = everywhere(Self.texts[index])
    let bytes = try ReportKind.markdown.bytes(outcome)
    #expect(bytes.count <= MarkdownReport.maxBytes)
    try expectOnlyOurs(bytes, of: outcome)
    for comment in Comments(outcome).files {
      try expectOnlyOurs(comment.bytes, of: outcome)
    }
  }

  @Test("A page has the same structure whatever the texts in it", arguments: Hostile.markup)
  func structure(text: String) throws {
    // A page has room for all of it.
    guard text.utf8.count < 500, !text.contains("\n") else { return }
    func skeleton(_ text: String) throws -> [String] {
      try RenderedMarkdown(ReportKind.markdown.bytes(everywhere(text))).root.all.map(\.name)
        .filter { $0 != "code" }
    }
    #expect(try skeleton(text) == skeleton("plain"))
  }

  @Test(
    "No line of a page is a command, to GitLab's notes or to a build agent",
    arguments: texts.indices)
  func lines(index: Int) throws {
    let outcome = everywhere(Self.texts[index])
    let text = String(decoding: try ReportKind.markdown.bytes(outcome), as: UTF8.self)
    for line in text.split(separator: "\n") {
      #expect(!line.hasPrefix("/") && !line.hasPrefix("::"), "\(line)")
      #expect(!line.contains("##[") && !line.contains("##vso["), "\(line)")
      #expect(line.unicodeScalars.allSatisfy(isShown))
    }
    #expect(text.matches(of: #/(?m)^```/#).count % 2 == 0)
  }

  @Test("GitHub and Azure see our commands alone", arguments: texts.indices)
  func commands(index: Int) throws {
    let outcome = everywhere(Self.texts[index])
    let gitHub = TextFormat.github.render(outcome, style: PipelineTests.plain)
    for line in gitHub.split(separator: "\n") {
      #expect(line.unicodeScalars.allSatisfy(isShown))
      guard let command = WorkflowCommand(line) else { continue }
      #expect(["group", "endgroup", "error", "warning", "notice"].contains(command.name))
      #expect(Set(command.properties.keys).isSubset(of: ["file", "line", "title"]))
      #expect(command.properties["line"].map { $0 == "3" } ?? true)
    }
    let azure = TextFormat.azure.render(outcome, style: PipelineTests.plain)
    for line in azure.split(separator: "\n") {
      #expect(line.unicodeScalars.allSatisfy(isShown))
      guard let command = AgentCommand(line) else { continue }
      switch command.name {
      case "task.logissue":
        #expect(
          Set(command.properties.keys).isSubset(of: ["type", "sourcepath", "linenumber", "code"]))
        #expect(command.properties["linenumber"].map { $0 == "3" } ?? true)
      case "task.setvariable":
        #expect(Set(command.properties.keys) == ["variable", "isOutput"])
      default: Issue.record("\(line)")
      }
    }
  }

  @Test("GitLab's log has our sections alone", arguments: texts.indices)
  func sections(index: Int) throws {
    let outcome = everywhere(Self.texts[index])
    for color in [true, false] {
      let log = TextFormat.gitlab.render(outcome, style: TextStyle(color: color, unicode: true))
      let (sections, rest) = try #require(LogSection.all(in: log))
      #expect(sections.count == 4 && Set(sections.map(\.name)).count == 4)
      for line in sections.flatMap(\.lines) + rest {
        let bare = line.replacing(#/\x{1b}\[[0-9]{1,2}m/#, with: "")
        #expect(bare.unicodeScalars.allSatisfy(isShown))
        #expect(color || bare == line)
      }
    }
  }

  @Test("GitLab's reports are whole, and give each text back", arguments: texts.indices)
  func reports(index: Int) throws {
    let text = Self.texts[index]
    let outcome = everywhere(text)
    let metrics = try ReportKind.metrics.bytes(outcome)
    let lint = try run("promtool", ["check", "metrics"], input: metrics)
    #expect(lint.status == 0 && lint.output.isEmpty, "\(lint.output)")
    let titles = Set(try MetricSample.all(in: metrics).compactMap { $0.labels["rollout"] })
    let shown = printable("test/" + text, limit: 200).replacing("#", with: #"\u{23}"#)
    #expect(titles.contains { $0.utf8.elementsEqual(shown.utf8) }, "\(titles)")
    for kind in [ReportKind.gitlabAnnotations, .codequality] {
      let bytes = try kind.bytes(outcome)
      _ = try JSONSerialization.jsonObject(with: Data(bytes))
      #expect(
        String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
          $0 == "\n" || isShown($0)
        })
    }
  }

  /// Nothing but what we write ourselves, but for code.
  private func expectOnlyOurs(_ bytes: [UInt8], of outcome: Outcome) throws {
    let root = try RenderedMarkdown(bytes).root
    let names: Set = [
      "root", "h2", "h3", "p", "ul", "li", "strong", "a", "code", "pre", "details", "summary",
      "table", "thead", "tbody", "tr", "th", "td",
    ]
    #expect(Set(root.all.map(\.name)).subtracting(names).isEmpty, "\(Set(root.all.map(\.name)))")
    let pages = outcome.rollouts.flatMap(\.checks).flatMap(\.queries).compactMap(\.page?.text)
    let links = Set(root.all("a").compactMap { $0.attributes["href"] })
    #expect(links.isSubset(of: pages + [outcome.job?.text ?? ""]))
    for summary in root.all("summary") {
      #expect(summary.text.wholeMatch(of: #/[A-Za-z0-9 ,:]+/#) != nil)
    }
    // Outside of code there are plain words, none of which is a mention, a reference or a hash.
    let prose = root.text(skipping: ["code", "pre"])
    let strange = prose.unicodeScalars.filter { scalar in
      !(scalar.isASCII
        && (scalar.properties.isAlphabetic
          || "0123456789 \n.,;:()%=<>?'-[]".unicodeScalars.contains(scalar)))
        && !"\u{a0}→·✅❌❓⚠\u{fe0f}➖".unicodeScalars.contains(scalar)
    }
    #expect(strange.isEmpty, "\(strange)")
    #expect(prose.firstMatch(of: #/\b[0-9a-fA-F]{7,}\b/#) == nil)
    #expect(prose.firstMatch(of: #/[%:][A-Za-z0-9]/#) == nil)
  }

  /// Our reports write out whatever a reader could be misled by.
  private func isShown(_ scalar: Unicode.Scalar) -> Bool { !isMisleading(scalar) }
}

/// The text in every place where foreign text can stand, with hooks, traffic, samples and links too.
func everywhere(_ text: String) -> Outcome {
  let base = hostile(text)
  let share = ObservedShare(
    canary: .exactly(10), baseline: .none(.wrongType(text)),
    committed: CommittedShare(parts: 10, of: 100))
  let page = WebAddress("https://prometheus.example.org/graph?a=1&lt;=2&g0.expr=%40all*_x_~")
  let query = QueryOutcome(role: text, text: text, seconds: 0, answer: text, page: page)
  let hooks = HookKind.allCases.map {
    HookOutcome(
      kind: $0, name: text, end: .failure, text: text, status: text, seconds: 0, attempts: 1)
  }
  let linked = base.rollouts[0].checks.map { check in
    CheckOutcome(
      check: check.check, occasion: check.occasion, position: check.position,
      judgement: check.judgement, queries: [query])
  }
  let rollout = base.rollouts[0]
  let first = RolloutOutcome(
    title: rollout.title, position: rollout.position, revision: text, ladder: rollout.ladder,
    checks: linked, standing: rollout.standing, decision: rollout.decision, manifest: text,
    diff: rollout.diff, changedPaths: rollout.changedPaths, diagnostics: rollout.diagnostics,
    traffic: TrafficOutcome(share: share, window: .seconds(60), queries: [query]), hooks: hooks
  ).sampled(SampleTally(count: 3, failed: 1), at: evaluation)
  return ran([first] + base.rollouts.dropFirst(), diagnostics: base.diagnostics, host: text)
}
