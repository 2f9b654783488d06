import Analysis
import Diagnostics
import Outcome
import Rollouts

/// The one word for what became of a check, the same in every report.
enum CheckWord: String, Sendable, CaseIterable {
  case pass, fail, inconclusive
  /// The store failed us.
  case error
  /// Deliberately not judged in this run.
  case skipped

  /// What a rollout comes to by this check.
  var standing: Standing {
    switch self {
    case .pass: .pass
    case .fail: .fail
    case .inconclusive: .inconclusive
    case .error: .storeFailed
    case .skipped: .notJudged
    }
  }
}

extension CheckOutcome {
  var word: CheckWord { check.isDryRun ? .skipped : judgedWord }

  /// What became of it, whether that counts or not.
  private var judgedWord: CheckWord {
    switch judgement?.verdict {
    case nil: .skipped
    case .pass: .pass
    case .fail: .fail
    case .inconclusive(let reason): reason.isStoreFailure ? .error : .inconclusive
    }
  }

  var limitText: String { check.criterion.text(check.unit) }

  /// The check's identity in a history of runs: its name and limit, never what was observed.
  var title: String { printable(check.name, limit: 120) + " " + limitText }

  /// The value with its unit, `at least` where only a bound is known; nil without one.
  var valueText: String? {
    guard let judgement else { return nil }
    return switch judgement.measurement.value {
    case .exactly(let value): ValueText.measured(value, check.unit, apartFrom: brokenBound)
    case .atLeast(let bound): "at least " + ValueText.bound(bound, check.unit)
    case .values(let result): ValueText.values(result, check.unit)
    case .none: nil
    }
  }

  /// Whether the value is known to be that or more.
  var isLowerBound: Bool {
    guard let judgement else { return false }
    return switch judgement.measurement.value {
    case .atLeast: true
    case .exactly, .values, .none: false
    }
  }

  /// The value as one number, also one that is inside no limit; nil without one.
  var numberText: String? {
    guard let judgement else { return nil }
    return switch judgement.measurement.value {
    case .exactly(let value), .values(.number(let value)):
      ValueText.number(value, apartFrom: brokenBound)
    case .atLeast(let bound): ValueText.exact(bound)
    case .none(.notANumber): "NaN"
    case .none(.infinite(let negative)): negative ? "-Inf" : "+Inf"
    case .values(.list), .none: nil
    }
  }

  /// Why the check does not pass or was not judged: `22.4 % over`; nil where nothing is to be said.
  var reasonText: String? {
    switch judgement?.verdict {
    case nil: "not judged in this run (at: [\(occasion.rawValue)])"
    case .pass: nil
    case .fail(.belowMinimum(let value, let bound)), .fail(.aboveMaximum(let value, let bound)):
      ValueText.distance(of: value, from: bound, check.unit)
    case .fail(.beyondHistogram): "the histogram's highest bound is above the limit"
    case .fail(.failureCondition(let text)): "the condition of failure holds: " + printable(text)
    case .fail(.successCondition(let text)):
      "the condition of success does not hold: " + printable(text)
    case .fail(.byPolicy(let reason)): text(of: reason) + "; the config lets this fail"
    case .inconclusive(let reason): text(of: reason)
    }
  }

  /// One line with the value, the operator and the limit, or with the reason why there is no
  /// verdict: `request-duration p99 = 612 ms, limit <= 500 ms (22.4 % over)`.
  var headline: String {
    guard check.isDryRun, judgement != nil else { return judgedHeadline }
    return "dry run, " + judgedWord.rawValue + ": " + judgedHeadline
  }

  private var judgedHeadline: String {
    let name = printable(check.name, limit: 120)
    switch judgement?.verdict {
    case nil:
      return name + ": " + (reasonText ?? "")
    case .pass:
      return name + " = " + (valueText ?? "-") + limitClause
    case .fail(.failureCondition), .fail(.successCondition):
      return name + " = " + (valueText ?? "-") + ": " + (reasonText ?? "")
    case .fail(.belowMinimum), .fail(.aboveMaximum), .fail(.beyondHistogram):
      let relation = isLowerBound ? " is " : " = "
      let distance = reasonText.map { " (\($0))" } ?? ""
      return name + relation + (valueText ?? "-") + ", limit " + limitText + distance
    case .fail(.byPolicy), .inconclusive:
      return name + ": " + (reasonText ?? "")
    }
  }

  /// Whether the headline has the value, where there is one.
  var tellsValue: Bool {
    switch judgement?.verdict {
    case .pass, .fail(.belowMinimum), .fail(.aboveMaximum), .fail(.beyondHistogram),
      .fail(.failureCondition), .fail(.successCondition):
      true
    case nil, .fail(.byPolicy), .inconclusive: false
    }
  }

  private var limitClause: String {
    switch check.criterion {
    case .limit: ", limit " + limitText
    case .presence: ", which is limited by nothing"
    case .conditions: ", " + limitText
    }
  }

  /// A stable identifier of the reason: `aboveMaximum`, `noData`; nil for a pass.
  var reasonName: String? {
    switch judgement?.verdict {
    case nil, .pass: nil
    case .fail(.belowMinimum): "belowMinimum"
    case .fail(.aboveMaximum): "aboveMaximum"
    case .fail(.beyondHistogram): "beyondHistogram"
    case .fail(.failureCondition): "failureCondition"
    case .fail(.successCondition): "successCondition"
    case .fail(.byPolicy(let reason)), .inconclusive(let reason): reason.name
    }
  }

  /// The reason on one line, with the unit that it does not know itself.
  func text(of reason: Reason) -> String {
    let unit =
      switch reason {
      case .saturatedHistogram: check.unit.suffix
      case .noData, .noTraffic, .notANumber, .infinite, .severalSeries, .wrongType, .storeWarning,
        .partialAnswer, .tooFewRequests, .stale, .tooEarly, .weightNotLive, .canaryUnreached,
        .unreachable, .storeError, .interrupted, .notAsked, .neitherCondition, .conditionFailed:
        ""
      }
    return printable("\(reason)") + unit
  }

  /// The bound that the value broke, from which its text must differ.
  private var brokenBound: Double? {
    switch judgement?.verdict {
    case .fail(.belowMinimum(_, let bound)), .fail(.aboveMaximum(_, let bound)): bound
    case nil, .pass, .fail(.beyondHistogram), .fail(.byPolicy), .fail(.failureCondition),
      .fail(.successCondition), .inconclusive:
      nil
    }
  }
}
