import Diagnostics
import Outcome

/// How a verdict is shown: by a word, a mark and a colour.
struct VerdictStyle {
  /// A class of the style sheet.
  let name: String
  let mark: String

  init(of word: String) {
    (name, mark) =
      switch word {
      case "error": ("bad", "!")
      case "fail": ("bad", "✗")
      case "inconclusive": ("unsure", "?")
      case "pass": ("good", "✓")
      default: ("quiet", "–")
      }
  }
}

extension XMLWriter {
  func badge(_ word: String) throws(Fault) {
    let style = VerdictStyle(of: word)
    try element("strong", ["class": "badge " + style.name]) { () throws(Fault) in
      try element("span", ["class": "sign", "aria-hidden": "true"], text: style.mark)
      try element("span", text: word)
    }
  }

  func link(_ text: String, to address: WebAddress) throws(Fault) {
    try element("a", ["href": address.text, "rel": "noopener noreferrer"], text: text)
  }

  /// A table whose rows become blocks on a narrow screen, each cell with its column's title.
  func table<Row>(
    _ titles: [String], class name: String, _ rows: [Row],
    _ write: (borrowing XMLWriter, Row) throws(Fault) -> Void
  ) throws(Fault) {
    try start("div", ["class": "scroll"])
    try start("table", ["class": name])
    try start("thead")
    try start("tr")
    for title in titles { try element("th", ["scope": "col"], text: title) }
    try endWithTag()
    try endWithTag()
    try start("tbody")
    for row in rows {
      try start("tr")
      try write(self, row)
      try endWithTag()
    }
    for _ in 0..<3 { try endWithTag() }
  }

  func cell(_ title: String, _ text: String, class name: String? = nil) throws(Fault) {
    try element("td", ["data-title": title, "class": name], text: text)
  }

  func cell(
    _ title: String, _ content: (borrowing XMLWriter) throws(Fault) -> Void
  ) throws(Fault) {
    try start("td", ["data-title": title])
    try content(self)
    try endWithTag()
  }

  /// What is folded away until somebody opens it.
  func folded(
    _ summary: String, _ content: () throws(Fault) -> Void
  ) throws(Fault) {
    try element("details") { () throws(Fault) in
      try element("summary", text: summary)
      try content()
    }
  }

  /// Errors and warnings with their places.
  func diagnostics(_ diagnostics: [Diagnostic]) throws(Fault) {
    guard !diagnostics.isEmpty else { return }
    try element("ul", ["class": "diagnostics"]) { () throws(Fault) in
      for diagnostic in diagnostics {
        let name =
          switch diagnostic.severity {
          case .error: "bad"
          case .warning: "unsure"
          case .note: "quiet"
          }
        try element("li", ["class": name]) { () throws(Fault) in
          try element("strong", text: diagnostic.severity.rawValue)
          let place = diagnostic.position.map { "\($0): " } ?? ""
          let advice = diagnostic.advice.map { "; " + $0 } ?? ""
          try element("span", text: printable(place + diagnostic.what + advice, limit: 2_000))
        }
      }
    }
  }
}
