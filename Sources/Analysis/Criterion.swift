import Conditions

/// What a value must satisfy.
package enum Criterion: Hashable, Sendable {
  case limit(Limit)
  /// Any value passes, if there is one.
  case presence
  /// One condition or both, as Argo Rollouts has them.
  case conditions(SuccessAndFailure)
}

extension Criterion {
  /// Nil where there are no bounds.
  package var limit: Limit? {
    switch self {
    case .limit(let limit): limit
    case .presence, .conditions: nil
    }
  }

  package var conditions: SuccessAndFailure? {
    switch self {
    case .limit, .presence: nil
    case .conditions(let conditions): conditions
    }
  }
}
