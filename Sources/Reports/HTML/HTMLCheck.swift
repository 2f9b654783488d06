import Analysis
import Diagnostics
import Outcome

/// A check's card: the verdict in one line, its chart, and folded away what was asked.
struct HTMLCheck {
  private let check: CheckOutcome
  /// The moment that was judged.
  private let moment: Timestamp

  init(_ check: CheckOutcome, at moment: Timestamp) {
    self.check = check
    self.moment = moment
  }

  func write(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    let style = VerdictStyle(of: check.word.rawValue)
    try xml.element("article", ["class": "card " + style.name]) { () throws(XMLWriter.Fault) in
      try xml.element("h4") { () throws(XMLWriter.Fault) in
        try xml.badge(check.word.rawValue)
        try xml.element("span", text: check.title)
      }
      try xml.element("p", ["class": "headline"], text: check.headline.clipped(to: 2_000))
      try writeChart(to: xml)
      try xml.folded("What was asked") { () throws(XMLWriter.Fault) in
        try writeDetails(to: xml)
        for query in check.queries { try write(query, to: xml) }
      }
    }
  }

  private func writeChart(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    guard let chart = check.chart else { return }
    guard !chart.isEmpty else {
      let words = check.words(of: chart.spans.map(\.canary))
      return try xml.element("p", ["class": "missing"], text: "No chart: " + words)
    }
    try xml.element("figure") { () throws(XMLWriter.Fault) in
      try ChartDrawing(of: check, chart, isAlone: false).write(to: xml)
      try xml.element("figcaption") { () throws(XMLWriter.Fault) in
        try writeKey("canary", check.words(of: chart.spans.map(\.canary)), to: xml)
        let baseline = chart.spans.compactMap(\.baseline)
        if !baseline.isEmpty { try writeKey("baseline", check.words(of: baseline), to: xml) }
        if case .limit = check.check.criterion { try writeKey("limit", check.limitText, to: xml) }
        if let moment = chart.transition { try writeKey("transition", "at \(moment)", to: xml) }
      }
    }
  }

  /// A line of the legend: the line as it is drawn, and what it is.
  private func writeKey(
    _ name: String, _ words: String, to xml: borrowing XMLWriter
  ) throws(XMLWriter.Fault) {
    try xml.element("span", ["class": "key"]) { () throws(XMLWriter.Fault) in
      try xml.element("svg", ["viewBox": "0 0 28 8", "class": "sample", "aria-hidden": "true"]) {
        () throws(XMLWriter.Fault) in
        try xml.line(name, 0, 4, 28, 4)
      }
      try xml.element("span", text: (name == "transition" ? "weight changed" : name) + " " + words)
    }
  }

  private func writeDetails(to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    // The queries follow with their links.
    let own = check.details(at: moment, lineLimit: 2_000, withQueries: false)
    try xml.list(own.map { ($0.label, $0.lines.joined(separator: " ")) })
  }

  private func write(_ query: QueryOutcome, to xml: borrowing XMLWriter) throws(XMLWriter.Fault) {
    try xml.element("div", ["class": "query"]) { () throws(XMLWriter.Fault) in
      try xml.element("p") { () throws(XMLWriter.Fault) in
        try xml.element("strong", text: printable(query.role, limit: 100))
        try xml.element("span", text: "answer: " + printable(query.answer, limit: 2_000))
        if let page = query.page { try xml.link("open the query", to: page) }
      }
      let lines = printableLines(query.text, lineLimit: 2_000)
      try xml.element("pre", text: lines.joined(separator: "\n"))
    }
  }
}
