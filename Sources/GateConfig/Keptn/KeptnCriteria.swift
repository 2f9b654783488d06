import Diagnostics

/// What a value must keep to pass an objective: all criteria of one of the alternatives.
///
/// Source: keptn/keptn 1.4.5, `evaluateOrCombinedCriteria` and `evaluateCriteriaSet`.
struct KeptnCriteria {
  struct Item {
    let criterion: KeptnCriterion
    let field: SourceField
  }

  struct Alternative {
    let items: [Item]

    /// Those that are judged by the value alone.
    var absolutes: [Item] { items.filter { !$0.criterion.isRelative } }

    var isAbsolute: Bool { absolutes.count == items.count }
  }

  let alternatives: [Alternative]

  /// Those that this gate can find kept.
  private var possible: [Alternative] { alternatives.filter(\.isAbsolute) }

  /// Whether no value can pass without earlier results.
  var neverPasses: Bool { possible.isEmpty }

  var relatives: [Item] {
    alternatives.flatMap { $0.items.filter(\.criterion.isRelative) }
  }

  /// As a person reads it.
  var text: String {
    alternatives.map { alternative in
      alternative.items.map { $0.field.text?.filter { $0 != " " } ?? "" }.joined(separator: " and ")
    }.joined(separator: ", or ")
  }

  /// The lines of a check; none where only earlier results could tell anything.
  ///
  /// Where a criterion compares with these, its alternative never passes; what none of the alternatives
  /// admits has failed all the same, and the rest is not known.
  ///
  /// - Parameter field: The list of alternatives.
  func lines(of field: SourceField) -> [NativeCheck.Line] {
    func line(_ key: String, _ text: String) -> NativeCheck.Line {
      .init(key: key, value: .text(text), field: field)
    }
    let success = possible.map(\.condition).joinedAlternatives
    if relatives.isEmpty {
      return limits ?? [line("successCondition", success)]
    }
    let known = alternatives.map { $0.absolutes.map(\.criterion.opposite) }
    let isFailureKnown = known.allSatisfy { !$0.isEmpty }
    guard isFailureKnown || !possible.isEmpty else { return [] }
    let failure = known.map { opposites in
      let text = opposites.joined(separator: " || ")
      return opposites.count > 1 && known.count > 1 ? "(\(text))" : text
    }
    return [
      line("successCondition", possible.isEmpty ? "false" : success),
      line("failureCondition", isFailureKnown ? failure.joined(separator: " && ") : "false"),
    ]
  }

  /// Where limits say it, which admit their own bounds; nil where they do not.
  private var limits: [NativeCheck.Line]? {
    guard alternatives.count == 1, let items = alternatives.first?.items else { return nil }
    var min: (number: Double, line: NativeCheck.Line)?
    var max: (number: Double, line: NativeCheck.Line)?
    for item in items {
      let criterion = item.criterion
      guard let number = DecimalText.number(criterion.number) else { return nil }
      func line(_ key: String) -> NativeCheck.Line {
        .init(key: key, value: .raw(criterion.number), field: item.field)
      }
      switch criterion.sign {
      case .below, .above: return nil
      case .atMost, .atLeast, .equal: break
      }
      if criterion.sign != .atMost, number >= (min?.number ?? number) {
        min = (number, line("min"))
      }
      if criterion.sign != .atLeast, number <= (max?.number ?? number) {
        max = (number, line("max"))
      }
    }
    return [min?.line, max?.line].compactMap(\.self)
  }
}

extension KeptnCriteria.Alternative {
  /// All of its criteria as one condition, and of how many it is made.
  fileprivate var condition: (text: String, parts: Int) {
    (items.map(\.criterion.condition).joined(separator: " && "), items.count)
  }
}

extension [(text: String, parts: Int)] {
  fileprivate var joinedAlternatives: String {
    map { count > 1 && $0.parts > 1 ? "(\($0.text))" : $0.text }.joined(separator: " || ")
  }
}
