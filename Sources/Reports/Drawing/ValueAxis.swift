import Analysis
import Diagnostics
import Outcome

/// The vertical axis of a chart: values from the bottom of the plot to its top.
struct ValueAxis {
  let low: Double
  let high: Double
  /// In units of the drawing, from its upper edge.
  let top: Double
  let bottom: Double

  /// All values and bounds with some room around them.
  init(holding values: [Double], top: Double, bottom: Double) {
    (self.top, self.bottom) = (top, bottom)
    // Nothing is drawn so large that its span would be infinite.
    let shown = values.map { min(max($0, -1e300), 1e300) }
    let (least, most) = (shown.min() ?? 0, shown.max() ?? 1)
    let span = most - least
    let room = span > 0 ? span * 0.08 : max(least.magnitude * 0.1, 1)
    low = least >= 0 ? max(0, least - room) : least - room
    high = most + room
  }

  func y(of value: Double) -> Double {
    let share = (min(max(value, low), high) - low) / (high - low)
    return bottom - share * (bottom - top)
  }

  /// What is written beside the plot, each with its height.
  var labels: [(text: String, y: Double)] {
    let ticks = AxisTicks(from: low, to: high, about: 4)
    return ticks.values.map { (Self.short($0, ticks.fractionDigits), y(of: $0)) }
  }

  /// At most some seven characters: `1200`, `15k`, `2.5M`.
  private static func short(_ value: Double, _ fractionDigits: Int) -> String {
    for (factor, letter) in [(1e9, "G"), (1e6, "M"), (1e4, "k")] where value.magnitude >= factor {
      let unit = letter == "k" ? 1e3 : factor
      guard value.magnitude < unit * 1e6 else { break }
      return DecimalText.text(value / unit, fractionDigits: 2) + letter
    }
    return value.magnitude < 1e9
      ? DecimalText.text(value, fractionDigits: fractionDigits) : "\(value)"
  }
}

extension Chart {
  /// All that is to be seen of it beside a criterion.
  func values(beside criterion: Criterion) -> [Double] {
    let points = spans.flatMap { $0.canary.points + ($0.baseline?.points ?? []) }.map(\.value)
    return points + [criterion.limit?.min, criterion.limit?.max].compactMap(\.self)
  }
}
