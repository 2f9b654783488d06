import Diagnostics
import Outcome
import Rollouts

extension Decision.Kind {
  /// As a sentence has it: `roll back`.
  var words: String {
    switch self {
    case .start: "start"
    case .advance: "advance"
    case .hold: "hold"
    case .rollBack: "roll back"
    case .promote: "promote"
    case .finish: "finish"
    }
  }
}

extension Decision {
  /// `10 -> 30`, or `at 10` where the weight stays.
  var step: String { from == to ? "at \(to)" : "\(from) -> \(to)" }

  /// `advance 10 -> 30: all 3 checks passed`.
  var sentence: String { "\(kind.words) \(step)" + (reasonTexts.first.map { ": \($0)" } ?? "") }

  var reasonTexts: [String] { reasons.map { printable("\($0)", limit: 300) } }
}

extension ExitStatus {
  /// What the number means, after it: `exit status 1: fail`.
  var words: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .wrongInput: "a config, a manifest or the command line is wrong"
    case .inconclusive: "inconclusive"
    case .storeFailed: "the store could not be asked"
    case .notWritten: "a file could not be written"
    }
  }
}
