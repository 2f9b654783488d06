import Conditions

/// What the store said about a check.
package struct Measurement: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    /// In the check's unit; finite, but where Flagger's own reading is asked for.
    case exactly(Double)
    /// The value is this or more: a quantile in a histogram's open bucket.
    case atLeast(Double)
    /// All values of the answer, any of them NaN or infinite, for conditions over `result`; of a scalar
    /// one.
    case values(ConditionResult)
    case none(Reason)
  }

  /// The age of a newest sample that is not there or tells no time: older than any window.
  package static let unknownAge: Duration = .seconds(1_000_000_000)

  package let value: Value
  /// Requests in the window, as `increase()` estimates them; nil where none are counted.
  package let requests: Double?
  /// How old the newest sample was at the evaluation time; nil where it was not asked.
  package let age: Duration?
  /// Warnings and partial answers, in the order of the queries.
  package let doubts: [Reason]
  /// What the store remarked without doubt, for the report.
  package let remarks: [String]

  package init(
    _ value: Value, requests: Double? = nil, age: Duration? = nil, doubts: [Reason] = [],
    remarks: [String] = []
  ) {
    self.value = value
    self.requests = requests
    self.age = age
    self.doubts = doubts
    self.remarks = remarks
  }
}
