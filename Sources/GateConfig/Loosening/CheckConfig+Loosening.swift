import Analysis
import Diagnostics
import Rollouts

extension RolloutConfig {
  func checkLoosenings(to new: RolloutConfig) -> [Loosening] {
    checks.flatMap { check -> [Loosening] in
      let name = check.check.name
      guard let same = new.checks.first(where: { $0.check.name == name }) else {
        return [Loosening(position: new.position, what: "\(name): is gone")]
      }
      return check.loosenings(to: same, in: self, new).map {
        Loosening(position: same.position ?? new.position, what: "\(name): \($0)")
      }
    }
  }
}

extension CheckConfig {
  fileprivate func loosenings(
    to new: CheckConfig, in rollout: RolloutConfig, _ proposed: RolloutConfig
  ) -> [String] {
    var texts = check.criterion.loosenings(to: new.check.criterion, check.unit, new.check.unit)
    if new.check.isDryRun, !check.isDryRun { texts.append("decides nothing any more (dryRun)") }
    let occasions = occasions.subtracting(new.occasions).map(\.rawValue).sorted()
    if !occasions.isEmpty {
      texts.append("is no longer judged at \(occasions.joined(separator: ", "))")
    }
    if new.check.window != check.window {
      texts.append(
        "the window is \(DurationText.text(new.check.window)) instead of "
          + DurationText.text(check.window))
    } else if new.questions != questions {
      texts.append("something else is asked")
    }
    // A looser limit needs fewer requests to show.
    if texts.isEmpty, let least = check.minRequests,
      new.check.minRequests.map({ $0 < least }) ?? true
    {
      texts.append(
        "\(new.check.minRequests.map { "\($0)" } ?? "no number of") requests are enough instead of \(least)"
      )
    }
    texts += check.policies.loosenings(to: new.check.policies)
    let (own, other) = (store ?? rollout.store, new.store ?? proposed.store)
    if store != nil || new.store != nil, !own.asksTheSame(as: other) {
      texts.append("another store is asked")
    }
    return texts
  }
}

extension Criterion {
  fileprivate func loosenings(to new: Criterion, _ unit: Unit, _ other: Unit) -> [String] {
    guard self != new || unit != other else { return [] }
    switch (self, new) {
    case (.presence, .limit), (.presence, .conditions), (.presence, .presence): return []
    case (.limit, .presence), (.conditions, .presence): return ["any value passes"]
    case (.limit, .conditions), (.conditions, .limit), (.conditions, .conditions):
      return ["the condition is another"]
    case (.limit(let old), .limit(let limit)):
      guard unit == other else { return ["the unit is another"] }
      var texts: [String] = []
      if let min = old.min, limit.min.map({ $0 < min }) ?? true {
        texts.append(words("at least", limit.min, instead: min, unit))
      }
      if let max = old.max, limit.max.map({ $0 > max }) ?? true {
        texts.append(words("at most", limit.max, instead: max, unit))
      }
      return texts
    }
  }

  private func words(
    _ sign: String, _ bound: Double?, instead old: Double, _ unit: Unit
  ) -> String {
    let now = bound.map { sign + " " + DecimalText.text($0, fractionDigits: 9) + unit.suffix }
    return (now ?? "no bound") + " instead of "
      + (now == nil ? sign + " " : "") + DecimalText.text(old, fractionDigits: 9) + unit.suffix
  }
}

extension Policies {
  /// A fail is the strictest, a pass the loosest.
  fileprivate func loosenings(to new: Policies) -> [String] {
    [
      ("onNoData", onNoData, new.onNoData), ("onNaN", onNaN, new.onNaN),
      ("onWarning", onWarning, new.onWarning), ("onTooFew", onTooFew, new.onTooFew),
      ("onStoreFailure", onStoreFailure, new.onStoreFailure),
    ].compactMap { name, old, new in
      new.looseness > old.looseness ? "\(name) is \(new.rawValue) instead of \(old.rawValue)" : nil
    }
  }
}

extension Policies.Choice {
  fileprivate var looseness: Int {
    switch self {
    case .fail: 0
    case .inconclusive: 1
    case .pass: 2
    }
  }
}
