import Conditions

/// The two conditions that Argo Rollouts gives a metric, of which one may be missing.
package struct SuccessAndFailure: Hashable, Sendable {
  package let success: Condition?
  package let failure: Condition?

  /// Nil without a condition.
  package init?(success: Condition?, failure: Condition?) {
    guard success != nil || failure != nil else { return nil }
    self.success = success
    self.failure = failure
  }

  /// What the values come to.
  ///
  /// Argo's truth table: with one condition alone its opposite is the other verdict; with both a failure
  /// stands above a success, and neither is inconclusive. What Argo lets pass unseen is closed: NaN, an
  /// infinity, several values and no value at all are judged only by a condition that deals with them
  /// itself, as by `isNaN`, `isInf`, `all` and `len`.
  /// Source: argoproj/argo-rollouts, `utils/evaluate/evaluate.go`.
  ///
  /// - Parameter admitted: What a policy sets aside, and is judged as Argo would.
  func verdict(on result: ConditionResult, admitting admitted: Set<Handled> = []) -> Verdict {
    let found = result.peculiarities
    /// What a condition can't tell about the result by itself.
    func obstacle(to condition: Condition?) -> Reason? {
      guard let condition else { return nil }
      return found.first { kind, _ in
        let isHandled = condition.handled.contains(kind) || admitted.contains(kind)
        return !isHandled || kind == .severalSeries && !condition.isOfAnyOrder(of: result)
      }?.reason
    }
    do throws(ConditionFault) {
      if let failure, try failure.holds(for: result) {
        return obstacle(to: failure).map(Verdict.inconclusive)
          ?? .fail(.failureCondition(failure.text))
      }
      guard let success else {
        return obstacle(to: failure).map(Verdict.inconclusive) ?? .pass
      }
      let succeeds = try success.holds(for: result)
      if let reason = obstacle(to: success) { return .inconclusive(reason) }
      if succeeds { return .pass }
      return failure == nil
        ? .fail(.successCondition(success.text)) : .inconclusive(.neitherCondition)
    } catch {
      // An index out of range is the missing value that it is about.
      return .inconclusive(
        found.first.map(\.reason) ?? .conditionFailed("\(error.what); \(error.advice)"))
    }
  }
}

extension Condition {
  /// Whether the values may come in any order, which no store promises: whichever is the first, the
  /// condition says the same. Of more than 64 values that is not tried.
  fileprivate func isOfAnyOrder(of result: ConditionResult) -> Bool {
    guard case .list(let values) = result, values.count <= 64 else { return true }
    let said = try? holds(for: result)
    return values.indices.allSatisfy { start in
      let turned = Array(values[start...] + values[..<start])
      return (try? holds(for: .list(turned))) == said
    }
  }
}

extension ConditionResult {
  /// What Argo would compare as if it were a number like others.
  fileprivate var peculiarities: [(kind: Handled, reason: Reason)] {
    let values =
      switch self {
      case .number(let value): [value]
      case .list(let values): values
      }
    var found: [(Handled, Reason)] = []
    if values.isEmpty { found.append((.noData, .noData)) }
    if values.contains(where: \.isNaN) { found.append((.notANumber, .notANumber)) }
    if let infinity = values.first(where: \.isInfinite) {
      found.append((.infinity, .infinite(negative: infinity < 0)))
    }
    if values.count > 1 { found.append((.severalSeries, .severalSeries(values.count))) }
    return found
  }
}
