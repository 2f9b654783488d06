import Analysis
import Diagnostics
import Outcome

/// One labelled fact, on as many lines as it needs.
struct Detail {
  let label: String
  let lines: [String]

  /// The label once, then the text in a column of its own.
  func text(indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let column = label + String(repeating: " ", count: max(2, 10 - label.count))
    let blank = String(repeating: " ", count: column.count)
    return lines.enumerated().map { index, line in margin + (index == 0 ? column : blank) + line }
  }
}

extension CheckOutcome {
  /// What was asked, over what time, and what came back: all printable, each line at most
  /// `lineLimit` characters.
  ///
  /// - Parameter withQueries: Whether the queries are among them, with their answers.
  func details(
    at evaluation: Timestamp, lineLimit: Int, withQueries: Bool = true
  ) -> [Detail] {
    var details: [Detail] = []
    func add(_ label: String, _ lines: [String]) {
      details.append(Detail(label: label, lines: lines.map { $0.clipped(to: lineLimit) }))
    }
    if !tellsValue, let valueText {
      add("measured", [valueText + ", limit " + limitText])
    }
    if let requests = judgement?.measurement.requests {
      let needed = check.minRequests.map { " (at least \($0) needed)" } ?? ""
      add("requests", [CheckOutcome.count(requests) + needed])
    }
    let begin = evaluation.advanced(by: .zero - check.window)
    add("window", [DurationText.text(check.window) + ", \(begin) .. \(evaluation)"])
    for reason in judgement?.besides ?? [] { add("also", [text(of: reason)]) }
    for remark in judgement?.measurement.remarks ?? [] {
      add("remark", [printable(remark, limit: lineLimit)])
    }
    for query in withQueries ? queries : [] {
      add(printable(query.role, limit: 100), printableLines(query.text, lineLimit: lineLimit))
      // A store that failed gave one answer to all, and the headline has it.
      if word != .error || printable(query.answer) != reasonText {
        add("  answer", [printable(query.answer, limit: lineLimit)])
      }
    }
    if let position { add("defined", [printable(position.file) + ":\(position.line)"]) }
    return details
  }

  /// A number of requests: `increase()` extrapolates, and nobody sends half a request.
  static func count(_ requests: Double) -> String {
    DecimalText.text(requests.rounded(), fractionDigits: 0)
  }
}
