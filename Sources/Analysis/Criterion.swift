/// What a value must satisfy.
package enum Criterion: Hashable, Sendable {
  case limit(Limit)
  /// Any value passes, if there is one.
  case presence
}

extension Criterion {
  /// Nil where there are no bounds.
  package var limit: Limit? {
    switch self {
    case .limit(let limit): limit
    case .presence: nil
    }
  }
}
