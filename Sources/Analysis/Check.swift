/// One thing that is judged, apart from the queries that measure it.
package struct Check: Hashable, Sendable {
  /// Unique in its rollout, free text.
  package let name: String
  package let unit: Unit
  package let criterion: Criterion
  /// What span of time before the evaluation the value speaks of.
  package let window: Duration
  /// The least number of requests that makes the value count; nil where none are counted.
  package let minRequests: Int?
  package let policies: Policies
  /// Whether it is judged and reported, and decides nothing.
  package let isDryRun: Bool

  package init(
    name: String, unit: Unit, criterion: Criterion, window: Duration, minRequests: Int?,
    policies: Policies = Policies(), isDryRun: Bool = false
  ) {
    self.name = name
    self.unit = unit
    self.criterion = criterion
    self.window = window
    self.minRequests = minRequests
    self.policies = policies
    self.isDryRun = isDryRun
  }
}

/// The least number of requests in which a part as small as the limit's can show at all.
///
/// A limit that lets one request in a hundred fail (99 %, or a P99) says nothing of ten requests:
/// one more failure would always break it. The part is a fraction, 0...1; where it is 0 or 1, or
/// outside, one request can express the limit.
package func leastRequests(toExpress part: Double) -> Int {
  let smaller = min(part, 1 - part)
  guard smaller > 0 else { return 1 }
  // 1 - 0.99 is 0.010000000000000009; the slack keeps 99 % at 100 and not at 101.
  let needed = (1 / smaller - 1e-6).rounded(.up)
  return needed < 1e9 ? max(1, Int(needed)) : 1_000_000_000
}
