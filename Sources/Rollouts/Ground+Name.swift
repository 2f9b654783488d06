extension Ground {
  /// A stable identifier: `checksPassed`.
  package var name: String {
    switch self {
    case .checksPassed: "checksPassed"
    case .checksFailed: "checksFailed"
    case .checksInconclusive: "checksInconclusive"
    case .storeFailed: "storeFailed"
    case .judgedBefore: "judgedBefore"
    case .hooksFailed: "hooksFailed"
    case .hookRollsBack: "hookRollsBack"
    case .notConfirmed: "notConfirmed"
    case .failureHeld: "failureHeld"
    case .failureLimitReached: "failureLimitReached"
    case .patienceEnded: "patienceEnded"
    case .startedUnverified: "startedUnverified"
    case .notStarted: "notStarted"
    case .revisionFailed: "revisionFailed"
    case .loweredByPerson: "loweredByPerson"
    case .raisedByPerson: "raisedByPerson"
    case .newRevision: "newRevision"
    case .baselineNotPromoted: "baselineNotPromoted"
    case .ageUnknown: "ageUnknown"
    case .offLadder: "offLadder"
    case .iteration: "iteration"
    case .goesLive: "goesLive"
    case .atTop: "atTop"
    case .alreadyFinished: "alreadyFinished"
    case .alreadyAt: "alreadyAt"
    case .stageAwaits: "stageAwaits"
    case .alreadyAdvanced: "alreadyAdvanced"
    case .paused: "paused"
    case .waitsFor: "waitsFor"
    case .promotes: "promotes"
    case .revisionUnknown: "revisionUnknown"
    case .baselineJudged: "baselineJudged"
    case .returnedUnverified: "returnedUnverified"
    case .promoted: "promoted"
    case .baselineFailed: "baselineFailed"
    case .promotionReverted: "promotionReverted"
    case .settling: "settling"
    case .completes: "completes"
    case .interrupted: "interrupted"
    case .proposal(let finding): finding.name
    case .samples: "samples"
    case .stale: "stale"
    case .alreadyApplied: "alreadyApplied"
    case .word: "word"
    }
  }

  /// Whether this only counts what was judged.
  package var isTally: Bool {
    switch self {
    case .checksPassed, .checksFailed, .checksInconclusive, .storeFailed, .judgedBefore,
      .hooksFailed, .samples:
      true
    case .hookRollsBack, .notConfirmed, .failureHeld, .failureLimitReached, .patienceEnded,
      .startedUnverified, .notStarted, .revisionFailed, .loweredByPerson, .raisedByPerson,
      .newRevision, .baselineNotPromoted, .ageUnknown, .offLadder, .iteration, .goesLive, .atTop,
      .alreadyFinished, .alreadyAt, .stageAwaits, .alreadyAdvanced, .paused, .waitsFor, .promotes,
      .revisionUnknown, .baselineJudged, .returnedUnverified, .promoted, .baselineFailed,
      .promotionReverted,
      .settling, .completes, .interrupted, .stale, .alreadyApplied, .word,
      .proposal:
      false
    }
  }
}
