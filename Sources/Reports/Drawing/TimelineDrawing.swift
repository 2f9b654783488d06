import Diagnostics
import Outcome
import Rollouts

/// What a record tells of a rollout as SVG: its weights as steps over time, with a mark for each
/// transition whose shape says what it was.
///
/// Long rests are cut short, so that the steps between them are seen; a cut has its mark.
struct TimelineDrawing {
  private let history: [Transition]
  private let isAlone: Bool
  private let title: String
  private let places: [Double]
  /// Where time was left out.
  private let cuts: [Double]
  private let top: Double
  private let bottom: Double

  private static let width = 360.0
  private static let left = 44.0
  private static let right = 346.0
  /// Of a longer history the latest are drawn.
  static let greatestCount = 30

  init(of history: [Transition], title: String, isAlone: Bool) {
    self.history = history.suffix(Self.greatestCount)
    self.isAlone = isAlone
    self.title = printable(title, limit: 200)
    top = (isAlone ? 24.0 : 0) + 20
    bottom = top + 90
    (places, cuts) = Self.places(of: self.history.map(\.at))
  }

  /// The present weight's way, with its words.
  func write(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    try xml.picture(
      width: Self.width, height: bottom + 34, class: "timeline", title: "Weights of " + title,
      words: words, isAlone: isAlone
    ) { () throws(XMLWriter.Fault) in
      if isAlone { try xml.label("Weights of " + title.clipped(to: 100), 8, 18, class: "heading") }
      try writeAxes(to: xml)
      try writeRevisions(to: xml)
      try xml.empty("path", ["class": "weight", "d": pathData([steps])])
      for (transition, x) in zip(history, places) {
        try write(transition, at: x, to: xml)
      }
    }
  }

  /// `start 0 -> 10 at 2026-01-01T00:25:00Z, advance 10 -> 30 at ...`
  private var words: String {
    history.map { "\($0.decision.words) \($0.from) -> \($0.to) at \($0.at)" }
      .joined(separator: ", ")
  }

  private func y(of weight: Weight) -> Double {
    bottom - (bottom - top) * Double(weight.parts) / Double(weight.total)
  }

  /// From the weight before the first transition to the one after the last.
  private var steps: [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = []
    if let first = history.first { points.append((Self.left, y(of: first.from))) }
    for (transition, x) in zip(history, places) {
      points += [(x, y(of: transition.from)), (x, y(of: transition.to))]
    }
    if let last = points.last { points.append((Self.width - 4, last.y)) }
    return points
  }

  private func writeAxes(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    guard let some = history.last?.to else { return }
    let weights = Set([some.zero] + history.map(\.to) + history.map(\.from)).sorted()
    var lowest = Double.infinity
    for weight in weights where lowest - y(of: weight) >= 11 {
      lowest = y(of: weight)
      try xml.line("grid", Self.left, lowest, Self.width - 4, lowest)
      try xml.label("\(weight.parts)", Self.left - 5, lowest + 3.5, .end)
    }
    if some.total != 100 { try xml.label("of \(some.total)", Self.left - 5, top - 8, .end) }
    for cut in cuts { try xml.label("//", cut, bottom + 4, .middle, class: "over") }
    guard let first = history.first, let last = history.last else { return }
    try xml.label(first.at.clockText, Self.left, bottom + 15)
    try xml.label(first.at.dateText, Self.left, bottom + 28)
    guard history.count > 1 else { return }
    try xml.label(last.at.clockText, Self.width - 4, bottom + 15, .end)
    try xml.label(last.at.dateText + ", UTC", Self.width - 4, bottom + 28, .end)
  }

  /// Where another revision began, with its name where there is room.
  private func writeRevisions(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    var known: String?
    var free = 0.0
    for (transition, x) in zip(history, places) where transition.revision != known {
      known = transition.revision
      try xml.line("revision", x, top - 4, x, bottom)
      guard x >= free, let name = transition.revision else { continue }
      let text = printable(name, limit: 100)
      let short = text.count > 14 ? String(text.prefix(13)) + "…" : text
      let isNearEnd = x > Self.width - 100
      try xml.label(short, x + (isNearEnd ? 4 : -2), top - 8, isNearEnd ? .end : .start)
      free = x + 7 * Double(short.count) + 8
    }
  }

  private func write(
    _ transition: Transition, at x: Double, to xml: borrowing XMLWriter
  ) throws(XMLWriter.Fault) {
    let y = y(of: transition.to)
    let (name, shape) = transition.mark
    try xml.element(
      "path", ["class": "mark " + name, "d": "M\(coordinate(x)),\(coordinate(y)) " + shape]
    ) { () throws(XMLWriter.Fault) in
      let who = transition.word.map { " (\($0.kind.rawValue))" } ?? ""
      let step = "\(transition.from) -> \(transition.to)"
      try xml.element(
        "title", text: "\(transition.at) \(transition.decision.words) \(step)\(who)")
    }
  }

  /// Moments on the axis; no rest takes more than four times what the middle one does.
  private static func places(of moments: [Timestamp]) -> (places: [Double], cuts: [Double]) {
    let rests = zip(moments, moments.dropFirst()).map { max($1.since($0).inSeconds, 0) }
    let middle = rests.sorted().dropFirst(rests.count / 2).first ?? 1
    let longest = max(middle * 4, 1)
    let shown = rests.map { max(min($0, longest), longest / 40) }
    let all = shown.reduce(0, +)
    let width = right - left - 16
    var x = left + 10
    var places = moments.isEmpty ? [] : [moments.count == 1 ? (left + right) / 2 : x]
    var cuts: [Double] = []
    for (rest, length) in zip(rests, shown) {
      let next = x + (all > 0 ? width * length / all : 0)
      if rest > longest { cuts.append((x + next) / 2) }
      places.append(next)
      x = next
    }
    return (places, cuts)
  }
}

extension Transition {
  /// A class for the colour, and a shape around a point.
  fileprivate var mark: (name: String, shape: String) {
    if word != nil { return ("word", "m0,-5 l5,5 l-5,5 l-5,-5 z") }
    return switch decision {
    case .start, .advance, .promote: ("up", "m0,-5 l5,9 h-10 z")
    case .finish: ("up", "m-4,-4 h8 v8 h-8 z")
    case .rollBack: ("down", "m0,5 l5,-9 h-10 z")
    case .hold: ("held", "m-4,0 a4,4 0 1,0 8,0 a4,4 0 1,0 -8,0 z")
    }
  }
}
