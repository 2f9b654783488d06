/// A function of Go's templates: how many arguments it takes, and what it makes of them. It is
/// given operands, since `and` and `or` look no further than they must.
struct OwnFunction: Sendable {
  let counts: ClosedRange<Int>
  let takes: String
  let call: @Sendable (inout TemplateRun, [Operand]) throws(GoTemplateFault) -> GoValue
}

let ownFunctions: [String: OwnFunction] = [
  "and": OwnFunction(counts: 1...1024, takes: "one or more") {
    (run, operands) throws(GoTemplateFault) in
    try run.first(of: operands, that: { !$0.isTrue })
  },
  "or": OwnFunction(counts: 1...1024, takes: "one or more") {
    (run, operands) throws(GoTemplateFault) in
    try run.first(of: operands, that: \.isTrue)
  },
  "not": OwnFunction(counts: 1...1, takes: "one") { (run, operands) throws(GoTemplateFault) in
    .truth(!(try run.value(of: operands[0])).isTrue)
  },
  "len": OwnFunction(counts: 1...1, takes: "one") { (run, operands) throws(GoTemplateFault) in
    let value = try run.value(of: operands[0])
    if case .map(let map, _) = value { return .integer(map.count) }
    if let text = value.characters { return .integer(text.utf8.count) }
    throw run.fault("\(value.kind) has no length", "len takes a text or a map")
  },
  "index": OwnFunction(counts: 2...2, takes: "a map and a name") {
    (run, operands) throws(GoTemplateFault) in
    let (map, key) = (try run.value(of: operands[0]), try run.value(of: operands[1]))
    guard case .map(let texts, let name) = map, let key = key.characters else {
      throw run.fault(
        "index finds nothing in \(map.kind) by \(key.kind)", "write index variables \"name\"")
    }
    guard let text = texts[key], !text.isEmpty else {
      return .hole("index \(name) \(goQuoted(key))")
    }
    return .text(text)
  },
  "eq": OwnFunction(counts: 2...1024, takes: "two or more") {
    (run, operands) throws(GoTemplateFault) in
    let values = try run.values(of: operands)
    for other in values.dropFirst() {
      guard let equals = values[0].equals(other) else { throw run.unlike(values[0], other) }
      if equals { return .truth(true) }
    }
    return .truth(false)
  },
  "ne": OwnFunction(counts: 2...2, takes: "two") { (run, operands) throws(GoTemplateFault) in
    let values = try run.values(of: operands)
    guard let equals = values[0].equals(values[1]) else { throw run.unlike(values[0], values[1]) }
    return .truth(!equals)
  },
  "lt": comparison { $0 < 0 },
  "le": comparison { $0 <= 0 },
  "gt": comparison { $0 > 0 },
  "ge": comparison { $0 >= 0 },
  "printf": OwnFunction(counts: 1...1024, takes: "a format and its values") {
    (run, operands) throws(GoTemplateFault) in
    let values = try run.values(of: operands)
    let format = try run.written(values[0])
    guard case .text = values[0] else {
      throw run.fault("printf's format is \(values[0].kind)", "write it first, in quotes")
    }
    return .text(try run.formatted(format, values.dropFirst()))
  },
  "print": OwnFunction(counts: 1...1024, takes: "one or more") {
    (run, operands) throws(GoTemplateFault) in
    let values = try run.values(of: operands)
    var text = ""
    for (index, value) in values.enumerated() {
      // Go puts a space between two values of which neither is a text.
      if index > 0, value.characters == nil, values[index - 1].characters == nil { text += " " }
      text += try run.written(value)
    }
    return .text(try run.made(text))
  },
]

private func comparison(_ holds: @escaping @Sendable (Int) -> Bool) -> OwnFunction {
  OwnFunction(counts: 2...2, takes: "two") { (run, operands) throws(GoTemplateFault) in
    let values = try run.values(of: operands)
    guard let order = values[0].order(to: values[1]) else {
      throw run.unlike(values[0], values[1])
    }
    return .truth(holds(order))
  }
}

extension TemplateRun {
  fileprivate mutating func values(of operands: [Operand]) throws(GoTemplateFault) -> [GoValue] {
    var values: [GoValue] = []
    for operand in operands { values.append(try value(of: operand)) }
    return values
  }

  /// The first value that decides, or else the last; what follows it is not looked at.
  fileprivate mutating func first(
    of operands: [Operand], that decides: (GoValue) -> Bool
  ) throws(GoTemplateFault) -> GoValue {
    var last = GoValue.truth(false)
    for operand in operands {
      last = try value(of: operand)
      if decides(last) { return last }
    }
    return last
  }

  fileprivate func unlike(_ one: GoValue, _ other: GoValue) -> GoTemplateFault {
    fault(
      "\(one.kind) can't be compared with \(other.kind)", "compare texts with texts, in quotes")
  }
}
