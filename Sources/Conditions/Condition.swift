/// A `successCondition` or `failureCondition` of Argo Rollouts.
///
/// Source of the rules: the language definition of expr 1.17 (github.com/expr-lang/expr), of which
/// this is the part that conditions over numbers use, and what Argo Rollouts puts beside it:
/// `result`, `asInt`, `asFloat`, `isNaN`, `isInf`, `isNil`, `default`. Numbers compare as IEEE 754
/// says: NaN is equal to nothing, and neither less nor more than anything.
package struct Condition: Sendable {
  package let text: String

  /// What it deals with by itself.
  package let handled: Set<Handled>

  private let root: ConditionNode
  /// What Argo would refuse before it looks at any value, because of what kind the result is.
  private let faultForNumber: ConditionFault?
  private let faultForList: ConditionFault?

  /// At most 8 KiB of text, nested at most 64 deep. Throws what is wrong whatever the result is;
  /// what is wrong for a number or for a list alone is thrown by `holds`.
  package init(parsing text: String) throws(ConditionFault) {
    guard text.utf8.count <= 8192 else {
      throw ConditionFault(
        offset: 0, what: "the condition is longer than 8 KiB", advice: "write a shorter one")
    }
    var parser = ConditionParser(tokens: try ConditionLexer.tokens(of: text))
    root = try parser.condition()
    handled = parser.handled
    self.text = text
    faultForNumber = TypeCheck.fault(of: root, result: .real)
    faultForList = TypeCheck.fault(of: root, result: .floats)
    if faultForNumber != nil, let faultForList { throw faultForList }
  }

  /// Whether it is true for what the store answered; throws where Argo's measurement would end in
  /// an error: an index out of range, kinds that don't go together, no true or false in the end.
  /// At most 100,000 steps.
  package func holds(for result: ConditionResult) throws(ConditionFault) -> Bool {
    var evaluation: Evaluation
    switch result {
    case .number(let value):
      if let faultForNumber { throw faultForNumber }
      evaluation = Evaluation(result: .real(value))
    case .list(let values):
      if let faultForList { throw faultForList }
      evaluation = Evaluation(result: .list(values.map { .real($0) }, of: .floats))
    }
    let value = try evaluation.value(of: root)
    guard case .truth(let holds) = value else {
      throw ConditionFault(
        offset: root.offset, what: "the condition is \(value.name), not true or false",
        advice: "compare it with a limit")
    }
    return holds
  }
}

/// Conditions are the same when they are written the same.
extension Condition: Hashable {
  package static func == (one: Condition, other: Condition) -> Bool { one.text == other.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// What a condition is asked about: Prometheus' scalar, or the values of a vector or a matrix.
package enum ConditionResult: Hashable, Sendable {
  case number(Double)
  case list([Double])
}

/// What a condition may deal with by itself, so that nobody else must.
package enum Handled: Hashable, Sendable {
  /// It asks with `isNaN`.
  case notANumber
  /// It asks with `isInf`.
  case infinity
  /// It asks for the length of the result, or whether it is empty.
  case noData
  /// It looks at the result as a whole, not at one value of it.
  case severalSeries
}

/// What is wrong with a condition, and where.
package struct ConditionFault: Error, Hashable, Sendable {
  /// 0-based, in Unicode scalars.
  package let offset: Int
  package let what: String
  package let advice: String

  package init(offset: Int, what: String, advice: String) {
    self.offset = offset
    self.what = what
    self.advice = advice
  }
}
