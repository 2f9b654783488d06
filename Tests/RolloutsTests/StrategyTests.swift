import Rollouts
import Testing

@Suite struct StrategyTests {
  @Test(
    "Each strategy needs its passes, at weight 0 or with all of the traffic",
    arguments: DecisionRow.strategies)
  func decides(row: DecisionRow) throws { try row.holds() }

  @Test(
    "A strategy with only passes comes to its end by as many runs as it says",
    arguments: [
      (.canary, [10, 30, 60, 100, 100]), (.mirroring, [0, 10, 30, 60, 100, 100]),
      (.blueGreen(iterations: 1), [0, 100, 100]),
      (.blueGreen(iterations: 3), [0, 0, 0, 100, 100]),
      (.abTesting(iterations: 1), [100, 100]), (.abTesting(iterations: 3), [100, 100, 100, 100]),
    ] as [(Strategy, [Int])])
  func climbs(strategy: Strategy, weights: [Int]) throws {
    var found = DecisionRow.weight(0)
    var record: Record?
    let last = weights.count - 1
    for (number, weight) in weights.enumerated() {
      let situation = Situation(
        weight: found, ladder: try Ladder(rungs: strategy.isWhole ? [100] : [10, 30, 60, 100]),
        strategy: strategy, record: record, revision: "a", now: DecisionRow.now)
      let decision = decide(situation, verdicts: [.pass])
      #expect(decision.to.parts == weight, "run \(number)")
      #expect(decision.kind == (number == 0 ? .start : number == last ? .finish : .advance))
      found = decision.to
      record = Record(
        rollout: DecisionRow.name, generation: 1, state: try #require(decision.state))
    }
  }
}

extension Strategy {
  fileprivate var isWhole: Bool {
    switch self {
    case .canary, .mirroring: false
    case .blueGreen, .abTesting: true
    }
  }
}

extension DecisionRow {
  static let strategies: [DecisionRow] = [
    .init(
      testDescription: "mirroring starts without traffic for users", weight: 0,
      strategy: .mirroring, verdicts: [], kind: .start, to: 0, standing: .notJudged,
      phase: .progressing, iteration: 1, ground: .iteration(1, of: 1)),
    .init(
      testDescription: "a pass on mirrored traffic takes the first rung", weight: 0,
      record: state(.progressing, 0, iteration: 1), strategy: .mirroring, verdicts: [.pass],
      kind: .advance, to: 10, standing: .pass, phase: .progressing, iteration: 0),
    .init(
      testDescription: "a failure on mirrored traffic ends it without any for users", weight: 0,
      record: state(.progressing, 0, iteration: 1), strategy: .mirroring, verdicts: [broken],
      kind: .rollBack, to: 0, standing: .fail, phase: .failed(.limit)),
    .init(
      testDescription: "a blue/green pass is one iteration more", weight: 0,
      record: state(.progressing, 0, iteration: 1), strategy: .blueGreen(iterations: 3),
      verdicts: [.pass], kind: .advance, to: 0, standing: .pass, phase: .progressing,
      iteration: 2, ground: .iteration(2, of: 3)),
    .init(
      testDescription: "the last blue/green pass gives all of the traffic", weight: 0,
      record: state(.progressing, 0, iteration: 3), strategy: .blueGreen(iterations: 3),
      verdicts: [.pass], kind: .advance, to: 100, standing: .pass, phase: .progressing,
      iteration: 0),
    .init(
      testDescription: "a held failure takes no iteration back", weight: 0,
      record: state(.progressing, 0, iteration: 2), failureLimit: 1,
      strategy: .blueGreen(iterations: 3), verdicts: [broken], kind: .hold, to: 0,
      standing: .fail, phase: .progressing, failedRuns: 1, iteration: 2),
    .init(
      testDescription: "an A/B test starts with all that its match picks", weight: 0,
      strategy: .abTesting(iterations: 3), verdicts: [], kind: .start, to: 100,
      standing: .notJudged, phase: .progressing, iteration: 1),
    .init(
      testDescription: "the last A/B pass finishes", weight: 100,
      record: state(.progressing, 100, iteration: 3), strategy: .abTesting(iterations: 3),
      verdicts: [.pass], kind: .finish, to: 100, standing: .pass, phase: .succeeded),
    .init(
      testDescription: "a new revision of a blue/green rollout gets no traffic of the old one's",
      weight: 100, record: state(.progressing, 100), revision: "b",
      strategy: .blueGreen(iterations: 3), verdicts: [], kind: .start, to: 0,
      standing: .notJudged, phase: .progressing, revisionAfter: "b", iteration: 1),
  ]
}
