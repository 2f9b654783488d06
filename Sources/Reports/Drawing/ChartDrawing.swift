import Analysis
import Diagnostics
import Outcome

/// A check's value over time as SVG: the canary as a line that ends in a dot, the baseline dashed with
/// a square, the limit with its words, so that nothing is told by colours alone.
struct ChartDrawing {
  private let check: CheckOutcome
  private let chart: Chart
  /// A file of its own, with heading and legend.
  private let isAlone: Bool
  private let values: ValueAxis
  private let times: TimeAxis

  private static let width = 360.0
  private static let left = 44.0
  private static let right = 350.0
  private static let plotHeight = 128.0
  private static let lineHeight = 14.0

  init(of check: CheckOutcome, _ chart: Chart, isAlone: Bool) {
    self.check = check
    self.chart = chart
    self.isAlone = isAlone
    let top = (isAlone ? 38.0 : 0) + 20
    values = ValueAxis(
      holding: chart.values(beside: check.check.criterion), top: top,
      bottom: top + Self.plotHeight)
    times = TimeAxis(of: chart.spans, left: Self.left, right: Self.right)
  }

  private var legend: [String] {
    isAlone ? check.words(of: chart).split(separator: "; ").prefix(3).map(String.init) : []
  }

  func write(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    let height = values.bottom + 32 + Double(legend.count) * Self.lineHeight
    try xml.picture(
      width: Self.width, height: height, class: "chart", title: check.title,
      words: check.words(of: chart), isAlone: isAlone
    ) { () throws(XMLWriter.Fault) in
      if isAlone { try writeHeading(to: xml) }
      try writeValueAxis(to: xml)
      for panel in times.panels { try write(panel, to: xml) }
      try writeLimits(to: xml)
      for panel in times.panels {
        try writeLines(of: panel, to: xml)
        try writeTimes(of: panel, to: xml)
      }
      try writeLegend(to: xml)
    }
  }

  private func writeHeading(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    try xml.label(check.title.clipped(to: 100), 8, 18, class: "heading")
    let line = check.word.rawValue + (check.reasonText.map { ": " + $0 } ?? "")
    try xml.label(line.clipped(to: 100), 8, 33)
  }

  private func writeValueAxis(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    for (text, y) in values.labels {
      try xml.line("grid", Self.left, y, Self.right, y)
      try xml.label(text, Self.left - 5, y + 3.5, .end)
    }
    let unit = check.check.unit.suffix.drop { $0 == " " }
    if !unit.isEmpty { try xml.label(String(unit), Self.left - 5, values.top - 8, .end) }
  }

  private var isDivided: Bool { times.panels.count > 1 }

  private func write(
    _ panel: TimeAxis.Panel, to xml: borrowing XMLWriter
  ) throws(XMLWriter.Fault) {
    let isLast = panel.span.end == chart.spans.last?.end
    let window = DurationText.text(check.check.window)
    if isLast {
      let from = panel.x(of: panel.span.end.advanced(by: .zero - check.check.window))
      try xml.area("window", from: from, to: panel.right, top: values.top, bottom: values.bottom)
      try xml.label("last \(window), judged", panel.right, values.top - 6, .end)
    } else {
      try xml.label("before \(panel.span.end.clockText)", panel.left, values.top - 6)
    }
    try xml.line("axis", panel.left, values.bottom, panel.right, values.bottom)
    guard let transition = chart.transition, panel.span.start < transition,
      transition <= panel.span.end
    else { return }
    let x = panel.x(of: transition)
    try xml.line("transition", x, values.top, x, values.bottom)
    // The heading of a divided chart says it.
    guard !isDivided else { return }
    // Beside the heading of the judged window, which stands at the right edge.
    let isNearEnd = x > Self.left + 100
    try xml.label("weight changed", x, values.top - 6, isNearEnd ? .end : .start)
  }

  private func writeLimits(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    guard let limit = check.check.criterion.limit else { return }
    func bound(_ bound: Double, _ sign: String, isGreatest: Bool) throws(XMLWriter.Fault) {
      let y = values.y(of: bound)
      try xml.area(
        "beyond", from: Self.left, to: Self.right, top: isGreatest ? values.top : y,
        bottom: isGreatest ? y : values.bottom)
      try xml.line("limit", Self.left, y, Self.right, y)
      let isAbove = isGreatest ? y - values.top > 12 : values.bottom - y < 12
      let text = "limit \(sign) " + ValueText.bound(bound, check.check.unit)
      try xml.label(text, Self.left + 4, y + (isAbove ? -4 : 11), class: "over")
    }
    if let max = limit.max { try bound(max, "<=", isGreatest: true) }
    if let min = limit.min { try bound(min, ">=", isGreatest: false) }
  }

  private func writeLines(
    of panel: TimeAxis.Panel, to xml: borrowing XMLWriter
  ) throws(XMLWriter.Fault) {
    if let baseline = panel.span.baseline { try write(baseline, "baseline", in: panel, to: xml) }
    try write(panel.span.canary, "canary", in: panel, to: xml)
    if panel.span.canary.points.isEmpty {
      try xml.label(
        "no values", (panel.left + panel.right) / 2, (values.top + values.bottom) / 2, .middle,
        class: "over")
    }
  }

  private func write(
    _ line: Chart.Line, _ name: String, in panel: TimeAxis.Panel, to xml: borrowing XMLWriter
  ) throws(XMLWriter.Fault) {
    var segments: [[(x: Double, y: Double)]] = []
    var previous: Timestamp?
    for point in line.points {
      let place = (panel.x(of: point.at), values.y(of: point.value))
      if let previous, point.at.since(previous) <= line.step * 1.5 {
        segments[segments.count - 1].append(place)
      } else {
        segments.append([place])
      }
      previous = point.at
    }
    guard let end = segments.last?.last else { return }
    let lines = segments.filter { $0.count > 1 }
    if !lines.isEmpty { try xml.empty("path", ["class": name, "d": pathData(lines)]) }
    // A lone point is seen by its mark.
    for place in segments.filter({ $0.count == 1 }).map({ $0[0] }) + [end] {
      if name == "canary" {
        try xml.empty(
          "circle",
          ["class": "canary-mark", "cx": coordinate(place.x), "cy": coordinate(place.y), "r": "3"])
      } else {
        try xml.area(
          "baseline-mark", from: place.x - 2.5, to: place.x + 2.5, top: place.y - 2.5,
          bottom: place.y + 2.5)
      }
    }
  }

  private func writeTimes(
    of panel: TimeAxis.Panel, to xml: borrowing XMLWriter
  ) throws(XMLWriter.Fault) {
    let y = values.bottom + 13
    try xml.label(panel.span.start.clockText, panel.left, y)
    try xml.label(panel.span.end.clockText, panel.right, y, .end)
    let isLast = panel.span.end == chart.spans.last?.end
    if isLast {
      try xml.label(panel.span.end.dateText + ", UTC", panel.right, y + 13, .end)
    } else if panel.span.start.dateText != chart.spans.last?.end.dateText {
      try xml.label(panel.span.start.dateText, panel.left, y + 13)
    }
  }

  /// The symbols with their words, which a page writes below the picture.
  private func writeLegend(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    for (index, text) in legend.enumerated() {
      let y = values.bottom + 40 + Double(index) * Self.lineHeight
      let name = text.prefix { $0 != " " }
      let kind = ["canary", "baseline", "limit"].first { $0 == name }
      if let kind { try xml.empty("path", ["class": kind, "d": "M8,\(coordinate(y - 4)) h24"]) }
      try xml.label(text.clipped(to: 120), 40, y)
    }
  }
}
