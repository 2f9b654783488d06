import Diagnostics
import Outcome

/// The horizontal axis of a chart: one panel for each span, side by side, all of one scale.
struct TimeAxis {
  struct Panel {
    let span: Chart.Span
    /// In units of the drawing.
    let left: Double
    let right: Double

    func x(of moment: Timestamp) -> Double {
      let length = span.end.since(span.start).inSeconds
      let share = length > 0 ? moment.since(span.start).inSeconds / length : 0
      return left + min(max(share, 0), 1) * (right - left)
    }
  }

  let panels: [Panel]

  /// Between two panels, where the time in between is left out.
  static let gap = 18.0

  init(of spans: [Chart.Span], left: Double, right: Double) {
    let seconds = spans.map { max($0.end.since($0.start).inSeconds, 1) }
    let all = seconds.reduce(0, +)
    let width = right - left - Self.gap * Double(max(spans.count - 1, 0))
    var panels: [Panel] = []
    var x = left
    for (span, length) in zip(spans, seconds) {
      let next = x + width * length / all
      panels.append(Panel(span: span, left: x, right: next))
      x = next + Self.gap
    }
    self.panels = panels
  }
}

extension Timestamp {
  /// `00:50:00`, in UTC.
  var clockText: String { String(secondsText.suffix(8)) }

  /// `2026-01-01`, in UTC.
  var dateText: String { String(secondsText.prefix(10)) }
}
