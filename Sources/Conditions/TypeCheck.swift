/// Finds what expr refuses before it runs a condition.
struct TypeCheck {
  private let result: StaticType
  private var items: [StaticType] = []
  /// A chain of comparisons has parts twice.
  private var steps = 100_000

  /// What is wrong when the result is of this type.
  static func fault(of node: ConditionNode, result: StaticType) -> ConditionFault? {
    var check = TypeCheck(result: result)
    do throws(ConditionFault) {
      let type = try check.type(of: node)
      guard type != .truth, type != .unknown else { return nil }
      return ConditionFault(
        offset: node.offset, what: "the condition is \(type.name), not true or false",
        advice: type.isList ? "take one value, as in result[0]" : "compare it with a limit")
    } catch {
      return error
    }
  }

  private init(result: StaticType) {
    self.result = result
  }

  mutating func type(of node: ConditionNode) throws(ConditionFault) -> StaticType {
    steps -= 1
    guard steps > 0 else {
      throw fault(node, "the condition has too many parts", "write a simpler one")
    }
    switch node.kind {
    case .literal(let value): return value.type
    case .result: return result
    case .item: return items.last ?? .unknown
    case .list(let parts): return try list(parts)
    case .not(let part):
      _ = try wanting(part, at: node, "\"not\"", .truth)
      return .truth
    case .negated(let part), .positive(let part):
      return try wanting(part, at: node, "a sign", .whole, .real)
    case .binary(let sign, let one, let other):
      return try binary(sign, try type(of: one), try type(of: other), node)
    case .choice(let condition, let then, let otherwise):
      _ = try wanting(condition, at: condition, "\"?\"", .truth)
      return Self.either(try type(of: then), try type(of: otherwise))
    case .index(let list, let index): return try indexed(list, index)
    case .slice(let list, let from, let to): return try sliced(list, [from, to], node)
    case .call(let function, let arguments):
      var types: [StaticType] = []
      for argument in arguments { types.append(try type(of: argument)) }
      return try call(function, types, node)
    case .loop(let loop, let list, let question): return try self.loop(loop, list, question)
    }
  }

  private mutating func list(_ parts: [ConditionNode]) throws(ConditionFault) -> StaticType {
    var types: [StaticType] = []
    for part in parts { types.append(try type(of: part)) }
    guard let last = types.last else { return .list(of: .unknown) }
    let isOfOneKind = types.allSatisfy { $0 == last || $0.isList && last.isList }
    return .list(of: isOfOneKind ? last : .unknown)
  }

  private mutating func wanting(
    _ part: ConditionNode, at node: ConditionNode, _ what: String, _ kinds: StaticType...
  ) throws(ConditionFault) -> StaticType {
    let type = try type(of: part)
    guard type == .unknown || kinds.contains(type) else {
      throw fault(
        node, "\(what) can't take \(type.name)",
        type.isList ? "take one value, as in result[0]" : "put parentheses around what is meant")
    }
    return type
  }

  private func binary(
    _ sign: BinaryOperator, _ one: StaticType, _ other: StaticType, _ node: ConditionNode
  ) throws(ConditionFault) -> StaticType {
    let numbers = one.isNumber && other.isNumber
    switch sign {
    case .equal, .unequal:
      if one.isComparable(to: other) { return .truth }
    case .or, .and:
      if one == .truth && other == .truth || one.goes(with: other, as: .truth) { return .truth }
    case .less, .lessOrEqual, .more, .moreOrEqual:
      if numbers || one == .text && other == .text
        || one.goes(with: other, as: .whole, .real, .text)
      {
        return .truth
      }
    case .plus:
      if one == .text && other == .text { return .text }
      if numbers { return one == .whole && other == .whole ? .whole : .real }
      if one.goes(with: other, as: .whole, .real, .text) { return .unknown }
    case .minus, .times:
      if numbers { return one == .whole && other == .whole ? .whole : .real }
      if one.goes(with: other, as: .whole, .real) { return .unknown }
    case .divided, .power:
      if numbers || one.goes(with: other, as: .whole, .real) { return .real }
    case .remainder:
      if one == .whole && other == .whole || one.goes(with: other, as: .whole) { return .whole }
    case .range:
      if one == .whole && other == .whole || one.goes(with: other, as: .whole) {
        return .list(of: .whole)
      }
    case .within:
      if other == .unknown || other.isList && one.isComparable(to: other.element) { return .truth }
      if one == .unknown, other == .text { return .truth }
    case .coalesce:
      if one == .nothing { return other }
      return other == .nothing || one == other ? one : .unknown
    }
    let advice =
      one.isList != other.isList && sign != .within
      ? "take one value of the list, as in result[0]" : "compare numbers with numbers"
    throw fault(
      node, "\"\(sign.rawValue)\" can't join \(one.name) and \(other.name)",
      sign == .remainder ? "make whole numbers of both, as in int(result[0]) % 2" : advice)
  }

  private static func either(_ one: StaticType, _ other: StaticType) -> StaticType {
    if one == .nothing { return other }
    if other == .nothing || one == other { return one }
    if case .list = one, case .list = other { return .list(of: .unknown) }
    return .unknown
  }

  private mutating func indexed(
    _ list: ConditionNode, _ index: ConditionNode
  ) throws(ConditionFault) -> StaticType {
    let (type, place) = (try type(of: list), try type(of: index))
    if type == .unknown { return .unknown }
    guard type.isList else {
      throw fault(
        list, "\(type.name) has no values to take one of",
        list.reach == .whole ? "the result is one number; leave the index out" : "leave it out")
    }
    guard place == .whole || place == .unknown else {
      throw fault(
        index, "an index is a whole number, not \(place.name)", "write it as in result[0]")
    }
    return type.element
  }

  private mutating func sliced(
    _ list: ConditionNode, _ ends: [ConditionNode?], _ node: ConditionNode
  ) throws(ConditionFault) -> StaticType {
    let type = try type(of: list)
    if type == .unknown { return .unknown }
    guard type.isList || type == .text else {
      throw fault(node, "\(type.name) has no values to take some of", "leave the slice out")
    }
    for case .some(let end) in ends {
      let place = try self.type(of: end)
      guard place == .whole || place == .unknown else {
        throw fault(
          end, "a slice ends at a whole number, not \(place.name)", "write it as in [0:2]")
      }
    }
    return type
  }

  private mutating func loop(
    _ loop: ConditionLoop, _ list: ConditionNode, _ question: ConditionNode?
  ) throws(ConditionFault) -> StaticType {
    let type = try type(of: list)
    guard type.isList || type == .unknown else {
      throw fault(
        list, "\"\(loop.rawValue)\" goes through a list, not \(type.name)",
        list.reach == .whole ? "the result is one number; compare it itself" : "give it a list")
    }
    var answer: StaticType?
    if let question {
      items.append(type.element)
      defer { items.removeLast() }
      answer = try self.type(of: question)
      let isFree = loop == .map || loop == .sum
      guard answer != .nothing, isFree || answer == .truth || answer == .unknown else {
        throw fault(
          question, "\"\(loop.rawValue)\" asks for true or false, not \(answer?.name ?? "")",
          "compare the value with a limit, as in # < 5")
      }
    }
    switch loop {
    case .all, .any, .one, .none: return .truth
    case .filter: return .list(of: type.element)
    case .map: return .list(of: answer ?? .unknown)
    case .count: return .whole
    case .sum: return answer ?? type.element
    }
  }

  func fault(_ node: ConditionNode, _ what: String, _ advice: String) -> ConditionFault {
    ConditionFault(offset: node.offset, what: what, advice: advice)
  }
}

extension ConditionValue {
  fileprivate var type: StaticType {
    switch self {
    case .nothing: .nothing
    case .truth: .truth
    case .whole: .whole
    case .real: .real
    case .text: .text
    case .list: .list(of: .unknown)
    }
  }
}
