#if canImport(Musl)
  import func Musl.pow
#else
  import func Glibc.pow
#endif

extension Evaluation {
  /// `and`, `or` and `??` look at their right side only where it decides.
  mutating func binary(
    _ sign: BinaryOperator, _ left: ConditionNode, _ right: ConditionNode, _ node: ConditionNode
  ) throws(ConditionFault) -> ConditionValue {
    switch sign {
    case .and: return try truth(of: left) ? try value(of: right) : .truth(false)
    case .or: return try truth(of: left) ? .truth(true) : try value(of: right)
    case .coalesce:
      let value = try value(of: left)
      return value.isNothing ? try self.value(of: right) : value
    case .equal, .unequal, .less, .lessOrEqual, .more, .moreOrEqual, .within, .range, .plus,
      .minus, .times, .divided, .remainder, .power:
      return try joined(sign, try value(of: left), try value(of: right), node)
    }
  }

  mutating func joined(
    _ sign: BinaryOperator, _ one: ConditionValue, _ other: ConditionValue, _ node: ConditionNode
  ) throws(ConditionFault) -> ConditionValue {
    switch sign {
    case .equal: return .truth(try equal(one, other, node))
    case .unequal: return .truth(!(try equal(one, other, node)))
    case .within:
      guard case .list(let values, _) = other else {
        if other.isNothing { return .truth(false) }
        break
      }
      for value in values where try equal(value, one, node) { return .truth(true) }
      return .truth(false)
    case .less, .lessOrEqual, .more, .moreOrEqual:
      if let holds = Self.order(sign, one, other) { return .truth(holds) }
    case .range:
      if let first = one.truncated, let last = other.truncated {
        return try range(first, last, node)
      }
    case .plus, .minus, .times, .divided, .remainder, .power:
      if sign == .plus, case .text(let one) = one, case .text(let other) = other {
        try spend(1 + (one.utf8.count + other.utf8.count) / 16, node)
        return .text(one + other)
      }
      if case .whole(let one) = one, case .whole(let other) = other {
        if let value = try whole(sign, one, other, node) { return value }
      } else if let one = one.number, let other = other.number {
        if let value = Self.real(sign, one, other) { return value }
      }
    case .and, .or, .coalesce: break
    }
    throw fault(node, "\"\(sign.rawValue)\" can't join \(one.name) and \(other.name)")
  }

  private func whole(
    _ sign: BinaryOperator, _ one: Int, _ other: Int, _ node: ConditionNode
  ) throws(ConditionFault) -> ConditionValue? {
    switch sign {
    case .plus: return .whole(one &+ other)
    case .minus: return .whole(one &- other)
    case .times: return .whole(one &* other)
    case .remainder:
      guard other != 0 else {
        throw ConditionFault(
          offset: node.offset, what: "a number is divided by 0 for its remainder",
          advice: "ask whether it is 0 before")
      }
      return .whole(other == -1 ? 0 : one % other)
    default: return Self.real(sign, Double(one), Double(other))
    }
  }

  private static func real(
    _ sign: BinaryOperator, _ one: Double, _ other: Double
  ) -> ConditionValue? {
    switch sign {
    case .plus: .real(one + other)
    case .minus: .real(one - other)
    case .times: .real(one * other)
    case .divided: .real(one / other)
    case .power: .real(pow(one, other))
    default: nil
    }
  }

  /// Two whole numbers are compared as they are, others as floating ones, texts by their bytes; nil
  /// for what has no order.
  private static func order(
    _ sign: BinaryOperator, _ one: ConditionValue, _ other: ConditionValue
  ) -> Bool? {
    if case .whole(let one) = one, case .whole(let other) = other {
      return holds(sign, one, other)
    }
    if let one = one.number, let other = other.number { return holds(sign, one, other) }
    if case .text(let one) = one, case .text(let other) = other {
      let precedes = one.utf8.lexicographicallyPrecedes(other.utf8)
      let follows = other.utf8.lexicographicallyPrecedes(one.utf8)
      return holds(sign, precedes ? -1 : follows ? 1 : 0, 0)
    }
    return nil
  }

  private static func holds<Value: Comparable>(
    _ sign: BinaryOperator, _ one: Value, _ other: Value
  ) -> Bool? {
    switch sign {
    case .less: one < other
    case .lessOrEqual: one <= other
    case .more: one > other
    case .moreOrEqual: one >= other
    default: nil
    }
  }

  private mutating func range(
    _ first: Int, _ last: Int, _ node: ConditionNode
  ) throws(ConditionFault) -> ConditionValue {
    let (size, overflows) = last.subtractingReportingOverflow(first)
    if !overflows, size < 0 { return .list([], of: .ints) }
    guard !overflows, size < 10_000 else {
      throw ConditionFault(
        offset: node.offset, what: "the range has more than 10,000 numbers",
        advice: "write a shorter one")
    }
    try spend(size, node)
    return .list((first...last).map { .whole($0) }, of: .ints)
  }

  private mutating func equal(
    _ one: ConditionValue, _ other: ConditionValue, _ node: ConditionNode
  ) throws(ConditionFault) -> Bool {
    try spend(1, node)
    switch (one, other) {
    case (.nothing, .nothing): return true
    case (.truth(let one), .truth(let other)): return one == other
    case (.whole(let one), .whole(let other)): return one == other
    case (.text(let one), .text(let other)): return one.utf8.elementsEqual(other.utf8)
    case (.list(let one, let kind), .list(let other, let otherKind)):
      guard one.count == other.count, kind == .any || otherKind == .any || kind == otherKind
      else { return false }
      for (left, right) in zip(one, other) where !(try equal(left, right, node)) { return false }
      return true
    default:
      guard let one = one.number, let other = other.number else { return false }
      return one == other
    }
  }
}
