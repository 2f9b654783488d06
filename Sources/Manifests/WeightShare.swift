import Diagnostics
import Rollouts
import YAMLText

/// What a list's weights mean by its rule, in parts of a ladder's total.
extension WeightRule {
  /// Refuses a total that the weights can't add up to.
  func refuse(total: Int, at position: SourcePosition) throws(YAMLRefusal) {
    guard Weight.totals.contains(total) else {
      throw YAMLRefusal(
        at: position, "the total \(total) is out of range",
        advice: "use 1...\(Weight.totals.upperBound)")
    }
    func refusal(_ sum: Int, _ otherwise: String?) -> YAMLRefusal {
      YAMLRefusal(
        at: position, "the weights here are parts of \(sum), and the ladder's of \(total)",
        advice: "set the ladder's total to \(sum)" + (otherwise.map { ", or \($0)" } ?? ""))
    }
    switch sum {
    case .exactly(let sum) where sum != total: throw refusal(sum, nil)
    case .outOf(let sum, let otherwise) where sum != total: throw refusal(sum, otherwise)
    case .relative where total > greatest:
      throw YAMLRefusal(
        at: position, "a weight is at most \(greatest) here, and the ladder's total \(total)",
        advice: "set the ladder's total to 100")
    case .exactly, .outOf, .relative: break
    }
  }

  /// The canary's share in parts of the total, rounded down where the list's own sum is another; but
  /// some traffic is never none.
  ///
  /// All weights are in this rule's units; the baseline's is nil where nobody writes it.
  func share(
    of canary: Int, beside baseline: Int?, _ others: Int, ofTotal total: Int, in list: FoundWeights
  ) throws(YAMLRefusal) -> Weight {
    let whole: Int
    switch sum {
    case .outOf(let sum, _): whole = sum * unit
    case .relative, .exactly: whole = canary + (baseline ?? 0) + others
    }
    guard whole > 0 else {
      throw YAMLRefusal(
        at: list.position, "all weights of \(list.place) are 0, which \(allZero)",
        advice: "give the baseline \(total)")
    }
    if case .exactly(let sum) = sum, whole != sum * unit {
      throw YAMLRefusal(
        at: list.position,
        "the weights of \(list.place) add up to \(shown(whole)), and must to \(sum)",
        advice: "make them add up to \(sum)")
    }
    // With nobody else in the list any sum is a ratio, and ours to rewrite; another destination's
    // share would change if the sum did.
    guard others == 0 || whole == total * unit && others % unit == 0 else {
      throw YAMLRefusal(
        at: list.position,
        "the weights of \(list.place) add up to \(shown(whole)), of which other destinations have "
          + shown(others),
        advice: "make them add up to \(total)"
          + (whole % unit == 0 && others % unit == 0
            ? ", or set the ladder's total to \(shown(whole))" : ""))
    }
    // A share that read as 0 would be started anew, or left where it is after a roll back.
    guard let weight = Weight(max(min(canary, 1), canary * total / whole), of: total) else {
      throw YAMLRefusal(
        at: list.canary.node.position, "the canary's weight is \(shown(canary)) of \(shown(whole))",
        advice: "write at most \(shown(whole))")
    }
    return weight
  }

  private func shown(_ value: Int) -> String {
    DecimalText.text(Double(value) / Double(unit), fractionDigits: 3)
  }
}
