import Diagnostics
import Queries

extension KeptnImport {
  /// What an objective asks, as lines.
  struct Asked {
    var lines: [NativeCheck.Line]
    /// The line with the window; none where nothing is asked.
    var window: [NativeCheck.Line] = []
    var comments: [String] = []

    var isQuery: Bool { !window.isEmpty }
  }

  /// An argument that is missing, and whether that is an error.
  struct Told: Hashable {
    let name: String
    let isJudged: Bool
  }

  /// - Parameter isJudged: Whether the objective decides anything: a gap in one that does not is no
  ///   error.
  mutating func ask(_ sli: String, of objective: SourceField, isJudged: Bool) -> Asked {
    func elsewhere(_ provider: String, _ field: SourceField) -> Asked {
      Asked(lines: [.init(key: "notAsked", value: .text(provider), field: field)])
    }
    let place = objective["sli"] ?? objective
    switch indicators.source(of: sli) {
    case .missing:
      gap(
        place, "the indicator \(quoted(sli)) is in none of the files",
        "give its sli.yaml with --config, too", isJudged: isJudged)
      return elsewhere("an indicator that no sli.yaml holds", place)
    case .elsewhere(let provider, let field):
      return elsewhere(provider, field)
    case .query(let field):
      return filled(field.text ?? "", from: field, isJudged: isJudged)
    case .builtIn(let query):
      guard let labels = labels() else { return elsewhere("a filter with a sign", place) }
      var asked = filled(query.filling(labels), from: place, isJudged: isJudged)
      if asked.isQuery { asked.comments.append("Keptn's own query of that name.") }
      return asked
    }
  }

  private mutating func filled(
    _ query: String, from field: SourceField, isJudged: Bool
  ) -> Asked {
    guard !query.contains("{{") else {
      fault(field, "braces are doubled in the query", "write {, or fill the query in first")
      return Asked(lines: [])
    }
    switch variables.fill(query) {
    case .query(let text, let usesDuration):
      let span = usesDuration ? nil : longestRange(in: query)
      return Asked(
        lines: [.init(key: "query", value: .verbatim(text), field: field)],
        window: [
          .init(
            key: "window", value: .text(span.map { DurationText.text($0) } ?? duration), field: nil)
        ])
    case .missing(let missing):
      for name in missing where !names.missing.contains(name) {
        guard told.insert(Told(name: name, isJudged: isJudged)).inserted else { continue }
        gap(
          field, "no argument gives $\(name)", "give it with --arg \(name)=VALUE",
          isJudged: isJudged)
      }
      let shown = missing.prefix(4).map { "$" + $0 }.joined(separator: ", ")
      let list = missing.count > 4 ? shown + " and others" : shown
      return Asked(
        lines: [
          .init(
            key: "notAsked", value: .text("a query with \(list), which no argument gives,"),
            field: field)
        ])
    }
  }

  /// The matchers of Keptn's own queries: the filter's, and a job's where it has none.
  ///
  /// Source: keptn-contrib/prometheus-service 0.9.1, `getDefaultFilterExpression`.
  private mutating func labels() -> String? {
    var labels: [String] = []
    for (key, value) in slo["filter"]?.entries ?? [] {
      guard let text = value.text, !["=", "!"].contains(text.prefix(1)) else {
        fault(
          value, "\(quoted(key)) of the filter has a sign before its value",
          "write the queries of its objectives in the sli.yaml")
        return nil
      }
      labels.append("\(key)='$\(key)'")
    }
    let hasJob = labels.contains { $0.hasPrefix("job=") }
    let job = hasJob ? [] : ["job='$SERVICE-$PROJECT-$STAGE-canary'"]
    return (job + labels).joined(separator: ",")
  }
}

extension String {
  /// One of Keptn's own queries with its matchers.
  fileprivate func filling(_ labels: String) -> String {
    split(separator: "LABELS", omittingEmptySubsequences: false).joined(separator: labels)
  }
}
