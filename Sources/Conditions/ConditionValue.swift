/// A value inside a condition.
enum ConditionValue: Sendable {
  /// As Go holds a list: lists of two kinds of numbers are never the same.
  enum ListKind: Sendable {
    case floats, ints, any
  }

  case nothing
  case truth(Bool)
  case whole(Int)
  case real(Double)
  case text(String)
  case list([ConditionValue], of: ListKind)

  /// What it is, for messages.
  var name: String {
    switch self {
    case .nothing: "nil"
    case .truth: "true or false"
    case .whole: "a whole number"
    case .real: "a number"
    case .text: "a text"
    case .list: "a list"
    }
  }

  /// A number of either kind as a floating one.
  var number: Double? {
    switch self {
    case .whole(let value): Double(value)
    case .real(let value): value
    case .nothing, .truth, .text, .list: nil
    }
  }

  /// A number of either kind without its fraction, as Go converts it on the usual machines.
  var truncated: Int? {
    switch self {
    case .whole(let value): value
    case .real(let value): Int(exactly: value.rounded(.towardZero)) ?? .min
    case .nothing, .truth, .text, .list: nil
    }
  }

  var isNothing: Bool {
    if case .nothing = self { true } else { false }
  }
}
