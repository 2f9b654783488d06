/// The numbers that an axis names: multiples of 1, 2 or 5 times a power of ten.
struct AxisTicks {
  /// Rising, all within the range.
  let values: [Double]
  /// Digits behind the point that tell them apart.
  let fractionDigits: Int

  /// - Parameter count: About how many are wanted, 2 or more.
  init(from low: Double, to high: Double, about count: Int) {
    guard low.isFinite, high.isFinite, high > low, (high - low).isFinite else {
      (values, fractionDigits) = (low.isFinite ? [low] : [], 2)
      return
    }
    let raw = (high - low) / Double(count)
    var power = 1.0
    while power * 10 <= raw, power < 1e300 { power *= 10 }
    while power > raw, power > 1e-300 { power /= 10 }
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw } ?? power * 10
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    // A span that is tiny beside its values has no steps that a Double tells apart.
    guard last >= first, last - first < 100 else {
      (values, fractionDigits) = ([low], 2)
      return
    }
    values = (0...Int(last - first)).map { (first + Double($0)) * step }
    var digits = 0
    var rest = step
    while digits < 9, (rest - rest.rounded()).magnitude > rest.magnitude * 1e-6 {
      (rest, digits) = (rest * 10, digits + 1)
    }
    fractionDigits = digits
  }
}
