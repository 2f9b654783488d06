/// What a check's value is counted in.
package enum Unit: String, Hashable, Sendable, CaseIterable {
  /// 0...100.
  case percent
  /// 0...1.
  case ratio
  case milliseconds = "ms"
  case seconds = "s"
  case none

  /// What follows a number of this unit, with its space: `" %"`, `" ms"`, or nothing.
  package var suffix: String {
    switch self {
    case .percent: " %"
    case .milliseconds: " ms"
    case .seconds: " s"
    case .ratio, .none: ""
    }
  }
}
