import Diagnostics

extension ConditionParser {
  /// An operand: with the signs before it, and with what follows it at once.
  mutating func primary(depth: Int) throws(ConditionFault) -> ConditionNode {
    let token = current
    switch token.kind {
    case .whole(let value): return try literal(.whole(value))
    case .real(let value): return try literal(.real(value))
    case .text(let text): return try followed(literal(.text(text)), depth: depth)
    case .name(let name): return try named(name, depth: depth)
    case .end: throw unexpected()
    case .sign(let sign): return try signed(sign, depth: depth)
    }
  }

  private mutating func signed(_ sign: String, depth: Int) throws(ConditionFault) -> ConditionNode {
    let offset = current.offset
    switch sign {
    case "!", "not":
      take()
      return try node(.not(try expression(from: 50, depth: depth + 1)), at: offset)
    case "-":
      take()
      return try node(.negated(try expression(from: 90, depth: depth + 1)), at: offset)
    case "+":
      take()
      return try node(.positive(try expression(from: 90, depth: depth + 1)), at: offset)
    case "(":
      take()
      let inside = try expression(from: 0, depth: depth + 1)
      try expect(")")
      return try followed(inside, depth: depth)
    case "[": return try followed(list(depth: depth), depth: depth)
    case "#":
      guard isInLoop else {
        throw fault(
          "\"#\" stands for nothing here", "it is a value of what all, any and so on go through")
      }
      take()
      if case .name(let name) = current.kind {
        throw fault("\"#\(name)\" is not known", "\"#\" alone is the value")
      }
      return try followed(node(.item, at: offset), depth: depth)
    case "{":
      throw fault(
        "maps are not known", "braces stand only around what all, any and so on ask of each value")
    case ".", "?.": throw noFields()
    default: throw unexpected()
    }
  }

  private mutating func literal(_ value: ConditionValue) throws(ConditionFault) -> ConditionNode {
    try node(.literal(value), at: take().offset)
  }

  private mutating func list(depth: Int) throws(ConditionFault) -> ConditionNode {
    let offset = take().offset
    let parts = try arguments(until: "]", depth: depth)
    return try node(.list(parts), at: offset)
  }

  /// Reads what stands between commas, of which the last may stand alone, and the end.
  mutating func arguments(
    until end: String, depth: Int
  ) throws(ConditionFault) -> [ConditionNode] {
    var parts: [ConditionNode] = []
    while !takes(end) {
      if !parts.isEmpty {
        guard takes(",") else { throw unexpected(wanted: end) }
        if takes(end) { break }
      }
      parts.append(try expression(from: 0, depth: depth + 1))
    }
    return parts
  }

  /// Reads indices and slices behind a value.
  mutating func followed(
    _ value: ConditionNode, depth: Int
  ) throws(ConditionFault) -> ConditionNode {
    var value = value
    while case .sign(let sign) = current.kind {
      if sign == "." || sign == "?." { throw noFields() }
      guard sign == "[" else { break }
      let offset = take().offset
      if takes(":") {
        let to = try end(depth: depth)
        value = try node(.slice(value, from: nil, to: to), at: offset)
        continue
      }
      let index = try expression(from: 0, depth: depth + 1)
      if takes(":") {
        let to = try end(depth: depth)
        value = try node(.slice(value, from: index, to: to), at: offset)
      } else {
        try expect("]")
        value = try node(.index(value, index), at: offset)
      }
    }
    return value
  }

  /// The end of a slice, which may be left out.
  private mutating func end(depth: Int) throws(ConditionFault) -> ConditionNode? {
    if takes("]") { return nil }
    let to = try expression(from: 0, depth: depth + 1)
    try expect("]")
    return to
  }

  private mutating func named(_ name: String, depth: Int) throws(ConditionFault) -> ConditionNode {
    switch name {
    case "true", "false": return try literal(.truth(name == "true"))
    case "nil": return try literal(.nothing)
    default: break
    }
    if following == .sign("(") { return try followed(call([], depth: depth), depth: depth) }
    guard name == "result" else {
      guard isFunction(name) else { throw unknown(name) }
      throw fault("\"\(name)\" is a function", "call it, as in \(name)(result[0])")
    }
    return try followed(node(.result, at: take().offset), depth: depth)
  }

  /// `a | f(b)` means `f(a, b)`.
  mutating func piped(
    _ value: ConditionNode, depth: Int
  ) throws(ConditionFault) -> ConditionNode {
    take()
    guard case .name = current.kind, following == .sign("(") else {
      throw fault("what follows \"|\" is no call", "pipe into a function, as in result | len()")
    }
    return try call([value], depth: depth + 1)
  }

  private func noFields() -> ConditionFault {
    fault("fields are not known", "values of a result are numbers; take result[0] or #")
  }

  func isFunction(_ name: String) -> Bool {
    ConditionFunction(rawValue: name) != nil || ConditionLoop(rawValue: name) != nil
  }

  func unknown(_ name: String) -> ConditionFault {
    let known =
      ["result", "true", "false", "nil"] + ConditionFunction.allCases.map(\.rawValue)
      + ConditionLoop.allCases.map(\.rawValue)
    let near = nearestName(to: name, among: known)
    return fault(
      "\"\(name)\" is not known in a condition",
      near.map { "did you mean \"\($0)\"?" }
        ?? "write it with result, and functions such as len, all and isNaN")
  }
}
