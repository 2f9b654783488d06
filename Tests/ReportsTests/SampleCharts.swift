import Diagnostics
import Outcome

/// Values over time as a store would give them: the same in every run.
enum SampleChart {
  /// The wave's height around a middle, for each step; where it gives none there is a gap.
  typealias Course = (_ step: Int) -> Double?

  static func around(_ middle: Double, _ height: Double, _ drift: Double = 0) -> Course {
    { step in middle + height * wave[step % wave.count] + drift * Double(step) }
  }

  private static let wave = [0, 0.4, 0.9, 0.6, -0.2, -0.7, -1, -0.3, 0.5, 0.1, -0.5, 0.2, 0.8]

  /// Two windows in one: the weight changed a window before the moment that was judged.
  static func near(
    _ window: Int, canary: Course, ending: Double? = nil, baseline: Course?
  ) -> Chart {
    Chart(
      spans: [span(from: 2 * window, to: 0, window, canary, ending: ending, baseline)],
      transition: evaluation.advanced(by: .seconds(-window)))
  }

  /// A window before the weight changed, some time ago, and the last one.
  static func divided(
    _ window: Int, changedMinutesAgo minutes: Int, before: Course, canary: Course,
    ending: Double? = nil, baseline: Course?
  ) -> Chart {
    let change = minutes * 60
    return Chart(
      spans: [
        span(from: change + window, to: change, window, before, baseline),
        span(from: window, to: 0, window, canary, ending: ending, baseline),
      ], transition: evaluation.advanced(by: .seconds(-change)))
  }

  static func failing(_ window: Int, because failure: String) -> Chart {
    let line = Chart.Line([], step: .seconds(1), failure: failure)
    return Chart(
      spans: [
        .init(
          start: evaluation.advanced(by: .seconds(-window)), end: evaluation, canary: line,
          baseline: nil)
      ], transition: nil)
  }

  private static func span(
    from start: Int, to end: Int, _ window: Int, _ canary: Course,
    ending: Double? = nil, _ baseline: Course?
  ) -> Chart.Span {
    let step = max(1, window / 20)
    let count = (start - end) / step
    func line(_ course: Course, ending: Double? = nil) -> Chart.Line {
      let points = (0...count).compactMap { index in
        (index == count ? ending ?? course(index) : course(index)).map {
          Chart.Point(
            at: evaluation.advanced(by: .seconds(index * step - start)), value: $0)
        }
      }
      return Chart.Line(
        points, step: .seconds(step), failure: points.isEmpty ? "no values in this time" : nil)
    }
    return Chart.Span(
      start: evaluation.advanced(by: .seconds(-start)),
      end: evaluation.advanced(by: .seconds(-end)), canary: line(canary, ending: ending),
      baseline: baseline.map { line($0) })
  }
}

/// The courses of `healthyChecks`, of which the last was not judged.
let healthyCharts: [Chart?] = [
  SampleChart.divided(
    60, changedMinutesAgo: 25, before: SampleChart.around(99.97, 0.02),
    canary: SampleChart.around(99.94, 0.05), ending: 99.9437,
    baseline: SampleChart.around(99.96, 0.02)),
  SampleChart.divided(
    120, changedMinutesAgo: 25, before: SampleChart.around(395, 20),
    canary: SampleChart.around(405, 30), ending: 412.5, baseline: SampleChart.around(398, 15)),
  SampleChart.near(90, canary: { $0 < 10 ? 2 : 3 }, baseline: nil),
  nil,
]

/// The courses of `brokenChecks`.
let brokenCharts: [Chart?] = [
  SampleChart.near(
    60, canary: { $0 < 20 ? 99.9 : max(97.2, 99.9 - 0.3 * Double($0 - 20)) },
    baseline: SampleChart.around(99.92, 0.03)),
  SampleChart.near(
    120, canary: { $0 < 18 ? 410 : $0 < 22 ? nil : 430 + 9 * Double($0 - 20) }, ending: 612,
    baseline: SampleChart.around(480, 12)),
  SampleChart.near(90, canary: { $0 % 2 == 0 ? 3 : nil }, baseline: nil),
  nil,
]

/// The courses of `noData.checks`.
let emptyCharts: [Chart?] = [
  SampleChart.failing(60, because: "no values in this time"),
  SampleChart.divided(
    120, changedMinutesAgo: 25, before: SampleChart.around(395, 20), canary: { _ in nil },
    baseline: SampleChart.around(398, 15)),
  SampleChart.near(90, canary: { _ in 3 }, baseline: nil),
]
