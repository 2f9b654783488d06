import Diagnostics

/// Why a check is not known to pass, each with a name that reports and users can rely on.
package enum Reason: Error, Hashable, Sendable {
  /// The answer held no series.
  case noData
  /// The series are there, and no request came in the window.
  case noTraffic
  case notANumber
  case infinite(negative: Bool)
  /// Several series where one is needed.
  case severalSeries(Int)
  /// A range of samples, a text or a native histogram where one number is needed.
  case wrongType(String)
  /// The store warned that its answer may be wrong.
  case storeWarning(String)
  /// The store said that parts of it did not answer.
  case partialAnswer
  case tooFewRequests(seen: Double, needed: Int)
  /// The newest sample is too old for the window.
  case stale(age: Duration, window: Duration)
  /// The value lies above the histogram's highest finite bound, where nothing more is known.
  case saturatedHistogram(bound: Double)
  /// The window reaches back to before the weight last changed.
  case tooEarly(until: Timestamp)
  /// The canary's part of the requests, 0...1, is not what its weight commits to.
  case weightNotLive(observed: Double, committed: CommittedShare)
  /// The baseline has traffic, the canary has none.
  case canaryUnreached
  /// No answer came: the text says from what and why.
  case unreachable(String)
  /// The store, or something before it, answered with an error.
  case storeError(String)
  /// The run was stopped before the answer came.
  case interrupted
  /// The value is with a provider of metrics that this gate does not ask.
  case notAsked(String)
  /// Neither the condition of success holds nor that of failure.
  case neitherCondition
  /// A condition can't be asked about the answer: an index out of range, kinds that don't go together.
  case conditionFailed(String)

  /// A stable identifier: `noData`.
  package var name: String {
    switch self {
    case .noData: "noData"
    case .noTraffic: "noTraffic"
    case .notANumber: "notANumber"
    case .infinite: "infinite"
    case .severalSeries: "severalSeries"
    case .wrongType: "wrongType"
    case .storeWarning: "storeWarning"
    case .partialAnswer: "partialAnswer"
    case .tooFewRequests: "tooFewRequests"
    case .stale: "stale"
    case .saturatedHistogram: "saturatedHistogram"
    case .tooEarly: "tooEarly"
    case .weightNotLive: "weightNotLive"
    case .canaryUnreached: "canaryUnreached"
    case .unreachable: "unreachable"
    case .storeError: "storeError"
    case .interrupted: "interrupted"
    case .notAsked: "notAsked"
    case .neitherCondition: "neitherCondition"
    case .conditionFailed: "conditionFailed"
    }
  }

  /// Whether the store failed us, which a pipeline tells apart from missing knowledge.
  package var isStoreFailure: Bool {
    switch self {
    case .unreachable, .storeError: true
    case .noData, .noTraffic, .notANumber, .infinite, .severalSeries, .wrongType, .storeWarning,
      .partialAnswer, .tooFewRequests, .stale, .saturatedHistogram, .tooEarly, .weightNotLive,
      .canaryUnreached, .interrupted, .notAsked, .neitherCondition, .conditionFailed:
      false
    }
  }

  /// Whether there is no answer to go by, whoever is to blame.
  package var isUnanswered: Bool { isStoreFailure || self == .interrupted }
}

extension Reason: CustomStringConvertible {
  /// One line in plain words, without a unit: a saturated bound is in the check's own.
  package var description: String {
    switch self {
    case .noData: "no data: the query matched no series"
    case .noTraffic: "no requests in the window"
    case .notANumber: "the value is not a number (NaN)"
    case .infinite(let negative): "the value is \(negative ? "-" : "+")Inf, a division by zero"
    case .severalSeries(let count): "\(count) series where one is needed"
    case .wrongType(let type): "the answer is \(type), where one number is needed"
    case .storeWarning(let text): "the store warned: \(text)"
    case .partialAnswer: "the store's answer is partial"
    case .tooFewRequests(let seen, let needed):
      "too few requests: \(DecimalText.text(seen.rounded(), fractionDigits: 0)) of \(needed) needed"
    case .stale(Measurement.unknownAge, let window):
      "the series have ended; nothing new came in the window of " + DurationText.text(window)
    case .stale(let age, let window):
      "the newest sample is \(DurationText.text(age)) old, too old for a window of "
        + DurationText.text(window)
    case .saturatedHistogram(let bound):
      "beyond the histogram's highest bound of \(DecimalText.text(bound))"
    case .tooEarly(let until): "too early: judged on the present weight only from \(until) on"
    case .weightNotLive(let observed, let committed):
      "the canary has \(committed.percentText(of: observed)) of the requests at a weight of "
        + "\(committed): the weight is not live yet"
    case .canaryUnreached:
      "the baseline has requests, the canary has none: traffic does not reach it"
    case .unreachable(let text): "the store could not be reached: \(text)"
    case .storeError(let text): "the store answered with an error: \(text)"
    case .interrupted: "the run was stopped before the answer came"
    case .notAsked(let provider): "\(provider) is not asked by this gate"
    case .neitherCondition: "neither the condition of success holds nor that of failure"
    case .conditionFailed(let text): "the condition can't be asked: \(text)"
    }
  }
}
