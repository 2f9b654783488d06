import Rollouts
import Testing

@Suite struct LadderTests {
  @Test(
    "The next rung is the lowest one above the weight, on the ladder or off it",
    arguments: [(0, 10), (10, 30), (15, 30), (30, 60), (99, 100), (100, nil)] as [(Int, Int?)])
  func next(after parts: Int, expected: Int?) throws {
    let ladder = try Ladder(rungs: [10, 30, 60, 100])
    let weight = try #require(Weight(parts))
    #expect(ladder.next(after: weight)?.parts == expected)
  }

  @Test(
    "Steps end at the maximum, where Flagger would step past it",
    arguments: [
      (20, 50, [20, 40, 50]), (10, 30, [10, 20, 30]), (60, 50, [50]), (50, 50, [50]),
      (25, 100, [25, 50, 75, 100]),
    ] as [(Int, Int, [Int])])
  func steps(step: Int, max: Int, expected: [Int]) throws {
    #expect(try Ladder(step: step, max: max).rungs.map(\.parts) == expected)
  }

  @Test(
    "A ladder that can't climb is refused",
    arguments: [
      ([], 100, .empty), ([0, 10], 100, .outside(rung: 0, total: 100)),
      ([10, 10], 100, .notRising(rung: 10, after: 10)),
      ([30, 10], 100, .notRising(rung: 10, after: 30)),
      ([10, 101], 100, .outside(rung: 101, total: 100)), ([1], 0, .total(0)),
    ] as [([Int], Int, Ladder.Fault)])
  func refused(rungs: [Int], total: Int, fault: Ladder.Fault) {
    #expect(throws: fault) { try Ladder(rungs: rungs, of: total) }
  }
}
