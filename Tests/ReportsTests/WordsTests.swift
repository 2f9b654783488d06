import Analysis
import Diagnostics
import Outcome
import Rollouts
import Testing

@testable import Reports

@Suite struct WordsTests {
  @Test(
    "A text is made printable, and what is printable stays",
    arguments: [
      ("plain", "plain"), ("é 🚀 日本", "é 🚀 日本"), ("a\nb\r\n\tc", #"a\nb\r\n\tc"#),
      ("\u{1b}[31m", #"\u{1b}[31m"#), ("\u{9b}", #"\u{9b}"#), ("\u{202e}", #"\u{202e}"#),
      (Hostile.noncharacters, #"\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}"#), ("\u{fffd}", "\u{fffd}"),
      ("\u{2028}", #"\u{2028}"#), ("\\", "\\"), ("", ""),
    ])
  func printed(text: String, expected: String) {
    #expect(printable(text) == expected)
    #expect(printable(printable(text)) == expected)
  }

  @Test(
    "A line is kept from being a command",
    arguments: [
      ("::error::x", #"\u{3a}:error::x"#), ("  ::error::x", #"  \u{3a}:error::x"#),
      ("a ::error::x", "a ::error::x"), ("a##[b]", #"a#\u{23}[b]"#), ("a#b", "a#b"),
      ("###[b]", #"#\u{23}\u{23}[b]"#), ("", ""),
    ])
  func commands(line: String, expected: String) {
    #expect(commandFree(line) == expected)
  }

  @Test("A long text ends in how much was cut off")
  func clipped() {
    let text = String(repeating: "é", count: 300)
    #expect(text.clipped(to: 300) == text)
    let short = text.clipped(to: 200)
    #expect(short.hasSuffix("é... (144 more characters)"))
    #expect(short.unicodeScalars.count <= 200)
  }

  @Test("A long text is cut before it is made printable, and the rest is counted as it came")
  func printedShort() {
    let text = String(repeating: "\u{1b}", count: 1_000)
    let short = printable(text, limit: 200)
    // 156 characters hold 26 escapes of six.
    #expect(short == String(repeating: #"\u{1b}"#, count: 26) + "... (974 more characters)")
    #expect(printable(text, limit: 6_000).unicodeScalars.count == 6_000)
    #expect(printable(Hostile.long, limit: 200).unicodeScalars.count <= 200)
    #expect(
      printable(String(repeating: "x", count: 201), limit: 200).hasSuffix("(45 more characters)"))
  }

  @Test(
    "A value has six digits that count, and never reads like the bound that it breaks",
    arguments: [
      (99.943712, nil, "99.9437"), (612, nil, "612"), (1_234_567.89, nil, "1234568"),
      (0.0312345678, nil, "0.0312346"), (1.5e-8, nil, "1.5e-08"), (0, nil, "0"),
      (98.99999999, 99, "98.99999999"), (99.0000001, 99, "99.0000001"), (97.2, 99, "97.2"),
      (5.0000000000001, 5, "5.0000000000001"), (-0.5, 0, "-0.5"),
    ] as [(Double, Double?, String)])
  func measured(value: Double, bound: Double?, expected: String) {
    #expect(ValueText.measured(value, .none, apartFrom: bound) == expected)
  }

  @Test(
    "A distance is a percentage, for a percentage it is points",
    arguments: [
      (612, 500, Unit.milliseconds, "22.4 % over"), (97.2, 99, .percent, "1.8 points under"),
      (98, 99, .percent, "1 point under"), (0.5, 0, .none, nil),
      (5_000, 1, .none, "5000 times the limit"),
      (0.2, 0.1, .ratio, "100 % over"), (-50, 1, .none, nil),
    ] as [(Double, Double, Analysis.Unit, String?)])
  func distance(value: Double, bound: Double, unit: Analysis.Unit, expected: String?) {
    #expect(ValueText.distance(of: value, from: bound, unit) == expected)
  }

  @Test(
    "A limit is written as it is read",
    arguments: [
      (99, nil, Unit.percent, ">= 99 %"), (nil, 500, .milliseconds, "<= 500 ms"),
      (1, 5, .milliseconds, "in 1...5 ms"), (3, 3, .none, "= 3"),
      (nil, 0.000_000_1, .none, "<= 0.0000001"),
    ] as [(Double?, Double?, Analysis.Unit, String)])
  func limit(min: Double?, max: Double?, unit: Analysis.Unit, expected: String) throws {
    #expect(try #require(Limit(min: min, max: max)).text(unit) == expected)
  }

  @Test(
    "The ladder shows where the rollout is and where it goes",
    arguments: [
      (10, 30, "0 [10] >30 60 100"), (30, 0, ">0 10 [30] 60 100"), (100, 100, "0 10 30 60 [100]"),
      (20, 30, "0 10 [20] >30 60 100"), (0, 10, "[0] >10 30 60 100"),
    ])
  func ladderText(from: Int, to: Int, expected: String) {
    #expect(ladder.text(from: weight(from), to: weight(to)) == expected)
  }

  @Test("A long ladder shows its ends and the neighbours of what is marked")
  func longLadder() throws {
    let long = try Ladder(step: 5, max: 1_000, of: 1_000)
    let text = long.text(from: Weight(500, of: 1_000), to: Weight(505, of: 1_000))
    #expect(text == "0 5 10 ... 490 495 [500] >505 510 515 ... 990 995 1000 of 1000")
  }

  @Test("Every reason and ground makes a JUnit type in CamelCase")
  func types() {
    let grounds: [Ground] = [.checksPassed(1), .revisionFailed(.manual), .atTop, .storeFailed]
    let reasons: [Reason] = [.noData, .notANumber, .unreachable(""), .storeError("")]
    for name in grounds.map(\.name) + reasons.map(\.name) {
      let type = JUnitCase.Trouble(type: name, message: "").type
      #expect(type.wholeMatch(of: /([A-Z][a-z]*)+/) != nil)
    }
  }
}
