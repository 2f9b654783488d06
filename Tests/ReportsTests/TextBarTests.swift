import Analysis
import Outcome
import Rollouts
import Testing

@testable import Reports

@Suite struct TextBarTests {
  @Test(
    "A bar shows a share of its width, in blocks and in ASCII",
    arguments: [
      (0, "········", "........"), (0.01, "········", "........"), (0.016, "▏·······", "........"),
      (0.5, "████····", "####...."), (0.56, "████▍···", "####...."),
      (0.999, "███████▉", "#######."),
      (1, "████████", "########"), (1.01, "███████▶", "#######>"), (1e300, "███████▶", "#######>"),
    ] as [(Double, String, String)])
  func share(share: Double, blocks: String, ascii: String) {
    #expect(TextBar(unicode: true).share(share, width: 8) == blocks)
    #expect(TextBar(unicode: false).share(share, width: 8) == ascii)
  }

  @Test(
    "A weight's bar shows what is gained and lost, and never little as nothing",
    arguments: [
      (0, 10, "▒▒··················", "++.................."),
      (10, 30, "██▒▒▒▒··············", "##++++.............."),
      (30, 0, "░░░░░░··············", "------.............."),
      (1, 1, "█···················", "#..................."),
      (99, 100, "███████████████████▒", "###################+"),
      (100, 100, "████████████████████", "####################"),
    ])
  func weight(from: Int, to: Int, blocks: String, ascii: String) {
    let (from, to) = (sampleWeight(from), sampleWeight(to))
    #expect(TextBar(unicode: true).weight(from: from, to: to, width: 20) == blocks)
    #expect(TextBar(unicode: false).weight(from: from, to: to, width: 20) == ascii)
  }

  static let uses: [(Analysis.Unit, Double?, Double?, Double, Double?)] = [
    (.milliseconds, nil, 500, 412.5, 0.825), (.milliseconds, nil, 500, 0, 0),
    (.milliseconds, nil, 500, 612, 1.224), (.percent, 99, nil, 99.9, 0.1),
    (.percent, 99, nil, 97.2, 2.8), (.percent, 99, nil, 100, 0), (.percent, 100, nil, 100, 1),
    (.percent, 100, nil, 50, 2), (.ratio, 0.99, nil, 0.999, 0.1), (.none, 4, nil, 8, 0.5),
    (.none, 4, nil, 0, nil), (.none, 0, nil, 3, nil), (.none, nil, 0, 0, nil),
    (.none, nil, -1, -2, nil), (.none, 1, 5, 3, 0), (.none, 1, 5, 5, 1), (.none, 1, 5, 7, 2),
    (.none, 3, 3, 3, nil), (.none, -4, nil, -2, nil), (.none, nil, 1e-300, 1e300, nil),
  ]

  @Test("What a value takes of its limit", arguments: uses.indices)
  func use(index: Int) throws {
    let (unit, min, max, value, expected) = Self.uses[index]
    let one = judged(
      check("a", unit, min: min, max: max), Measurement(.exactly(value), requests: 500), line: 1,
      queries: [])
    let use = one.limitUse
    #expect((use == nil) == (expected == nil), "\(String(describing: use))")
    if let use, let expected { #expect((use - expected).magnitude < 1e-9) }
  }

  @Test(
    "Text is as wide as a terminal shows it",
    arguments: [
      ("abc", 3), ("", 0), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("🚀", 2), ("👩‍👩‍👧", 2),
      ("❤\u{FE0F}", 2), ("ｆ", 2), ("█▒", 2), ("Ωλ", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(text.columns == columns)
  }
}

/// `weight` of the samples, which the suite's own function hides.
private func sampleWeight(_ parts: Int) -> Weight { weight(parts) }
