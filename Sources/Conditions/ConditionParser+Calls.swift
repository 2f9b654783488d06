extension ConditionParser {
  /// Reads `name(...)`; what was piped into it is its first argument.
  mutating func call(
    _ piped: [ConditionNode], depth: Int
  ) throws(ConditionFault) -> ConditionNode {
    let token = current
    let name = token.written
    if let loop = ConditionLoop(rawValue: name) {
      take()
      take()
      return try self.loop(loop, over: piped.first, at: token.offset, depth: depth)
    }
    guard let function = ConditionFunction(rawValue: name) else { throw unknown(name) }
    take()
    take()
    let arguments = piped + (try arguments(until: ")", depth: depth))
    guard function.counts.contains(arguments.count) else {
      throw ConditionFault(
        offset: token.offset, what: "\"\(name)\" has \(arguments.count) arguments",
        advice: "it takes \(function.takes)")
    }
    note(function, of: arguments)
    return try node(.call(function, arguments), at: token.offset)
  }

  private mutating func loop(
    _ loop: ConditionLoop, over piped: ConditionNode?, at offset: Int, depth: Int
  ) throws(ConditionFault) -> ConditionNode {
    let missing = ConditionFault(
      offset: offset, what: "\"\(loop.rawValue)\" asks nothing of the values",
      advice: "write what, as in \(loop.rawValue)(result, # < 5)")
    var list = piped
    if list == nil {
      guard current.kind != .sign(")") else { throw missing }
      list = try expression(from: 0, depth: depth + 1)
      if current.kind != .sign(")") { try expect(",") }
    }
    guard let list else { throw missing }
    var question: ConditionNode?
    if current.kind == .sign(")") {
      guard loop.isShort else { throw missing }
    } else {
      question = try self.question(depth: depth + 1)
      _ = takes(",")
    }
    try expect(")")
    if list.reach != .nothing { note(.severalSeries) }
    return try node(.loop(loop, over: list, asking: question), at: offset)
  }

  /// What is asked of each value, in braces or without.
  private mutating func question(depth: Int) throws(ConditionFault) -> ConditionNode {
    let outer = isInLoop
    isInLoop = true
    defer { isInLoop = outer }
    let inBraces = takes("{")
    let question = try expression(from: 0, depth: depth)
    if inBraces { try expect("}") }
    return question
  }

  private mutating func note(_ function: ConditionFunction, of arguments: [ConditionNode]) {
    let reaches = arguments.map(\.reach)
    switch function {
    case .isNaN: if arguments.contains(where: \.mentionsResult) { note(.notANumber) }
    case .isInf: if arguments.contains(where: \.mentionsResult) { note(.infinity) }
    // It looks at no value.
    case .len: if reaches.contains(.whole) { note(.noData) }
    case .min, .max, .mean, .median:
      if reaches.contains(where: { $0 != .nothing }) { note(.severalSeries) }
    // What a store answers is never nil: whoever asks for it deals with nothing.
    case .isNil, .default, .abs, .floor, .ceil, .round, .int, .float, .first, .last, .asInt,
      .asFloat:
      break
    }
  }
}

extension ConditionFunction {
  fileprivate var counts: ClosedRange<Int> {
    switch self {
    case .min, .max, .mean, .median: 1...1024
    case .default: 2...2
    case .len, .abs, .floor, .ceil, .round, .int, .float, .first, .last, .isNaN, .isInf, .isNil,
      .asInt, .asFloat:
      1...1
    }
  }

  fileprivate var takes: String {
    switch self {
    case .min, .max, .mean, .median: "one or more"
    case .default: "the result, and what stands for it when it is nil"
    case .len, .abs, .floor, .ceil, .round, .int, .float, .first, .last, .isNaN, .isInf, .isNil,
      .asInt, .asFloat:
      "one"
    }
  }
}
