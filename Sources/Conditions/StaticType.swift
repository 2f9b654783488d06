/// What is known of a value before any is there, by expr's rules.
indirect enum StaticType: Equatable, Sendable {
  case unknown
  case nothing, truth, whole, real, text
  /// A list of floating numbers: the result.
  case floats
  case list(of: StaticType)

  var isNumber: Bool { self == .whole || self == .real }

  var isList: Bool {
    switch self {
    case .floats, .list: true
    case .unknown, .nothing, .truth, .whole, .real, .text: false
    }
  }

  /// What a value of it is; unknown for what is no list.
  var element: StaticType {
    switch self {
    case .floats: .real
    case .list(let element): element
    case .unknown, .nothing, .truth, .whole, .real, .text: .unknown
    }
  }

  /// Whether `==` may compare them.
  func isComparable(to other: StaticType) -> Bool {
    self == .unknown || other == .unknown || self == .nothing || other == .nothing
      || isNumber && other.isNumber || isList && other.isList || self == other
  }

  /// Whether both are of one of these kinds, or may turn out to be.
  func goes(with other: StaticType, as kinds: StaticType...) -> Bool {
    if self == .unknown { return other == .unknown || kinds.contains(other) }
    return other == .unknown && kinds.contains(self)
  }

  /// For messages.
  var name: String {
    switch self {
    case .unknown: "a value"
    case .nothing: "nil"
    case .truth: "true or false"
    case .whole: "a whole number"
    case .real: "a number"
    case .text: "a text"
    case .floats, .list: "a list"
    }
  }
}
