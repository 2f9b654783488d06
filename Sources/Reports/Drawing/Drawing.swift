import Diagnostics

/// Coordinates as SVG has them, with a tenth of a unit.
func coordinate(_ value: Double) -> String { DecimalText.text(value, fractionDigits: 1) }

/// Points joined by straight lines, as a path's data; a new one begins after each gap.
func pathData(_ segments: [[(x: Double, y: Double)]]) -> String {
  segments.map { points in
    points.enumerated().map { index, point in
      (index == 0 ? "M" : "L") + coordinate(point.x) + "," + coordinate(point.y)
    }.joined(separator: " ")
  }.joined(separator: " ")
}

extension XMLWriter {
  /// A picture of these units, with its words for whoever does not see it.
  ///
  /// - Parameter isAlone: Whether it is a file of its own, which brings its own colours.
  func picture(
    width: Double, height: Double, class name: String, title: String, words: String,
    isAlone: Bool, _ content: () throws(Fault) -> Void
  ) throws(Fault) {
    try element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": "0 0 \(coordinate(width)) \(coordinate(height))",
        "width": isAlone ? coordinate(width * 2) : nil,
        "height": isAlone ? coordinate(height * 2) : nil, "role": "img", "class": name,
        "aria-label": title + ": " + words,
      ]
    ) { () throws(Fault) in
      try element("title", text: title)
      try element("desc", text: words)
      if isAlone {
        try start("style")
        try constant(Colours.scheme)
        try constant(Colours.drawing)
        try end()
        try empty(
          "rect",
          ["class": "page", "width": coordinate(width), "height": coordinate(height)])
      }
      try content()
    }
  }

  func line(_ name: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) throws(Fault) {
    try empty(
      "line",
      [
        "class": name, "x1": coordinate(x1), "y1": coordinate(y1), "x2": coordinate(x2),
        "y2": coordinate(y2),
      ])
  }

  func area(
    _ name: String, from left: Double, to right: Double, top: Double, bottom: Double
  ) throws(Fault) {
    guard right > left, bottom > top else { return }
    try empty(
      "rect",
      [
        "class": name, "x": coordinate(left), "y": coordinate(top),
        "width": coordinate(right - left), "height": coordinate(bottom - top),
      ])
  }

  enum Anchor: String {
    case start, middle, end
  }

  func label(
    _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, class name: String? = nil
  ) throws(Fault) {
    try element(
      "text",
      [
        "class": name, "x": coordinate(x), "y": coordinate(y),
        "text-anchor": anchor == .start ? nil : anchor.rawValue,
      ], text: text)
  }
}
