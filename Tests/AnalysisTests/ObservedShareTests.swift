import Analysis
import Testing

@Suite struct ObservedShareTests {
  enum Found: Sendable {
    case live, notLive, unreached, unknown
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let weight: Int
    let total: Int
    let canary: Double
    let baseline: Double
    /// In percentage points, as the config writes it.
    let tolerance: Double?
    let found: Found

    init(
      _ weight: Int, of total: Int = 100, _ canary: Double, _ baseline: Double, by: Double? = nil,
      is found: Found
    ) {
      (self.weight, self.total, self.canary, self.baseline) = (weight, total, canary, baseline)
      (tolerance, self.found) = (by, found)
    }

    var testDescription: String {
      "\(canary) beside \(baseline) at \(weight) of \(total) is \(found)"
    }
  }

  static let many: [Row] = [
    Row(10, 800, 7_200, is: .live),
    Row(30, 800, 7_200, is: .notLive),
    Row(10, 2_400, 5_600, is: .notLive),
    Row(60, 2_400, 5_600, is: .notLive),
    Row(30, 2_400, 5_600, is: .live),
    Row(60, 4_800, 3_200, is: .live),
    Row(30, 8_000, 0, is: .notLive),
    Row(30, 0, 8_000, is: .unreached),
    // The slack: two points, or a tenth of the smaller share.
    Row(10, 11_900, 88_100, is: .live),
    Row(10, 12_000, 88_000, is: .live),
    Row(10, 8_000, 92_000, is: .live),
    Row(10, 12_100, 87_900, is: .notLive),
    Row(40, 43_900, 56_100, is: .live),
    Row(40, 44_100, 55_900, is: .notLive),
    Row(60, 56_100, 43_900, is: .live),
    Row(60, 55_900, 44_100, is: .notLive),
    Row(95, 93_100, 6_900, is: .live),
    Row(95, 92_900, 7_100, is: .notLive),
    // What chance allows: three deviations of 400 requests at 40 are 7.3 points.
    Row(40, 188, 212, is: .live),
    Row(40, 190, 210, is: .notLive),
    Row(40, 132, 268, is: .live),
    Row(40, 130, 270, is: .notLive),
  ]

  static let few: [Row] = [
    Row(30, 0, 30, is: .unreached),
    Row(30, 0, 19, is: .unreached),
    Row(30, 0, 18, is: .unknown),
    Row(10, 0, 8, is: .unknown),
    Row(10, 0, 63, is: .unreached),
    Row(10, 0, 62, is: .unknown),
    Row(10, 1, 62, is: .live),
    Row(10, 8, 0, is: .notLive),
    Row(10, 6, 57, is: .live),
    // 14 or more of 63 come about at 10 in 3 of 1000 cases, 15 or more in 1.1.
    Row(10, 14, 49, is: .live),
    Row(10, 15, 48, is: .notLive),
    Row(90, 49, 14, is: .live),
    Row(90, 48, 15, is: .notLive),
    Row(50, 10, 0, is: .notLive),
    Row(50, 9, 0, is: .unknown),
    Row(50, 9, 1, is: .live),
    Row(1, 0, 500, is: .unknown),
    Row(1, 0, 700, is: .unreached),
    Row(1, 1, 699, is: .live),
  ]

  static let fractions: [Row] = [
    Row(30, 0.4, 29.8, is: .unreached),
    Row(30, 1.33, 1.33, is: .unknown),
    Row(30, 2_399.7, 5_600.6, is: .live),
    Row(10, 14.4, 48.6, is: .live),
    Row(10, 14.6, 48.4, is: .notLive),
    Row(100, 800.2, 0.3, is: .live),
  ]

  static let edges: [Row] = [
    Row(30, 0, 0, is: .unknown),
    Row(0, 0, 8_000, is: .live),
    Row(0, 100, 7_900, is: .live),
    Row(0, 800, 7_200, is: .notLive),
    Row(0, 0, 0, is: .unknown),
    Row(100, 8_000, 0, is: .live),
    Row(100, 8_000, 160, is: .live),
    Row(100, 8_000, 170, is: .notLive),
    Row(100, 7_200, 800, is: .notLive),
    Row(100, 1, 0, is: .live),
    Row(100, 0, 1, is: .unreached),
    Row(15, of: 1_000, 150, 9_850, is: .live),
    Row(15, of: 1_000, 600, 9_400, is: .notLive),
    Row(1, of: 1_000, 0, 6_600, is: .unknown),
    Row(1, of: 1_000, 0, 6_700, is: .unreached),
    Row(1_000, of: 1_000, 8_000, 800, is: .notLive),
    Row(1, of: 1_000_000, 0, 8_000, is: .unknown),
  ]

  static let tolerances: [Row] = [
    Row(30, 800, 7_200, by: 20.5, is: .live),
    Row(30, 800, 7_200, by: 19.5, is: .notLive),
    Row(30, 2_440, 5_560, by: 0, is: .live),
    Row(30, 2_600, 5_400, by: 0, is: .notLive),
    Row(30, 0, 8_000, by: 99, is: .unreached),
  ]

  @Test("The share is told from the committed one by more than chance", arguments: many)
  func told(row: Row) { expect(row) }

  @Test("Few requests tell no more than they can", arguments: few)
  func tooFew(row: Row) { expect(row) }

  @Test("A part of a request is of the estimate's making", arguments: fractions)
  func rounded(row: Row) { expect(row) }

  @Test("Nothing, everything and tenths of a percent are shares as others", arguments: edges)
  func atTheEdges(row: Row) { expect(row) }

  @Test("A given tolerance replaces the slack, not what chance allows", arguments: tolerances)
  func tolerated(row: Row) { expect(row) }

  struct Uncounted: Sendable {
    let canary: Measurement.Value
    let baseline: Measurement.Value
    var weight = 30
    let finding: ObservedShare.Finding
  }

  private static let failure = Reason.storeError("503")

  @Test(
    "What was not counted is not compared, and a canary without series got nothing",
    arguments: [
      Uncounted(canary: .none(.noData), baseline: .exactly(8_000), finding: .unreached),
      Uncounted(
        canary: .exactly(8_000), baseline: .none(.noData), finding: .unknown(.noData)),
      Uncounted(
        canary: .exactly(8_000), baseline: .none(.noData), weight: 100, finding: .live),
      Uncounted(canary: .none(.noData), baseline: .none(.noData), finding: .unknown(.noData)),
      Uncounted(
        canary: .none(.notANumber), baseline: .none(failure), finding: .unknown(failure)),
      Uncounted(canary: .none(failure), baseline: .exactly(1), finding: .unknown(failure)),
      Uncounted(
        canary: .exactly(-1), baseline: .exactly(8_000),
        finding: .unknown(.wrongType("a negative count"))),
      Uncounted(canary: .exactly(0), baseline: .exactly(0), finding: .unknown(.noTraffic)),
      Uncounted(
        canary: .exactly(1), baseline: .exactly(7),
        finding: .unknown(.tooFewRequests(seen: 8, needed: 19))),
    ])
  func uncounted(row: Uncounted) {
    let share = ObservedShare(
      canary: row.canary, baseline: row.baseline,
      committed: CommittedShare(parts: row.weight, of: 100))
    #expect(share.finding == row.finding)
  }

  private func expect(_ row: Row) {
    let share = ObservedShare(
      canary: .exactly(row.canary), baseline: .exactly(row.baseline),
      committed: CommittedShare(parts: row.weight, of: row.total),
      slack: row.tolerance.map { $0 / 100 })
    let found: Found =
      switch share.finding {
      case .live: .live
      case .notLive: .notLive
      case .unreached: .unreached
      case .unknown: .unknown
      }
    #expect(found == row.found, "\(share.finding)")
  }
}
