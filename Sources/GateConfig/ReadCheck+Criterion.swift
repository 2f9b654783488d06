import Analysis
import Conditions
import Diagnostics
import Queries

/// What a check's value must satisfy, and from how many requests.
extension CheckReader {
  mutating func criterion(of node: ConfigNode, _ subject: Measured) -> Criterion? {
    if let conditions = conditions(of: node) { return conditions }
    if let present = node["present"] {
      if let bound = node["min"] ?? node["max"] {
        fault(bound, "a limit beside present", "drop one of them")
      }
      if present.text == "false" { fault(present, "present is false", "give min, max or both") }
      return .presence
    }
    guard node["successCondition"] == nil, node["failureCondition"] == nil else { return nil }
    if node["notAsked"] != nil, node["min"] == nil, node["max"] == nil { return .presence }
    guard let limit = limit(of: node, in: subject.unit) else { return nil }
    checkRange(of: limit, in: node, subject)
    // Flagger drops what its limits have of a millisecond, too.
    guard case .last(let last) = subject.questions, last.isTruncated else { return .limit(limit) }
    return Limit(
      min: limit.min?.rounded(.towardZero), max: limit.max?.rounded(.towardZero)
    ).map(Criterion.limit)
  }

  /// Nil without a condition, and where one can't be read, which is said.
  private mutating func conditions(of node: ConfigNode) -> Criterion? {
    let success = condition("successCondition", of: node)
    let failure = condition("failureCondition", of: node)
    guard let conditions = SuccessAndFailure(success: success, failure: failure) else { return nil }
    if let other = node["min"] ?? node["max"] ?? node["present"] {
      fault(other, "a limit beside conditions", "drop one of them")
    }
    if rollout.isFlaggers {
      fault(
        node, "Flagger has no conditions, and compatibility is flagger", "write min, max or both")
    }
    return .conditions(conditions)
  }

  private mutating func condition(_ key: String, of node: ConfigNode) -> Condition? {
    guard let field = node[key], let text = field.text else { return nil }
    do throws(ConditionFault) {
      return try Condition(parsing: text)
    } catch {
      fault(
        field, "\(key): \(error.what), at character \(error.offset + 1)", error.advice)
      return nil
    }
  }

  private mutating func limit(of node: ConfigNode, in unit: Unit) -> Limit? {
    let min = bound("min", of: node, in: unit)
    let max = bound("max", of: node, in: unit)
    if let min, let max, min > max {
      fault(node["min"] ?? node, "min is above max: no value passes", "swap them")
      return nil
    }
    if unit == .percent, let min, min <= 1, let written = node["min"]?.text,
      !written.hasSuffix("%") || min < 1
    {
      fault(
        node["min"] ?? node, "min is \(written) of 100 percent",
        min == 1
          ? "write 99 for 99 %, 1% for 1 %; a ratio of 0...1 has unit: ratio"
          : "write 99 for 99 %; a ratio of 0...1 has unit: ratio")
    }
    return Limit(min: min, max: max)
  }

  private mutating func bound(_ key: String, of node: ConfigNode, in unit: Unit) -> Double? {
    guard let bound = node[key], let quantity = bound.text.flatMap(Quantity.init) else {
      return nil
    }
    if let value = quantity.value(in: unit) { return value }
    let advice =
      if unit != .none {
        "write it in \(unit.rawValue)"
      } else if node["check"] != nil {
        "write the number alone"
      } else {
        "add unit: \(quantity.suffix == .percent ? "percent" : quantity.suffix?.rawValue ?? "none")"
      }
    fault(bound, "\(key) is \(bound.text ?? ""), and the check's unit is \(unit.rawValue)", advice)
    return nil
  }

  /// A share lies within 0...100 %, a time is not negative: a limit outside says nothing.
  private mutating func checkRange(of limit: Limit, in node: ConfigNode, _ subject: Measured) {
    let isShare: Bool = if case .share = subject.questions { true } else { false }
    let scale: Double? =
      switch subject.unit {
      case .percent: isShare ? 100 : nil
      case .ratio, .none: isShare ? 1 : nil
      case .milliseconds, .seconds: nil
      }
    for (key, value) in [("min", limit.min), ("max", limit.max)] {
      guard let value else { continue }
      if let scale, !(0...scale).contains(value) {
        fault(
          node[key] ?? node, "\(key) is outside 0...\(DecimalText.text(scale))",
          scale == 1 ? "for percent, add unit: percent" : "no share lies there")
      }
      if scale == nil, node["check"] != nil, value < 0 {
        let isCount = subject.quantile == nil
        fault(
          node[key] ?? node, "\(key) is negative, and no \(isCount ? "count" : "duration") is",
          isCount ? "write 100" : "write 500ms")
      }
    }
  }

  mutating func leastRequests(
    for node: ConfigNode, _ limit: Limit?, _ subject: Measured
  ) -> Int? {
    let given = node["minRequests"] ?? rollout.defaults?["minRequests"]
    switch subject.questions {
    case .quantile(let quantile):
      return given?.count ?? Analysis.leastRequests(toExpress: quantile.quantile)
    case .share(let share):
      guard share.requests != nil else {
        if let own = node["minRequests"] {
          fault(
            own, "the requests can't be counted: `of` has no rate() or increase()",
            "write `of` with rate(), or remove minRequests")
        }
        return nil
      }
      let parts = [limit?.min, limit?.max].compactMap { $0.map { $0 / share.scale } }
      return given?.count ?? parts.map { Analysis.leastRequests(toExpress: $0) }.max()
    case .last:
      if let own = node["minRequests"] ?? node["onTooFew"] {
        fault(own, "Flagger counts no requests, and compatibility is flagger", "remove it")
      }
      return nil
    case .value, .values, .notAsked, nil:
      // The shape refuses them beside a query.
      if let own = node["minRequests"] ?? node["onTooFew"], subject.questions != nil {
        fault(own, "a count needs no least number of requests", "remove it; min is the limit")
      }
      return nil
    }
  }
}
