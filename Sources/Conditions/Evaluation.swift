/// One evaluation of a condition, of at most 100,000 steps.
struct Evaluation {
  let result: ConditionValue
  private var items: [ConditionValue] = []
  private var steps = 100_000

  init(result: ConditionValue) {
    self.result = result
  }

  mutating func value(of node: ConditionNode) throws(ConditionFault) -> ConditionValue {
    try spend(1, node)
    switch node.kind {
    case .literal(let value): return value
    case .result: return result
    case .item:
      guard let item = items.last else { throw fault(node, "\"#\" stands for nothing here") }
      return item
    case .list(let parts): return .list(try values(of: parts), of: .any)
    case .not(let part): return .truth(!(try truth(of: part)))
    case .negated(let part):
      switch try value(of: part) {
      case .whole(let value): return .whole(0 &- value)
      case .real(let value): return .real(-value)
      case let other: throw fault(node, "\(other.name) can't be negated")
      }
    case .positive(let part): return try value(of: part)
    case .binary(let sign, let one, let other): return try binary(sign, one, other, node)
    case .choice(let condition, let then, let otherwise):
      return try value(of: try truth(of: condition) ? then : otherwise)
    case .index(let list, let index):
      return try element(try value(of: index), of: try value(of: list), node)
    case .slice(let list, let from, let to): return try slice(list, from, to, node)
    case .call(let function, let arguments):
      return try call(function, try values(of: arguments), arguments, node)
    case .loop(let loop, let list, let question): return try self.loop(loop, list, question, node)
    }
  }

  private mutating func values(
    of nodes: [ConditionNode]
  ) throws(ConditionFault) -> [ConditionValue] {
    var values: [ConditionValue] = []
    for node in nodes { values.append(try value(of: node)) }
    return values
  }

  mutating func truth(of node: ConditionNode) throws(ConditionFault) -> Bool {
    let value = try value(of: node)
    guard case .truth(let truth) = value else {
      throw fault(node, "\(value.name) is neither true nor false")
    }
    return truth
  }

  private func element(
    _ index: ConditionValue, of list: ConditionValue, _ node: ConditionNode
  ) throws(ConditionFault) -> ConditionValue {
    guard case .list(let values, _) = list, let index = index.truncated else {
      throw fault(node, "\(list.name) has no value at \(index.name)")
    }
    let place = index < 0 ? values.count + index : index
    guard values.indices.contains(place) else {
      throw ConditionFault(
        offset: node.offset,
        what: values.isEmpty
          ? "there is no value \(index): the store answered with none"
          : "there is no value \(index): there are \(values.count)",
        advice: "ask for len(result) before")
    }
    return values[place]
  }

  private mutating func slice(
    _ list: ConditionNode, _ from: ConditionNode?, _ to: ConditionNode?, _ node: ConditionNode
  ) throws(ConditionFault) -> ConditionValue {
    let whole = try value(of: list)
    let to = try to.map { node throws(ConditionFault) in try value(of: node) }
    let from = try from.map { node throws(ConditionFault) in try value(of: node) }
    guard let end = (to ?? .whole(.max)).truncated, let start = (from ?? .whole(0)).truncated else {
      throw fault(node, "a slice begins and ends at whole numbers")
    }
    func range(_ count: Int) -> Range<Int> {
      let last = min(max(end < 0 ? count + end : end, 0), count)
      return min(max(start < 0 ? count + start : start, 0), last)..<last
    }
    switch whole {
    case .list(let values, let kind):
      try spend(values.count, node)
      return .list(Array(values[range(values.count)]), of: kind)
    case .text(let text):
      let bytes = Array(text.utf8)
      guard let part = String(validating: bytes[range(bytes.count)], as: UTF8.self) else {
        throw fault(node, "the slice cuts a character")
      }
      return .text(part)
    case .nothing, .truth, .whole, .real: throw fault(node, "\(whole.name) has no values")
    }
  }

  private mutating func loop(
    _ loop: ConditionLoop, _ list: ConditionNode, _ question: ConditionNode?, _ node: ConditionNode
  ) throws(ConditionFault) -> ConditionValue {
    let whole = try value(of: list)
    guard case .list(let values, _) = whole else {
      throw fault(node, "\"\(loop.rawValue)\" goes through a list, not \(whole.name)")
    }
    var kept: [ConditionValue] = []
    var sum = ConditionValue.whole(0)
    for item in values {
      try spend(1, node)
      items.append(item)
      defer { items.removeLast() }
      switch loop {
      case .map, .sum:
        let answer = try question.map { node throws(ConditionFault) in try value(of: node) } ?? item
        if loop == .sum { sum = try joined(.plus, answer, sum, node) } else { kept.append(answer) }
      case .all, .any, .none, .one, .filter, .count:
        guard try isTrue(item, question, node) else {
          if loop == .all { return .truth(false) }
          continue
        }
        if loop == .any || loop == .none { return .truth(loop == .any) }
        kept.append(item)
      }
    }
    switch loop {
    case .all, .none: return .truth(true)
    case .any: return .truth(false)
    case .one: return .truth(kept.count == 1)
    case .count: return .whole(kept.count)
    case .filter, .map: return .list(kept, of: .any)
    case .sum: return sum
    }
  }

  private mutating func isTrue(
    _ item: ConditionValue, _ question: ConditionNode?, _ node: ConditionNode
  ) throws(ConditionFault) -> Bool {
    if let question { return try truth(of: question) }
    guard case .truth(let truth) = item else {
      throw fault(node, "\(item.name) is neither true nor false")
    }
    return truth
  }

  mutating func spend(_ count: Int, _ node: ConditionNode) throws(ConditionFault) {
    steps -= count
    guard steps >= 0 else {
      throw ConditionFault(
        offset: node.offset, what: "the condition takes more than 100,000 steps",
        advice: "ask for fewer series, or write a simpler condition")
    }
  }

  func fault(_ node: ConditionNode, _ what: String) -> ConditionFault {
    ConditionFault(
      offset: node.offset, what: what, advice: "give it numbers, as result[0] or # are")
  }
}
