import Analysis
import Diagnostics

/// A number as a limit is written, with or without a unit: `99`, `99.5%`, `500ms`, `0.5s`.
package struct Quantity: Hashable, Sendable {
  package let number: Double
  package let suffix: Suffix?

  package enum Suffix: String, Hashable, Sendable, CaseIterable {
    // In this order, `ms` is tried before `s`.
    case percent = "%"
    case milliseconds = "ms"
    case seconds = "s"
  }

  package init?(_ text: String) {
    let suffix = Suffix.allCases.first { text.hasSuffix($0.rawValue) }
    let digits = text.dropLast(suffix?.rawValue.count ?? 0)
    guard let number = DecimalText.number(digits) else { return nil }
    self.number = number
    self.suffix = suffix
  }

  /// The number in the unit of a check; nil where the suffix does not belong to it.
  package func value(in unit: Unit) -> Double? {
    switch (unit, suffix) {
    case (_, nil): number
    case (.percent, .percent): number
    case (.ratio, .percent): number / 100
    case (.milliseconds, .milliseconds), (.seconds, .seconds): number
    case (.milliseconds, .seconds): number * 1_000
    case (.seconds, .milliseconds): number / 1_000
    case (.percent, .milliseconds), (.percent, .seconds), (.ratio, .milliseconds),
      (.ratio, .seconds), (.milliseconds, .percent), (.seconds, .percent), (.none, .percent),
      (.none, .milliseconds), (.none, .seconds):
      nil
    }
  }
}
