import Analysis
import Testing

@Suite struct NotLiveTests {
  private static let committed = CommittedShare(parts: 30, of: 100)

  private static func share(_ canary: Double, _ baseline: Measurement.Value) -> ObservedShare {
    ObservedShare(canary: .exactly(canary), baseline: baseline, committed: committed)
  }

  static let live = share(2_400, .exactly(5_600))
  static let notLive = share(800, .exactly(7_200))
  static let unreached = share(0, .exactly(8_000))
  static let unmeasured = share(800, .none(.noData))
  static let unanswered = share(800, .none(.storeError("503")))

  private static let broken = Verdict.fail(.belowMinimum(value: 95, min: 99))
  private static let off = Reason.weightNotLive(observed: 0.1, committed: committed)

  struct Row: Sendable {
    let share: ObservedShare
    let verdict: Verdict
    let held: Verdict
    var besides: [Reason] = []
  }

  @Test(
    "Traffic that does not follow takes a pass back, and never a fail",
    arguments: [
      Row(share: live, verdict: .pass, held: .pass),
      Row(share: unmeasured, verdict: .pass, held: .pass),
      Row(share: notLive, verdict: .pass, held: .inconclusive(off)),
      Row(share: unreached, verdict: .pass, held: .inconclusive(.canaryUnreached)),
      Row(share: unanswered, verdict: .pass, held: .inconclusive(.storeError("503"))),
      Row(share: notLive, verdict: broken, held: broken),
      Row(share: unreached, verdict: broken, held: broken),
      Row(share: unanswered, verdict: broken, held: broken),
      Row(
        share: unreached, verdict: .inconclusive(.noData), held: .inconclusive(.canaryUnreached),
        besides: [.noData]),
      Row(
        share: unreached, verdict: .inconclusive(.noTraffic),
        held: .inconclusive(.canaryUnreached), besides: [.noTraffic]),
      Row(
        share: unreached, verdict: .inconclusive(.tooFewRequests(seen: 0, needed: 9)),
        held: .inconclusive(.canaryUnreached), besides: [.tooFewRequests(seen: 0, needed: 9)]),
      Row(
        share: notLive, verdict: .inconclusive(.noTraffic), held: .inconclusive(.noTraffic)),
      Row(
        share: unreached, verdict: .inconclusive(.tooEarly(until: .epoch)),
        held: .inconclusive(.tooEarly(until: .epoch))),
      Row(
        share: unreached, verdict: .inconclusive(.storeError("422")),
        held: .inconclusive(.storeError("422"))),
    ])
  func holds(row: Row) {
    let judgement = Judgement(
      verdict: row.verdict, measurement: Measurement(.exactly(95)), besides: [.partialAnswer])
    let held = row.share.holds(judgement)
    #expect(held.verdict == row.held)
    #expect(held.measurement == judgement.measurement)
    #expect(held.besides == row.besides + [.partialAnswer])
  }

  @Test(
    "An observed share reads differently from the committed one",
    arguments: [
      (30, 100, 0.1, "10 %"), (10, 100, 0.098_9, "9.9 %"), (30, 100, 0.300_4, "30.04 %"),
      (15, 1_000, 0.015_004, "1.5004 %"), (30, 100, 0.3, "30 %"), (100, 100, 0.999_96, "99.996 %"),
      (10, 100, 0, "0 %"),
    ])
  func percent(parts: Int, total: Int, observed: Double, text: String) {
    #expect(CommittedShare(parts: parts, of: total).percentText(of: observed) == text)
  }

  @Test("The reasons say what is seen, and what the weight is")
  func words() {
    #expect(
      "\(Self.off)"
        == "the canary has 10 % of the requests at a weight of 30: the weight is not live yet")
    let tenths = CommittedShare(parts: 15, of: 1_000)
    #expect(
      "\(Reason.weightNotLive(observed: 0, committed: tenths))".contains("a weight of 15/1000:"))
    #expect("\(Reason.canaryUnreached)".hasPrefix("the baseline has requests, the canary has none"))
  }
}
