import Conditions
import Diagnostics
import Queries

extension ArgoImport {
  /// The conditions of a metric; what Argo would let pass unseen is warned of.
  mutating func conditionLines(
    of metric: SourceField, _ arguments: ArgoArguments
  ) -> Result<[NativeCheck.Line], Unasked> {
    var lines: [NativeCheck.Line] = []
    var read: [String: Condition] = [:]
    for key in ["successCondition", "failureCondition"] {
      guard let field = metric.given(key) else { continue }
      switch filled(field, arguments) {
      case .failure(let reason): return .failure(reason)
      case .success(let text):
        lines.append(.init(key: key, value: .text(text), field: field))
        do throws(ConditionFault) {
          let condition = try Condition(parsing: text)
          read[key] = condition
          warn(of: condition, field)
        } catch {
          // `all(result, # < 5)` without quotes ends for YAML before its `#`.
          let isCut =
            error.offset >= text.unicodeScalars.count && field.node.node.scalar?.style == .plain
          fault(
            field, "\(key): \(error.what), at character \(error.offset + 1)",
            isCut ? "put it in quotes where it has a #, which begins a comment" : error.advice)
          return .failure(.faulty)
        }
      }
    }
    if read.isEmpty {
      warn(
        metric, "\(metric.path) has no condition: any value passes, as with Argo Rollouts",
        "add successCondition: result[0] >= 0.95, for instance")
      // Of a range, whose values are a list, there is something to be asked.
      return metric["provider"]?["prometheus"]?["rangeQuery"] == nil
        ? .success([.init(key: "present", value: .raw("true"), field: metric)])
        : .success([
          .init(
            key: "successCondition", value: .text("len(result) > 0 && all(result, true)"),
            field: metric)
        ])
    }
    if read["successCondition"] == nil, let failure = read["failureCondition"],
      let field = metric.given("failureCondition"), !failure.handled.contains(.notANumber)
    {
      warn(
        field,
        "NaN would pass with Argo Rollouts, as it keeps no comparison; here it is inconclusive",
        "add a successCondition, which NaN does not keep")
    }
    return .success(lines)
  }

  private mutating func warn(of condition: Condition, _ field: SourceField) {
    // The values of a vector are a list, even where there is one.
    if (try? condition.holds(for: .number(1))) != nil, isFault(condition, for: [1]) {
      warn(
        field, "result is a list unless the query is scalar(...), and a list can't be compared",
        "write result[0]")
    }
    let isVacuous = (try? condition.holds(for: .list([]))) == true
    if isVacuous, !condition.handled.contains(.noData) {
      warn(
        field,
        "an answer without series would pass with Argo Rollouts; here it is inconclusive",
        "add len(result) == 0 || ... where that is meant")
    }
  }

  private func isFault(_ condition: Condition, for values: [Double]) -> Bool {
    (try? condition.holds(for: .list(values))) == nil
  }

  /// The span of a `rangeQuery`, and how long ago it begins.
  mutating func rangeLine(
    of range: SourceField, _ arguments: ArgoArguments
  ) -> Result<(NativeCheck.Line, Duration), Unasked> {
    var texts: [String] = []
    for key in ["start", "end", "step"] {
      guard let field = range[key] else {
        fault(range, "\(range.path) has no \(key)", "add start, end and step")
        return .failure(.faulty)
      }
      switch filled(field, arguments) {
      case .failure(let reason): return .failure(reason)
      case .success(let text): texts.append(text)
      }
    }
    guard let start = Self.past(texts[0]), let end = Self.past(texts[1]),
      let step = DurationText.duration(texts[2]),
      QueryRange(start: start, end: end, step: step) != nil
    else {
      fault(
        range, "\(range.path) is no span that is known here",
        "write start: 'now() - duration(\"5m\")', end: 'now()', step: 1m")
      return .failure(.faulty)
    }
    let until = end == .zero ? "" : ", end: \(DurationText.text(end))"
    let value = "{start: \(DurationText.text(start))\(until), step: \(DurationText.text(step))}"
    return .success((.init(key: "range", value: .raw(value), field: range), start))
  }

  /// How long ago `now()` or `now() - duration("5m")` is; nil for other expressions.
  static func past(_ expression: String) -> Duration? {
    let text = expression.filter { !$0.isWhitespace }
    guard text.hasPrefix("now()") else { return nil }
    let rest = text.dropFirst(5)
    guard !rest.isEmpty else { return .zero }
    for quote in ["\"", "'", "`"] {
      let opening = "-duration(\(quote)"
      let closing = "\(quote))"
      guard rest.hasPrefix(opening), rest.hasSuffix(closing) else { continue }
      return DurationText.duration(rest.dropFirst(opening.count).dropLast(closing.count))
    }
    return nil
  }
}
