/// The bounds that a value must keep, both inclusive.
package struct Limit: Hashable, Sendable {
  /// In the check's unit.
  package let min: Double?
  package let max: Double?

  /// Two values count as equal when they differ by no more than this part of the larger one.
  ///
  /// The same data gives 750 in Prometheus and 750.0000000000016 in VictoriaMetrics; a bound that
  /// is met exactly must be met in both.
  package static let relativeTolerance = 1e-9

  /// Nil without a finite bound, or where `min` is above `max`.
  package init?(min: Double?, max: Double?) {
    guard min != nil || max != nil, min?.isFinite ?? true, max?.isFinite ?? true else { return nil }
    if let min, let max, min > max { return nil }
    self.min = min
    self.max = max
  }

  /// How the value breaks the limit; nil where it keeps it. NaN is inside no limit.
  package func breach(by value: Double) -> Breach? {
    if let min, !(value >= min || Self.isEqual(value, min)) {
      return .belowMinimum(value: value, min: min)
    }
    if let max, !(value <= max || Self.isEqual(value, max)) {
      return .aboveMaximum(value: value, max: max)
    }
    return nil
  }

  private static func isEqual(_ one: Double, _ other: Double) -> Bool {
    // An infinity's tolerance is infinite: it would equal every bound.
    one.isFinite && other.isFinite
      && (one - other).magnitude <= relativeTolerance * Swift.max(one.magnitude, other.magnitude)
  }
}
