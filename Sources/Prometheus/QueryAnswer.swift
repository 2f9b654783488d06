import Analysis

/// What the store answered to one query, checked and freed of its wire form.
package struct QueryAnswer: Hashable, Sendable {
  /// The series, or why there are none that can be used. A scalar is one series without labels.
  package let series: Result<[Series], Reason>
  package let warnings: [String]
  package let infos: [String]
  /// What the answer was, for conditions, which tell a number from a list.
  package let form: Form
  /// The store said itself that a part of it did not answer.
  package let isPartial: Bool

  package init(
    _ series: Result<[Series], Reason>, warnings: [String] = [], infos: [String] = [],
    isPartial: Bool = false, form: Form = .vector
  ) {
    self.series = series
    self.form = form
    self.warnings = warnings
    self.infos = infos
    self.isPartial = isPartial
  }

  package enum Form: Hashable, Sendable {
    case scalar, vector
    /// Each series over time. As `series` it can't be used.
    case matrix([Track])
  }

  /// A series over time.
  package struct Track: Hashable, Sendable {
    package let labels: [String: String]
    package let points: [Point]

    package init(labels: [String: String] = [:], points: [Point]) {
      self.labels = labels
      self.points = points
    }
  }

  package struct Point: Hashable, Sendable {
    /// Seconds since the epoch.
    package let time: Double
    /// Any `Double`, NaN and the infinities among them.
    package let value: Double

    package init(time: Double, value: Double) {
      self.time = time
      self.value = value
    }
  }

  package struct Series: Hashable, Sendable {
    package let labels: [String: String]
    /// Seconds since the epoch at which the value holds.
    package let time: Double
    /// Any `Double`, NaN and the infinities among them.
    package let value: Double

    package init(labels: [String: String] = [:], time: Double, value: Double) {
      self.labels = labels
      self.time = time
      self.value = value
    }
  }

  /// Why the answer may be wrong though it was given.
  package var doubts: [Reason] {
    warnings.map(Reason.storeWarning) + (isPartial ? [.partialAnswer] : [])
  }
}
