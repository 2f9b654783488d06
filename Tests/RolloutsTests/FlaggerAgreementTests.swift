import Rollouts
import Testing

/// Every question that Flagger answers, put to both.
@Suite struct FlaggerAgreementTests {
  @Test("A decision is Flagger's, or unlike it for exactly one stated reason")
  func agrees() throws {
    var cases = 0
    var matches = 0
    var differences: [DeliberateDifference: Int] = [:]
    for setup in try FlaggerSetup.all() {
      for status in setup.statuses {
        for one in setup.cases(at: status) {
          cases += 1
          let ours = one.ours
          guard ours != one.flagger else {
            matches += 1
            continue
          }
          let reasons = DeliberateDifference.allCases.filter { $0.applies(to: one) }
          guard reasons.count == 1, let reason = reasons.first, reason.allows(ours, one) else {
            Issue.record("\(one): \(ours) for \(reasons)")
            return
          }
          differences[reason, default: 0] += 1
        }
      }
    }
    print("Flagger's answers: \(cases) cases, \(matches) matched")
    for reason in DeliberateDifference.allCases {
      print("  \(differences[reason] ?? 0) otherwise: \(reason.why)")
    }
    #expect(cases == 132_196)
    #expect(matches == 61_980)
    #expect(differences == Self.counts)
    #expect(Set(Self.counts.keys) == Set(DeliberateDifference.allCases))
    #expect(cases == matches + differences.values.reduce(0, +))
  }

  /// What is bettered on purpose, and how often; none of them never.
  static let counts: [DeliberateDifference: Int] = [
    .firstRevisionStarts: 3_108,
    .newRevisionAtOnce: 26_280,
    .newRevisionInPromotion: 7_720,
    .topWaitsForBaseline: 252,
    .finishedIsJudged: 1_036,
    .topStays: 696,
    .promotionIsJudged: 10_980,
    .startIsChecked: 2_004,
    .rollbackIsHeardFirst: 84,
    .confirmedAtEachTry: 1_008,
    .waitsWithoutTraffic: 392,
    .raisesAreConfirmed: 1_260,
    .neverGoesBack: 678,
    .judgedAfterRefusal: 162,
    .loweredLimit: 8_748,
    .unknownIsHeld: 4_716,
    .neverPastTheTop: 84,
    .offTheLadder: 1_008,
  ]
}
