/// A check's verdict with all that led to it.
package struct Judgement: Hashable, Sendable {
  package let verdict: Verdict
  package let measurement: Measurement
  /// Reasons beside the verdict's own: further ones, and those that a policy set aside.
  package let besides: [Reason]

  package init(verdict: Verdict, measurement: Measurement, besides: [Reason] = []) {
    self.verdict = verdict
    self.measurement = measurement
    self.besides = besides
  }

  /// The same with its verdict taken back for a reason; `besides` come before its own.
  package init(taking judgement: Judgement, backFor reason: Reason, besides: [Reason] = []) {
    self.init(
      verdict: .inconclusive(reason), measurement: judgement.measurement,
      besides: besides + judgement.besides)
  }
}

/// Judges one measurement, three-valued: what is not known is neither a pass nor a fail.
package func judge(_ measurement: Measurement, against check: Check) -> Judgement {
  let reasons = obstacles(of: measurement, for: check)
  if let failing = reasons.first(where: { check.policies.choice(for: $0) == .fail }) {
    return Judgement(
      verdict: .fail(.byPolicy(failing)), measurement: measurement,
      besides: reasons.filter { $0 != failing })
  }
  if let open = reasons.first(where: { check.policies.choice(for: $0) == .inconclusive }) {
    return Judgement(
      verdict: .inconclusive(open), measurement: measurement,
      besides: reasons.filter { $0 != open })
  }
  let verdict = compare(measurement, with: check)
  // Where no data may pass, the series that ended are that same missing data.
  let isWithoutData = reasons.contains(.noData) || reasons.contains(.noTraffic)
  guard case .pass = verdict, !isWithoutData,
    let stale = staleness(of: measurement, for: check)
  else {
    return Judgement(verdict: verdict, measurement: measurement, besides: reasons)
  }
  return Judgement(verdict: .inconclusive(stale), measurement: measurement, besides: reasons)
}

/// All that keeps the value from being compared, the weightiest first.
private func obstacles(of measurement: Measurement, for check: Check) -> [Reason] {
  var reasons: [Reason] = []
  if case .none(let reason) = measurement.value { reasons.append(reason) }
  reasons += measurement.doubts
  if let needed = check.minRequests, let seen = measurement.requests,
    // `increase()` extrapolates, so a hundred requests may read as 99.7.
    seen.rounded() < Double(needed), !reasons.contains(.noTraffic), !reasons.contains(.noData)
  {
    reasons.append(.tooFewRequests(seen: seen, needed: needed))
  }
  return reasons
}

private func compare(_ measurement: Measurement, with check: Check) -> Verdict {
  switch (measurement.value, check.criterion) {
  case (.exactly(let value), .limit(let limit)):
    limit.breach(by: value).map(Verdict.fail) ?? .pass
  case (.atLeast(let bound), .limit(let limit)):
    compare(atLeast: bound, with: limit)
  case (.exactly, .presence), (.atLeast, .presence):
    .pass
  case (.values(let result), .conditions(let conditions)):
    conditions.verdict(on: result, admitting: check.policies.admitted).governed(by: check.policies)
  case (.exactly(let value), .conditions(let conditions)):
    conditions.verdict(on: .number(value), admitting: check.policies.admitted)
  case (.atLeast(let bound), .conditions):
    .inconclusive(.saturatedHistogram(bound: bound))
  case (.values, .limit), (.values, .presence):
    .inconclusive(.wrongType("a list of values"))
  case (.none, .conditions):
    .pass
  case (.none, .limit), (.none, .presence):
    // Only a policy of `pass` comes here without a value.
    .pass
  }
}

/// The value is the bound or more: that breaks a lower maximum for sure, and keeps a lower minimum.
private func compare(atLeast bound: Double, with limit: Limit) -> Verdict {
  if let max = limit.max {
    return bound > max
      ? .fail(.beyondHistogram(bound: bound, max: max))
      : .inconclusive(.saturatedHistogram(bound: bound))
  }
  return limit.breach(by: bound) == nil ? .pass : .inconclusive(.saturatedHistogram(bound: bound))
}

/// A window of four scrapes or more has a sample in its newer half; one without has lost its target.
///
/// Old samples can't show health, but what they show broken was broken: only a pass is withheld.
private func staleness(of measurement: Measurement, for check: Check) -> Reason? {
  guard let age = measurement.age, age > check.window / 2 else { return nil }
  return .stale(age: age, window: check.window)
}

extension Verdict {
  /// What a condition leaves open goes by the check's policies, as what a limit can't be held against.
  fileprivate func governed(by policies: Policies) -> Verdict {
    guard case .inconclusive(let reason) = self else { return self }
    return switch policies.choice(for: reason) {
    case .inconclusive: self
    case .fail: .fail(.byPolicy(reason))
    // Whatever else may pass was judged.
    case .pass: reason == .noData ? .pass : self
    }
  }
}
