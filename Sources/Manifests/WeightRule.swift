/// How the weights of a list are written, and what must hold of them.
struct WeightRule: Sendable {
  enum Notation: Sendable {
    /// A whole number, in any quotes.
    case number
    /// A Kubernetes quantity, counted in thousandths: `10`, `0.1`, `900m`.
    case quantity
    /// A text that holds a whole number, as annotations have: always in quotes.
    case text
  }

  enum Sum: Sendable {
    /// Each weight counts against the sum of all, whatever that is.
    case relative
    /// The weights must add up to this.
    case exactly(Int)
    /// The canary's weight counts against this, and all else is the baseline's: nobody writes that.
    /// `orBy` says how it becomes another total, where it can: `add ...`.
    case outOf(Int, orBy: String? = nil)
  }

  /// What a missing weight means.
  enum Missing: Sendable {
    case counts(as: Int)
    /// Why it must be there: `AWS wants one on each target group`.
    case refused(because: String)
  }

  let notation: Notation
  /// The greatest weight that one destination may have.
  let greatest: Int
  let missing: Missing
  let sum: Sum
  /// What becomes of weights that are all 0: `Istio rejects`.
  let allZero: String

  init(
    _ notation: Notation = .number, upTo greatest: Int = Int(Int32.max), missing: Missing,
    sum: Sum = .relative, allZero: String
  ) {
    self.notation = notation
    self.greatest = greatest
    self.missing = missing
    self.sum = sum
    self.allZero = allZero
  }

  /// What a weight of 1 counts.
  var unit: Int {
    switch notation {
    case .number, .text: 1
    case .quantity: 1_000
    }
  }
}
