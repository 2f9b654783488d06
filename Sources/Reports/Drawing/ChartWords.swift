import Analysis
import Diagnostics
import Outcome

extension CheckOutcome {
  /// A chart in words: `canary 96.1 to 99.9 %, last 97.2 %; baseline no values in this time; limit >=
  /// 99 %; weight changed at 2026-01-01T00:25:00Z`.
  func words(of chart: Chart) -> String {
    var words = ["canary " + words(of: chart.spans.map(\.canary))]
    let baseline = chart.spans.compactMap(\.baseline)
    if !baseline.isEmpty { words.append("baseline " + self.words(of: baseline)) }
    if case .limit = check.criterion { words.append("limit " + limitText) }
    if let transition = chart.transition { words.append("weight changed at \(transition)") }
    return words.joined(separator: "; ")
  }

  /// What a line's range was, or why it has no points.
  func words(of lines: [Chart.Line]) -> String {
    let values = lines.flatMap(\.points).map(\.value)
    guard let least = values.min(), let most = values.max(), let last = lines.last else {
      return printable(lines.compactMap(\.failure).first ?? "no values", limit: 200)
    }
    let texts = [least, most].map { ValueText.measured($0, .none) }
    let range =
      texts[0] == texts[1] ? "" : texts.joined(separator: " to ") + check.unit.suffix + ", "
    guard let end = last.points.last else { return range + "none at last" }
    return range + "last " + ValueText.measured(end.value, check.unit)
  }
}
