extension Evaluation {
  mutating func call(
    _ function: ConditionFunction, _ values: [ConditionValue], _ arguments: [ConditionNode],
    _ node: ConditionNode
  ) throws(ConditionFault) -> ConditionValue {
    guard let first = values.first, let argument = arguments.first else {
      throw fault(node, "\"\(function.rawValue)\" has no argument")
    }
    switch (function, first) {
    case (.len, .list(let values, _)): return .whole(values.count)
    case (.len, .text(let text)): return .whole(text.unicodeScalars.count)
    case (.abs, .whole(let value)): return .whole(value < 0 ? 0 &- value : value)
    // As Go does it, which leaves the sign of a NaN and of a zero.
    case (.abs, .real(let value)): return .real(value < 0 ? -value : value)
    case (.floor, _): if let value = first.number { return .real(value.rounded(.down)) }
    case (.ceil, _): if let value = first.number { return .real(value.rounded(.up)) }
    case (.round, _):
      if let value = first.number { return .real(value.rounded(.toNearestOrAwayFromZero)) }
    case (.int, .text(let text)), (.asInt, .text(let text)):
      if let value = Int(text, radix: 10) { return .whole(value) }
    case (.int, _), (.asInt, _): if let value = first.truncated { return .whole(value) }
    case (.float, .text(let text)), (.asFloat, .text(let text)):
      if let value = ConditionLexer.real(text) { return .real(value) }
    case (.float, _), (.asFloat, _): if let value = first.number { return .real(value) }
    case (.isNaN, .real(let value)): return .truth(value.isNaN)
    case (.isInf, .real(let value)): return .truth(value.isInfinite)
    case (.isNaN, .whole), (.isInf, .whole):
      if argument.becomesReal { return .truth(false) }
    // Neither looks at its argument in Argo, but at the result, and that is never nil.
    case (.isNil, _): return .truth(false)
    case (.default, _): return result
    case (.first, .list(let values, _)): return values.first ?? .nothing
    case (.last, .list(let values, _)): return values.last ?? .nothing
    case (.first, _), (.last, _): return .nothing
    case (.min, _), (.max, _), (.mean, _), (.median, _):
      return try aggregate(function, try numbers(of: values, node))
    default: break
    }
    throw fault(node, "\"\(function.rawValue)\" can't take \(first.name)")
  }

  /// All the numbers of values and of lists in them.
  private mutating func numbers(
    of values: [ConditionValue], _ node: ConditionNode
  ) throws(ConditionFault) -> [ConditionValue] {
    var numbers: [ConditionValue] = []
    for value in values {
      try spend(1, node)
      switch value {
      case .whole, .real: numbers.append(value)
      case .list(let inside, _): numbers += try self.numbers(of: inside, node)
      case .nothing, .truth, .text: throw fault(node, "\(value.name) is no number")
      }
    }
    return numbers
  }

  private func aggregate(
    _ function: ConditionFunction, _ values: [ConditionValue]
  ) throws(ConditionFault) -> ConditionValue {
    let numbers = values.compactMap(\.number)
    guard let first = values.first else {
      return function == .mean || function == .median ? .real(0) : .nothing
    }
    switch function {
    case .mean: return .real(numbers.reduce(0, +) / Double(numbers.count))
    case .median:
      // NaN first, as Go sorts.
      let sorted = numbers.sorted { $0 < $1 || $0.isNaN && !$1.isNaN }
      let middle = sorted.count / 2
      return .real(
        sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2)
    default:
      return values.dropFirst().reduce(first) { best, next in
        guard let one = best.number, let other = next.number else { return best }
        return (function == .max ? one < other : one > other) ? next : best
      }
    }
  }
}

extension ConditionNode {
  /// Whether expr makes a floating number of the whole numbers in it where one is wanted: of
  /// literals, and of what signs, sums and products make of them.
  fileprivate var becomesReal: Bool {
    switch kind {
    case .literal: true
    case .negated(let part), .positive(let part): part.becomesReal
    case .binary(.plus, let one, let other), .binary(.minus, let one, let other),
      .binary(.times, let one, let other):
      one.becomesReal || other.becomesReal
    case .result, .item, .list, .not, .binary, .choice, .index, .slice, .call, .loop: false
    }
  }
}
