import Analysis
import Outcome

extension CheckOutcome {
  /// How much the value takes of what its limit admits: 0 for none of it, 1 at the bound, more beyond;
  /// nil where no bound says it, and without a value.
  ///
  /// Of at most 500 ms, 412 ms take 0.824. Of at least 99 %, that is of at most 1 % of failures, 99.9 %
  /// take 0.1. Between two bounds it is the distance from their middle.
  var limitUse: Double? {
    guard let limit = check.criterion.limit, let judgement else { return nil }
    let value: Double
    switch judgement.measurement.value {
    case .exactly(let exact): value = exact
    case .atLeast(let bound): value = bound
    case .values, .none: return nil
    }
    let use: Double
    switch (limit.min, limit.max) {
    case (let min?, let max?):
      guard max > min else { return nil }
      use = (value - (min + max) / 2).magnitude / ((max - min) / 2)
    case (nil, let max?):
      guard max > 0, value >= 0 else { return nil }
      use = value / max
    case (let min?, nil):
      switch check.unit {
      case .percent where min < 100: use = (100 - value) / (100 - min)
      case .ratio where min < 1: use = (1 - value) / (1 - min)
      case .percent, .ratio, .milliseconds, .seconds, .none:
        guard min > 0, value > 0 else { return nil }
        use = min / value
      }
    case (nil, nil): return nil
    }
    return use.isFinite ? max(0, use) : nil
  }
}
