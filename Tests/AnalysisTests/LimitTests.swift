import Analysis
import Testing

@Suite struct LimitTests {
  @Test(
    "A limit admits its own bounds, noise about them, and never NaN",
    arguments: [
      (99, nil, 99, true), (99, nil, 98.9999, false), (99, nil, 100, true),
      (99, nil, 98.99999999999, true), (nil, 500, 500, true), (nil, 500, 500.0000000000016, true),
      (nil, 500, 500.001, false), (1, 5, 0.5, false), (1, 5, 3, true), (1, 5, 5.1, false),
      (nil, 0, 0, true), (nil, 0, 1e-12, false), (99, nil, .nan, false), (nil, 5, .nan, false),
      (nil, 5, .infinity, false), (99, nil, .infinity, true),
    ] as [(Double?, Double?, Double, Bool)])
  func admits(min: Double?, max: Double?, value: Double, expected: Bool) throws {
    let limit = try #require(Limit(min: min, max: max))
    #expect((limit.breach(by: value) == nil) == expected)
  }

  @Test(
    "A limit has a finite bound, and its minimum is not above its maximum",
    arguments: [(nil, nil), (5, 1), (.nan, nil), (nil, .infinity)] as [(Double?, Double?)])
  func refused(min: Double?, max: Double?) {
    #expect(Limit(min: min, max: max) == nil)
  }

  @Test(
    "The least number of requests is the one that can express the limit",
    arguments: [
      (0.99, 100), (0.01, 100), (0.05, 20), (0.999, 1_000), (0.5, 2), (0.95, 20), (1, 1), (0, 1),
      (0.6, 3), (-1, 1), (2, 1), (1e-12, 1_000_000_000),
    ] as [(Double, Int)])
  func least(part: Double, expected: Int) {
    #expect(leastRequests(toExpress: part) == expected)
  }
}
