import Analysis
import Diagnostics
import Outcome

extension TrafficOutcome {
  /// `canary 9.9 % of 2002 requests in 1m, weight 10`, and what is wrong with it.
  var text: String {
    let committed = share.committed
    return switch share.finding {
    case .live: "\(counted)weight \(committed)"
    case .notLive: "\(counted)weight \(committed): not live"
    case .unreached: "\(counted)weight \(committed): the canary is not reached"
    case .unknown(.noData): "not compared with weight \(committed): no series of the baseline"
    case .unknown(let reason):
      "\(counted)not compared with weight \(committed): " + printable("\(reason)", limit: 120)
    }
  }

  /// What was asked and answered, as of a check.
  func details(lineLimit: Int) -> [Detail] {
    queries.flatMap { query in
      [
        Detail(
          label: printable(query.role, limit: 100),
          lines: printableLines(query.text, lineLimit: lineLimit)),
        Detail(label: "  answer", lines: [printable(query.answer, limit: lineLimit)]),
      ]
    }
  }

  /// Empty where nothing could be counted.
  private var counted: String {
    guard let canary = share.canaryRequests, let baseline = share.baselineRequests,
      let observed = share.observed
    else { return "" }
    let percent = DecimalText.text(observed * 100, fractionDigits: 1)
    return "canary \(percent) % of \(CheckOutcome.count(canary + baseline)) requests in "
      + "\(DurationText.text(window)), "
  }
}
