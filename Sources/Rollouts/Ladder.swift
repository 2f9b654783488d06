/// The ordered weights that a rollout climbs.
package struct Ladder: Hashable, Sendable {
  /// Rising, none zero, all of one total, at least one.
  package let rungs: [Weight]

  package enum Fault: Error, Hashable, Sendable {
    case empty
    case total(Int)
    /// A rung below 1 or above the total.
    case outside(rung: Int, total: Int)
    case notRising(rung: Int, after: Int)
    case step(Int)
  }

  package init(rungs parts: [Int], of total: Int = 100) throws(Fault) {
    guard Weight.totals.contains(total) else { throw .total(total) }
    guard !parts.isEmpty else { throw .empty }
    var rungs: [Weight] = []
    for part in parts {
      guard part > 0, let rung = Weight(part, of: total) else {
        throw .outside(rung: part, total: total)
      }
      if let last = rungs.last, rung <= last { throw .notRising(rung: part, after: last.parts) }
      rungs.append(rung)
    }
    self.rungs = rungs
  }

  /// `step`, twice `step` and so on, and `max` as the last rung.
  ///
  /// Flagger adds its step past `maxWeight` (50 in steps of 20 ends at 60); here `max` holds.
  package init(step: Int, max: Int, of total: Int = 100) throws(Fault) {
    guard step > 0 else { throw .step(step) }
    guard Weight.totals.contains(total) else { throw .total(total) }
    guard (1...total).contains(max) else { throw .outside(rung: max, total: total) }
    let rungs = Array(stride(from: step, to: max, by: step)) + [max]
    try self.init(rungs: rungs, of: total)
  }

  package var total: Int { top.total }

  // The initialisers admit no empty ladder.
  package var first: Weight { rungs[0] }
  package var top: Weight { rungs[rungs.count - 1] }

  /// The lowest rung above the weight, also for a weight that is no rung; nil from the top on.
  package func next(after weight: Weight) -> Weight? {
    rungs.first { $0 > weight }
  }
}
