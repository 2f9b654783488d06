/// A part of a condition, and where it stands.
struct ConditionNode: Sendable {
  indirect enum Kind: Sendable {
    case literal(ConditionValue)
    case result
    /// `#`, the value a loop is at.
    case item
    case list([ConditionNode])
    case not(ConditionNode)
    case negated(ConditionNode)
    case positive(ConditionNode)
    case binary(BinaryOperator, ConditionNode, ConditionNode)
    case choice(ConditionNode, then: ConditionNode, otherwise: ConditionNode)
    case index(ConditionNode, ConditionNode)
    case slice(ConditionNode, from: ConditionNode?, to: ConditionNode?)
    case call(ConditionFunction, [ConditionNode])
    case loop(ConditionLoop, over: ConditionNode, asking: ConditionNode?)
  }

  /// How much of the result its value is.
  enum Reach: Sendable {
    case nothing
    /// Something made of several of its values.
    case several
    case whole
  }

  let kind: Kind
  /// In Unicode scalars, where its name or operator stands.
  let offset: Int
  let height: Int
  let reach: Reach
  /// Whether the result, or in a loop one of its values, is in it anywhere.
  let mentionsResult: Bool

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
    height = 1 + (Self.parts(of: kind).map(\.height).max() ?? 0)
    reach = Self.reach(of: kind)
    mentionsResult =
      switch kind {
      case .result, .item: true
      default: Self.parts(of: kind).contains(where: \.mentionsResult)
      }
  }

  private static func parts(of kind: Kind) -> [ConditionNode] {
    switch kind {
    case .literal, .result, .item: []
    case .list(let parts), .call(_, let parts): parts
    case .not(let part), .negated(let part), .positive(let part): [part]
    case .binary(_, let one, let other), .index(let one, let other): [one, other]
    case .choice(let condition, let then, let otherwise): [condition, then, otherwise]
    case .slice(let part, let from, let to): [part] + [from, to].compactMap { $0 }
    case .loop(_, let list, let question): [list] + [question].compactMap { $0 }
    }
  }

  private static func reach(of kind: Kind) -> Reach {
    switch kind {
    case .result, .call(.default, _): .whole
    case .binary(.coalesce, let one, _): one.reach
    case .choice(_, let one, let other): one.reach == .nothing ? other.reach : one.reach
    case .slice(let part, _, _), .loop(.filter, let part, _), .loop(.map, let part, _):
      part.reach == .nothing ? .nothing : .several
    case .literal, .item, .list, .not, .negated, .positive, .binary, .index, .call, .loop: .nothing
    }
  }
}

enum BinaryOperator: String, Sendable {
  case or = "||"
  case and = "&&"
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case more = ">"
  case moreOrEqual = ">="
  case within = "in"
  case range = ".."
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case remainder = "%"
  case power = "**"
  case coalesce = "??"

  init?(written: String) {
    switch written {
    case "or": self = .or
    case "and": self = .and
    case "^": self = .power
    default: self.init(rawValue: written)
    }
  }

  /// What binds more tightly has more, as in expr.
  var precedence: Int {
    switch self {
    case .or: 10
    case .and: 15
    case .equal, .unequal, .less, .lessOrEqual, .more, .moreOrEqual, .within: 20
    case .range: 25
    case .plus, .minus: 30
    case .times, .divided, .remainder: 60
    case .power: 100
    case .coalesce: 500
    }
  }

  /// Those that can be chained: `1 < x < 5`.
  var isOrder: Bool {
    switch self {
    case .less, .lessOrEqual, .more, .moreOrEqual: true
    case .or, .and, .equal, .unequal, .within, .range, .plus, .minus, .times, .divided,
      .remainder, .power, .coalesce:
      false
    }
  }
}

/// What takes values and gives one.
enum ConditionFunction: String, CaseIterable, Sendable {
  case len, abs, floor, ceil, round, int, float, min, max, mean, median, first, last
  case isNaN, isInf, isNil, asInt, asFloat, `default`
}

/// What goes through a list, asking something of each value.
enum ConditionLoop: String, CaseIterable, Sendable {
  case all, any, one, none, filter, map, count, sum

  /// Whether it may go without its question.
  var isShort: Bool { self == .count || self == .sum }
}
