import Analysis
import Foundation
import Outcome
import Testing

@testable import Reports

/// Pages of Markdown, rendered as GitHub renders them and read again.
@Suite struct MarkdownTests {
  @Test("The page's tables say what the JSON report says", arguments: AgreementTests.all)
  func agree(sample: Sample) throws {
    let report = try ParsedReport(of: sample.outcome)
    let page = try RenderedMarkdown(ReportKind.markdown.bytes(sample.outcome)).root
    let tables = page.all("table").map(\.rows)
    let overview = tables.first { $0[0] == ["verdict", "rollout", "decision", "why"] }
    if report.rollouts.count == 1 {
      #expect(overview == nil)
    } else {
      let words = (overview ?? []).dropFirst().map { word(in: $0[0]) }
      #expect(words.sorted() == report.rollouts.map(\.verdict).sorted())
    }
    let shown = tables.filter { $0[0].first == "verdict" && $0[0].count == 7 }
    let told = report.rollouts.filter { !$0.checks.isEmpty }
    #expect(shown.count == told.count)
    for table in shown {
      let names = table.dropFirst().map { $0[1] }
      let rollout = try #require(
        told.first { rollout in
          rollout.checks.map { Self.seen($0.name, limit: 100) } == names
            && rollout.checks.map(\.verdict) == table.dropFirst().map { word(in: $0[0]) }
        }, "\(names)")
      for (check, row) in zip(rollout.checks, table.dropFirst()) {
        #expect(row.count == 7)
        if case .number(let number) = check.value {
          #expect(isSame(Double(row[2].matches(of: #/-?[0-9.]+(e[+-]?\d+)?/#)[0].0), number))
        }
        #expect(Double(row[5]) == check.requests?.rounded())
        for limit in [check.min, check.max].compactMap(\.self) {
          #expect(
            row[3].split { !"0123456789.".contains($0) }.joined(separator: "...").contains(
              "\(limit)".replacing(".0", with: "")))
        }
        let words =
          check.reason?.text
          ?? (check.verdict == "skipped" ? "not judged in this run (at: [start])" : "")
        let reason = Self.seen(words, limit: 200).replacing("->", with: "→")
        #expect(Self.bare(row[6]) == Self.bare(reason), "\(check.name)")
      }
    }
  }

  @Test(
    "The headline has verdict and decision, and the last line has the exit status",
    arguments: Sample.all)
  func headline(sample: Sample) throws {
    let report = try ParsedReport(of: sample.outcome)
    let page = try RenderedMarkdown(ReportKind.markdown.bytes(sample.outcome)).root
    let title = try #require(page.all("h2").first?.text)
    #expect(title.contains(report.verdict.replacing("-", with: " ")))
    if let decision = sample.outcome.rollouts.first?.decision, report.rollouts.count == 1 {
      #expect(page.text.contains(decision.kind.words))
      #expect(page.text.contains("Next: ") || page.text.contains("Would follow: "))
    }
    let last = try #require(page.all("p").last)
    #expect(last.text.hasPrefix("exit status \(report.exitStatus): "))
    #expect(last.all("a").map { $0.attributes["href"] } == [report.job])
  }

  @Test("The ladder marks where the rollout stands and where it goes")
  func ladders() throws {
    for (rollout, expected) in [
      (healthy, "0 · [10] · → 30 · 60 · 100"), (broken, "→ 0 · 10 · [30] · 60 · 100"),
      (held, "0 · 10 · [30] · 60 · 100"),
    ] {
      let page = try RenderedMarkdown(ReportKind.markdown.bytes(ran([rollout]))).root
      #expect(page.all("li").map(\.text).contains("Ladder: " + expected))
    }
  }

  @Test(
    "A sentence keeps its words, and puts into code what may be more than a word",
    arguments: [
      ("2 of 3 checks failed", "2 of 3 checks failed"),
      ("failed run 1 exceeds failureLimit 0", "failed run 1 exceeds failureLimit 0"),
      ("advance 10 -> 30", "advance 10 → 30"), ("22.4 % over, >= 99 %", "22.4 % over, &gt;= 99 %"),
      ("refused by prometheus:9090", "refused by `prometheus:9090`"),
      ("waits for a/b, c-d to succeed", "waits for `a/b`, `c-d` to succeed"),
      ("no check is `at: [start]`", "no check is `at: [start]`"),
      ("held until `adopt`: @all", "held until `adopt`: `@all`"),
      ("mail a@b.c now", "mail `a@b.c` now"), ("see #12 and !3", "see `#12` and `!3`"),
      ("commit 1234567", "commit `1234567`"), ("at deadbeef now", "at `deadbeef` now"),
      ("face 123456", "face 123456"), ("a  b", "a b"), ("", ""), (" ", ""),
      ("x`y", "``x`y``"), ("`", "`` ` ``"), ("/close", "`/close`"), ("*b* _i_", "`*b* _i_`"),
      ("p99 in 1m30s", "p99 in 1m30s"), ("at abc1234", "at `abc1234`"), ("in 1...5", "in 1...5"),
      ("(see x)", "(see x)"), ("desk (a-b) agrees", "desk (`a-b`) agrees"),
      (
        "pass if result[0] <= 0.9, fail if result[0] > 1",
        "pass if `result[0] <= 0.9`, fail if `result[0] > 1`"
      ),
      ("[1, 1, 1] ms", "`[1, 1, 1]` ms"),
      ("all(result, {# >= 1}), so", "`all(result, {# >= 1})`, so"),
      ("limit >= 99 %", "limit &gt;= 99 %"), ("open ( [x y z", "open `( [x y z`"),
      ("a f(x). b", "a `f(x)`. b"), ("- a", "`-` a"),
    ])
  func prose(sentence: String, expected: String) {
    #expect(MarkdownText.prose(sentence) == expected)
  }

  @Test(
    "In a cell a bar is none, in code or out of it, whatever stands before it",
    arguments: [
      ("`a|b`", #"`a\|b`"#), (#"`a\|b`"#, #"`a\u{7c}b`"#), ("`||`", #"`\|\|`"#), ("plain", "plain"),
      ("`a|\u{301}`", "`a\\|\u{301}`"),
    ])
  func cell(inline: String, expected: String) {
    #expect(MarkdownText.cell(inline) == expected)
  }

  @Test("A page is bounded, whatever was run, and says what it leaves out", arguments: pages)
  func bounded(page: LargeRun) throws {
    let bytes = try ReportKind.markdown.bytes(page.outcome)
    #expect(bytes.count <= MarkdownReport.maxBytes)
    let text = try RenderedMarkdown(bytes).root.text
    for part in page.parts { #expect(text.contains(part), "\(part)") }
    for comment in Comments(page.outcome).files { #expect(comment.bytes.count <= 65_000) }
  }

  struct LargeRun: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let outcome: Outcome
    /// What the page says of what it leaves out.
    let parts: [String]
  }

  static let pages: [LargeRun] = {
    let long = String(Hostile.long.prefix(20_000))
    let emoji = String(repeating: "🚀|`", count: 5_000)
    let many = Array(repeating: healthyChecks, count: 300).flatMap(\.self)
    let failing = rollout(
      "test/last", checks: many + brokenChecks, standing: .fail, decision: broken.decision)
    return [
      LargeRun(
        testDescription: "1,000 rollouts",
        outcome: ran(Array(repeating: healthy, count: 999) + [broken]),
        parts: [
          "1000 rollouts: 1 fail, 999 pass", "more: ", "are not shown here", "1.8 points under",
        ]),
      LargeRun(
        testDescription: "a rollout of 1,200 checks", outcome: ran([failing]),
        parts: ["more checks", "1.8 points under", "The JSON report has the queries of"]),
      LargeRun(
        testDescription: "1,000 rollouts of long texts",
        outcome: ran(Array(repeating: broken.titled(long), count: 1_000)),
        parts: ["1000 rollouts: 1000 fail", "more: "]),
      LargeRun(
        testDescription: "long texts everywhere", outcome: hostile(long), parts: ["more characters"]
      ),
      LargeRun(
        testDescription: "wide texts everywhere", outcome: hostile(emoji),
        parts: ["more characters"]),
      LargeRun(
        testDescription: "a large diff",
        outcome: ran([
          rollout(
            "test/podinfo", standing: .pass, decision: healthy.decision,
            diff: String(repeating: diff(10, 30), count: 200))
        ]), parts: ["more lines"]),
      LargeRun(
        testDescription: "many remarks",
        outcome: ran([
          rollout(
            "test/podinfo", standing: .pass,
            diagnostics: (0..<200).map { .error(at: place($0 + 1), "fault \($0) \(emoji)") },
            writeFailures: (0..<200).map { "file \($0) \(emoji)" })
        ]), parts: ["195 more"]),
    ]
  }()

  /// The word of a cell with a mark before it.
  private func word(in cell: String) -> String {
    String(cell.drop { !$0.isLetter }).replacing(" ", with: "-")
  }

  /// As a page shows it.
  static func seen(_ text: String, limit: Int) -> String {
    let text = hashFree(printable(text.isEmpty ? "" : text, limit: limit))
    let shown = text.contains("```") ? text.replacing("`", with: #"\u{60}"#) : text
    return shown.isEmpty && limit == 100 ? "\"\"" : shown
  }

  /// Without what a reader of HTML does not see, and without the marks of code.
  private static func bare(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("`", with: "")
  }
}
