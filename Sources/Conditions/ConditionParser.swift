/// Reads a condition by expr's grammar: operators by their precedence, `not` above comparisons,
/// `?:` and pipes below everything.
struct ConditionParser {
  private var tokens: ArraySlice<ConditionToken>
  /// Whether `#` stands for something here.
  var isInLoop = false
  private(set) var handled: Set<Handled> = []

  static let deepest = 64
  private static let highest = 256

  init(tokens: [ConditionToken]) {
    self.tokens = tokens[...]
  }

  mutating func condition() throws(ConditionFault) -> ConditionNode {
    let node = try expression(from: 0, depth: 0)
    guard current.kind == .end else { throw unexpected() }
    return node
  }

  /// The token that is read next; the last of all is `end`, and stays.
  var current: ConditionToken {
    tokens.first ?? ConditionToken(kind: .end, written: "", offset: 0)
  }

  var following: ConditionToken.Kind? { tokens.dropFirst().first?.kind }

  @discardableResult
  mutating func take() -> ConditionToken {
    let token = current
    if token.kind != .end { tokens.removeFirst() }
    return token
  }

  /// Takes this sign, or says whether it is not there.
  mutating func takes(_ sign: String) -> Bool {
    guard current.kind == .sign(sign) else { return false }
    take()
    return true
  }

  mutating func expect(_ sign: String) throws(ConditionFault) {
    guard takes(sign) else { throw unexpected(wanted: sign) }
  }

  func node(_ kind: ConditionNode.Kind, at offset: Int) throws(ConditionFault) -> ConditionNode {
    let node = ConditionNode(kind, at: offset)
    guard node.height <= Self.highest else {
      throw ConditionFault(
        offset: offset, what: "the condition has more than \(Self.highest) parts in a row",
        advice: "write a simpler one")
    }
    return node
  }

  mutating func note(_ handling: Handled) { handled.insert(handling) }

  /// Reads operators that bind at least as tightly as this; `depth` counts what encloses it.
  mutating func expression(
    from precedence: Int, depth: Int
  ) throws(ConditionFault) -> ConditionNode {
    guard depth <= Self.deepest else {
      throw fault("this is nested deeper than \(Self.deepest)", "write a simpler condition")
    }
    var left = try primary(depth: depth)
    var last: BinaryOperator?
    while case .sign(let written) = current.kind {
      if written == "|", precedence == 0 {
        left = try piped(left, depth: depth)
        last = nil
        continue
      }
      let negates = written == "not"
      if negates, following != .sign("in") { throw unexpected() }
      guard let sign = BinaryOperator(written: negates ? "in" : written),
        sign.precedence >= precedence
      else { break }
      guard last != .coalesce || sign == .coalesce else {
        throw fault("\"\(written)\" can't follow \"??\"", "put parentheses around a ?? b")
      }
      let outer = take()
      let inner = negates ? take() : outer
      if sign.isOrder {
        left = try comparison(left, sign, inner.offset, depth: depth)
      } else {
        let right =
          sign == .power
          ? try expression(from: sign.precedence, depth: depth + 1)
          : try expression(from: sign.precedence + 1, depth: depth)
        left = try binary(sign, left, right, at: inner.offset)
        if negates { left = try node(.not(left), at: outer.offset) }
      }
      last = sign
    }
    return precedence == 0 ? try choice(left, depth: depth) : left
  }

  /// `a < b <= c` means `a < b && b <= c`.
  private mutating func comparison(
    _ first: ConditionNode, _ sign: BinaryOperator, _ offset: Int, depth: Int
  ) throws(ConditionFault) -> ConditionNode {
    var (left, sign, offset) = (first, sign, offset)
    var whole: ConditionNode?
    while true {
      let right = try expression(from: sign.precedence + 1, depth: depth)
      let part = try binary(sign, left, right, at: offset)
      whole =
        try whole.map { one throws(ConditionFault) in
          try node(.binary(.and, one, part), at: offset)
        } ?? part
      guard case .sign(let written) = current.kind,
        let next = BinaryOperator(written: written), next.isOrder
      else { return whole ?? part }
      (left, sign, offset) = (right, next, take().offset)
    }
  }

  /// `a ? b : c`, and `a ?: c`, which gives `a` where it is true.
  private mutating func choice(
    _ condition: ConditionNode, depth: Int
  ) throws(ConditionFault) -> ConditionNode {
    var condition = condition
    while current.kind == .sign("?") {
      let offset = take().offset
      if takes(":") {
        let otherwise = try expression(from: 0, depth: depth + 1)
        condition = try node(
          .choice(condition, then: condition, otherwise: otherwise), at: offset)
      } else {
        let then = try expression(from: 0, depth: depth + 1)
        try expect(":")
        let otherwise = try expression(from: 0, depth: depth + 1)
        condition = try node(.choice(condition, then: then, otherwise: otherwise), at: offset)
      }
    }
    return condition
  }

  private mutating func binary(
    _ sign: BinaryOperator, _ left: ConditionNode, _ right: ConditionNode, at offset: Int
  ) throws(ConditionFault) -> ConditionNode {
    switch sign {
    case .within where right.reach != .nothing: note(.severalSeries)
    case .equal, .unequal:
      let (one, other) = left.reach == .nothing ? (right, left) : (left, right)
      if one.isNil || other.isNil {
        // What a store answers is never nil: this deals with nothing.
      } else if one.reach == .whole && other.isEmptyList {
        note(.noData)
      } else if one.reach != .nothing {
        note(.severalSeries)
      }
    default: break
    }
    return try node(.binary(sign, left, right), at: offset)
  }

  func fault(_ what: String, _ advice: String) -> ConditionFault {
    ConditionFault(offset: current.offset, what: what, advice: advice)
  }

  func unexpected(wanted: String? = nil) -> ConditionFault {
    let advice = wanted.map { "\"\($0)\" is missing before it" } ?? "take it out"
    guard current.kind != .end else {
      return fault(
        "the condition ends too early", wanted.map { "close it with \"\($0)\"" } ?? "complete it")
    }
    return fault("\"\(current.written)\" can't stand here", advice)
  }
}

extension ConditionNode {
  fileprivate var isNil: Bool {
    if case .literal(.nothing) = kind { true } else { false }
  }

  fileprivate var isEmptyList: Bool {
    if case .list(let parts) = kind { parts.isEmpty } else { false }
  }
}
