import Diagnostics
import Outcome
import Rollouts
import Testing

@testable import Reports

@Suite struct PublishedTests {
  @Test(
    "The verdict is the worst rollout's, and never a pass where nothing was judged",
    arguments: [
      ([healthy], "pass"), ([], "not-judged"), ([unverified], "not-judged"),
      ([unverified, healthy], "pass"), ([healthy, noData], "inconclusive"),
      ([noData, unreachable], "error"), ([unreachable, broken], "fail"),
      ([broken, unwritten], "error"),
    ] as [([RolloutOutcome], String)])
  func verdict(rollouts: [RolloutOutcome], expected: String) {
    #expect(Published(ran(rollouts)).verdict == expected)
  }

  @Test("Weights are published for one rollout only")
  func weights() {
    let one = Published(ran([healthy]))
    #expect(one.weight == weight(10) && one.nextWeight == weight(30))
    let two = Published(ran([healthy, broken]))
    #expect(two.weight == nil && two.nextWeight == nil && two.decision == nil)
    #expect(two.paths == [manifest, record, ".rolloutgate/shop/checkout.record"])
  }

  @Test("A list of paths too long for GitLab ends in how many are missing")
  func manyPaths() throws {
    let paths = (0..<1_000).map { "deploy/stage/\($0)/virtual service.yaml" }
    let many = rollout("test/podinfo", standing: .pass, changedPaths: paths)
    let text = DotenvReport(ran([many])).text
    #expect(text.utf8.count <= DotenvReport.maxBytes)
    let list = try #require(text.firstMatch(of: /ROLLOUTGATE_PATHS=(.*)\n/)?.1).split(
      separator: ",")
    #expect(list.first == "deploy/stage/0/virtual%20service.yaml")
    #expect(list.last == "+\(1_000 - (list.count - 1))")
  }

  @Test(
    "Non-finite numbers are texts in JSON",
    arguments: [
      (Double.nan, "\"NaN\"\n"), (.infinity, "\"+Inf\"\n"), (-.infinity, "\"-Inf\"\n"),
      (0.1, "0.1\n"),
      (612, "612\n"), (1e300, "1e+300\n"), (-0.0, "0\n"),
    ])
  func numbers(value: Double, expected: String) {
    #expect(JSONText.number(value).document == expected)
  }

  @Test("Every kind of report has bytes, the same each time", arguments: ReportKind.allCases)
  func kinds(kind: ReportKind) throws {
    let bytes = try kind.bytes(ran([broken]))
    #expect(!bytes.isEmpty)
    #expect(try kind.bytes(ran([broken])) == bytes)
  }

  @Test("Without Unicode the text is plain ASCII")
  func ascii() {
    for sample in Sample.all where sample.folder != "hostile-text" {
      let text = TextReport(sample.outcome, style: TextStyle(color: false, unicode: false)).text
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
