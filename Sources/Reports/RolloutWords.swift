import Outcome

extension [RolloutOutcome] {
  /// The worst first; equals stay as they stood.
  var worstFirst: [RolloutOutcome] { indicesWorstFirst.map { self[$0] } }

  /// Their places, in the same order.
  var indicesWorstFirst: [Int] {
    indices.sorted { (-self[$0].badness, $0) < (-self[$1].badness, $1) }
  }
}

extension RolloutOutcome {
  /// What was not judged comes after a pass.
  fileprivate var badness: Int { exitStatus.rank * 2 + (verdictWord == "not-judged" ? 0 : 1) }

  /// Why it is as it is, in a line: what is wrong, else the first ground of its decision.
  var firstReason: String {
    if let failure = writeFailures.first { return "not written: " + failure }
    if let error = diagnostics.first(where: { $0.severity == .error }) { return "\(error)" }
    return decision?.reasonTexts.first
      ?? checks.first { $0.word.standing == standing && $0.reasonText != nil }?.headline ?? ""
  }
}
