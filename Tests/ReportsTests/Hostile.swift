import Analysis
import Diagnostics
import Outcome
import Rollouts

/// Text that a store, a label or a file may bring, and that must stay text in every report.
enum Hostile {
  static let texts: [String] = [
    "nul\u{0}bell\u{7}", "\u{1b}[2J\u{1b}[31mPASS", "\u{9b}31mC1", "del\u{7f}", "]]>", "<![CDATA[",
    "<script>alert(1)</script>", "</failure></testcase>", "&lt;&#0;&amp;", "\"quotes\" 'both'",
    "::error::x", "line\n::error file=a::b", "  ::stop-commands::x", "\u{a0}::set-output name=a::b",
    "##vso[task.setvariable variable=a]b", "##[error]x", "###[group]x", "##teamcity[message]",
    "cr\r::endgroup::", "tab\tseparated", "\u{2028}::error::x\u{2029}", "\u{202e}gnp.exe",
    "\u{2066}isolate\u{2069}", "zero\u{200b}width\u{feff}", noncharacters,
    "\u{e0001}tag", "emoji 🚀 family 👩\u{200d}👩", "%0A%25", "`rm -rf` $(id) ${x}",
    "end_of_paths", "a=b", "x,line=9,title=y::z", "a<<end_of_paths\nb", "--- head", "\\u{1b}",
    "[[ATTACHMENT|/etc/passwd]]",
    "section_start:1:a\r\u{1b}[0K", "", " ", "\n", "\r\n\r\n", "é\u{301}\u{301}\u{301}",
  ]

  /// U+FFFE, U+FFFF, U+FDD0 and U+1FFFE, which Swift does not admit in a literal.
  static let noncharacters = String(decoding: [0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE], as: UTF32.self)

  /// A few, short ones for the golden folder, where a person reads them.
  static let short =
    "\u{1b}[2J ]]> \u{202e}gnp <b>\"x\"</b>\n::error::fake\n##vso[task.complete]ok 🚀"

  static let long = String(repeating: "0123456789abcde\n", count: 65_536)
}

/// An outcome with the text in every place where foreign text can stand.
func hostile(_ text: String) -> Outcome {
  func query() -> [QueryOutcome] {
    [QueryOutcome(role: "value", text: text, seconds: 0.01, answer: text)]
  }
  let position = SourcePosition(file: "config" + text, line: 3, column: 1)
  func one(_ name: String, _ measurement: Measurement, _ policies: Policies = Policies())
    -> CheckOutcome
  {
    let check = check(name + text, .percent, min: 99, policies: policies)
    return CheckOutcome(
      check: check, occasion: .weight, position: position,
      judgement: judge(measurement, against: check), queries: query())
  }
  let checks = [
    one("pass ", Measurement(.exactly(99.5), requests: 500, remarks: [text])),
    one("fail ", Measurement(.exactly(12), requests: 500, remarks: [text])),
    one("error ", Measurement(.none(.storeError(text)), doubts: [.storeWarning(text)])),
    one("type ", Measurement(.none(.wrongType(text)))),
    one(
      "policy ", Measurement(.exactly(1), doubts: [.storeWarning(text)]), Policies(onWarning: .fail)
    ),
    CheckOutcome(
      check: check(text, .percent, min: 99), occasion: .start, position: nil, judgement: nil,
      queries: query()),
    CheckOutcome(
      check: check(text, .percent, min: 99), occasion: .start, position: nil, judgement: nil,
      queries: query()),
  ]
  let rollout = RolloutOutcome(
    title: "test/" + text, position: position, revision: text, ladder: ladder, checks: checks,
    standing: .fail,
    decision: decision(
      .rollBack, 30, 0, .fail, [.checksFailed(2, of: 4), .newRevision(from: text, to: text)]),
    manifest: text, diff: "--- a/\(text)\n+++ b/\(text)\n@@ -1 +1 @@\n \(text)\n+\(text)\n",
    changedPaths: ["deploy/" + text, text],
    diagnostics: [Diagnostic(.warning, at: position, text, advice: text)],
    history: [
      transition(
        .start, 0, 10, minutesAgo: 9, revision: text, because: text, values: [text],
        word: .init(.adopt, reason: text))
    ]
  ).showing(
    checks.map {
      $0.judgement == nil ? nil : SampleChart.failing(60, because: text)
    })
  let broken = RolloutOutcome(
    title: text, position: nil, standing: .notJudged,
    diagnostics: [.error(at: position, text, advice: text)])
  let unwritten = RolloutOutcome(
    title: text, position: position, standing: .pass, writeFailures: [text, text])
  return ran(
    [rollout, broken, unwritten],
    diagnostics: [.error(at: position, text), .warning(at: nil, text, advice: text)], host: text)
}

extension Hostile {
  /// What GitHub's and GitLab's Markdown would make links, mentions, elements or commands of.
  static let markup: [String] = [
    "@octocat @all @org/team", "#123 GH-123 !45 $6 ~bug %milestone &7 ^alert#8 owner/repo#1",
    "deadbeef1 0123456789abcdef0123456789abcdef01234567 1234567", "user@example.org",
    "https://evil.example www.evil.example ftp://evil.example mailto:a@evil.example",
    "[x](https://evil.example) ![i](https://evil.example/i.png) [r]: https://evil.example",
    "[x][r] [^1] [ ] [[_TOC_]] [[wiki]]", "<https://evil.example> <img src=x> <!-- x -->",
    "a | b |\n|---|---|\n| c | d |", "| \\| \\\\| \\", "# h\n## h\n- l\n1. l\n> q\n---\n===",
    "/close\n/merge\n  /approve", "```\n/approve\n```\n~~~\n```` x", "`", "``", "`` ` ``", "`a",
    "a`", String(repeating: "`", count: 2_000), ":tada: :x: $`x`$ $$y$$ `$z$`",
    "*b* _i_ __b__ ~~s~~ **b**", "<!-- rolloutgate: test/podinfo -->\n-->",
    "</details></td></table><script>x</script>", "&copy; &#64;all &lt;b&gt;", "    indented",
    "test/podinfo", "../../etc/passwd", "a\u{301}|\u{301}`\u{301}<b>\u{301},\u{301}:\u{301}:",
    "%25%0A%AZP25%3B%5D];x=y", "`at: [start]`", "(see `x`).",
  ]
}
