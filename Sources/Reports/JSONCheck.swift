import Analysis
import Diagnostics
import Outcome

extension CheckOutcome {
  /// The check as the JSON report has it.
  ///
  /// `value` is in `unit`; `atLeast` says that the value is that or more. A measured NaN or
  /// infinity is the text `"NaN"` or `"+Inf"`.
  var json: JSONText {
    return .object([
      "name": .text(check.name),
      "verdict": .text(word.rawValue),
      "reason": jsonReason,
      "besides": .list(
        (judgement?.besides ?? []).map { reason in
          .object(["id": .text(reason.name), "text": .text("\(reason)")])
        }),
      "value": jsonValue,
      "atLeast": .flag(isLowerBound),
      "unit": .text(check.unit.rawValue),
      "min": .number(check.criterion.limit?.min),
      "max": .number(check.criterion.limit?.max),
      "successCondition": .text(check.criterion.conditions?.success?.text),
      "failureCondition": .text(check.criterion.conditions?.failure?.text),
      "window": .text(DurationText.text(check.window)),
      "requests": .number(judgement?.measurement.requests),
      "minRequests": .integer(check.minRequests),
      "at": .text(occasion.rawValue),
      "dryRun": .flag(check.isDryRun),
      "seconds": .number(seconds),
      "file": .text(position?.file),
      "line": .integer(position?.line),
      "remarks": .list((judgement?.measurement.remarks ?? []).map(JSONText.text)),
      "queries": .list(queries.map(\.json)),
      "chart": chart?.json ?? .null,
    ])
  }

  private var jsonReason: JSONText {
    guard let reasonName else { return .null }
    return .object(["id": .text(reasonName), "text": .text(reasonText ?? headline)])
  }

  private var jsonValue: JSONText {
    guard let judgement else { return .null }
    return switch judgement.measurement.value {
    case .exactly(let value), .atLeast(let value): .number(value)
    case .values(.number(let value)): .number(value)
    case .values(.list(let values)): .list(values.prefix(100).map { .number($0) })
    case .none(.notANumber): .number(.nan)
    case .none(.infinite(let negative)): .number(negative ? -.infinity : .infinity)
    case .none: .null
    }
  }

  private var isLowerBound: Bool {
    guard let judgement else { return false }
    return switch judgement.measurement.value {
    case .atLeast: true
    case .exactly, .values, .none: false
    }
  }
}

extension QueryOutcome {
  var json: JSONText {
    .object([
      "role": .text(role),
      "query": .text(text),
      "answer": .text(answer),
      "seconds": .number(seconds),
      "page": .text(page?.text),
    ])
  }
}
