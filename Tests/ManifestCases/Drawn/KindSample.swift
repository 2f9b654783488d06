import Manifests
import SeededRandom

/// A realistic object of one kind, with places for its weights.
package struct KindSample {
  package let object: Sketch
  let aim: ManifestTarget.Aim
  var route: RouteSelector?
}

/// How objects of a kind are drawn, and what its weights mean, said once more for the tests.
package struct SampledKind: Sendable {
  package let name: String
  package let rule: SampleRule
  /// Draws an object in which the slots have a weight each, in this order: a list of destinations is
  /// `slots.map { ["name": .text(host(of: $0)), "weight": .weight($0)] }`. Keys are shuffled, quotes
  /// and comments are added, and weights left out where the rule allows it, by others.
  package let draw: @Sendable (_ slots: [Slot], inout SeededNumbers) throws -> KindSample

  init(
    _ name: String, _ rule: SampleRule = SampleRule(),
    draw: @escaping @Sendable ([Slot], inout SeededNumbers) throws -> KindSample
  ) {
    self.name = name
    self.rule = rule
    self.draw = draw
  }
}

extension SampledKind: CustomStringConvertible {
  package var description: String { name }
}

/// What a kind's weights mean.
package struct SampleRule: Sendable {
  enum Sum {
    /// Any sum, of which each weight is a part.
    case relative
    /// The ladder's total.
    case exactly
    /// Nobody writes the baseline's weight: it has what the canary leaves.
    case rest
  }

  var sum = Sum.relative
  /// Of ladders that fit.
  var totals = [100, 100, 1000]
  /// What a missing weight counts; nil where none may be missing.
  var missing: Int?
  /// Whether `900m` and `0.1` are weights, too.
  var isQuantity = false
  /// How many destinations there may be besides canary and baseline.
  var mostOthers = 2
}

/// The weights of one case, before and after.
package struct DrawnWeights {
  let total: Int
  /// The share that the canary has, and the one that it gets.
  let now: Int
  let next: Int
  package let slots: [Slot]
  let before: WrittenWeights
  /// Without those that are missing before.
  let after: WrittenWeights
  /// The weights that are missing before and must be inserted.
  let inserted: WrittenWeights

  package init(_ rule: SampleRule, _ numbers: inout SeededNumbers) {
    total = numbers.pick(rule.totals)
    let all = numbers.pick([[], [], [0], [7], [1], [5, 6], [0, 20]])
    let others = Array(all.prefix(rule.sum == .rest ? 0 : rule.mostOthers))
    let rest = total - others.reduce(0, +)
    let unit = rule.isQuantity ? 1_000 : 1
    var canary =
      numbers.pick([0, 0, 1, 10, rest, Int.random(in: 0...rest, using: &numbers)]) * unit
    var baseline = rest * unit - canary
    if rule.sum == .relative, others.isEmpty, numbers.chance(1, of: 3) {
      let parts = [0, 1, 1, 2, 9, Int.random(in: 0...3 * unit, using: &numbers)]
      (canary, baseline) = (numbers.pick(parts), numbers.pick(parts))
      if canary + baseline == 0 { baseline = unit }
    }
    now = max(min(canary, 1), canary * total / (canary + baseline + (total - rest) * unit))
    next = numbers.pick([0, 1, 9, rest, Int.random(in: 0...rest, using: &numbers)])

    let values: [(slot: Slot, old: Int, new: Int)] =
      [(.canary, canary, next * unit)]
      + (rule.sum == .rest ? [] : [(.baseline, baseline, (rest - next) * unit)])
      + others.enumerated().map { (.other($0), $1 * unit, $1 * unit) }
    var before: WrittenWeights = [:]
    var after: WrittenWeights = [:]
    var inserted: WrittenWeights = [:]
    for (slot, old, new) in values {
      if let missing = rule.missing, old == missing * unit, numbers.chance(1, of: 2) {
        if old != new { inserted[slot] = "\(new / unit)" }
        continue
      }
      let written = rule.isQuantity ? Self.quantity(old, &numbers) : "\(old)"
      before[slot] = written
      after[slot] = old == new ? written : "\(new / unit)"
    }
    (self.before, self.after, self.inserted) = (before, after, inserted)
    slots = values.map(\.slot).shuffled(using: &numbers)
  }

  private static func quantity(_ thousandths: Int, _ numbers: inout SeededNumbers) -> String {
    let (whole, part) = thousandths.quotientAndRemainder(dividingBy: 1_000)
    let digits = "\(part)"
    let point = "\(whole)." + String(repeating: "0", count: 3 - digits.count) + digits
    return numbers.pick(part == 0 ? ["\(whole)", "\(whole)", point] : [point, "\(thousandths)m"])
  }
}
