import Analysis
import Conditions
import Diagnostics

/// Numbers with their units, as a person reads them.
enum ValueText {
  /// A measured value with six significant digits, or as many more as tell it from the bound:
  /// 98.9999999 never reads as `99 %, limit >= 99 %`.
  static func measured(_ value: Double, _ unit: Unit, apartFrom bound: Double? = nil) -> String {
    number(value, apartFrom: bound) + unit.suffix
  }

  /// The same without the unit.
  static func number(_ value: Double, apartFrom bound: Double? = nil) -> String {
    guard let bound else { return significant(value, digits: 6) }
    let avoided = exact(bound)
    let texts = [6, 9, 12, 15].lazy.map { significant(value, digits: $0) }
    return texts.first { $0 != avoided } ?? "\(value)"
  }

  /// A number, or the first values of a list: `[0.98, 0.97]`.
  static func values(_ result: ConditionResult, _ unit: Unit) -> String {
    switch result {
    case .number(let value): return measured(value, unit)
    case .list(let values):
      let shown = values.prefix(5).map { significant($0, digits: 6) }
      let rest = values.count > 5 ? ["... \(values.count - 5) more"] : []
      return "[" + (shown + rest).joined(separator: ", ") + "]" + unit.suffix
    }
  }

  /// A bound as it was written: no digit is rounded away.
  static func bound(_ value: Double, _ unit: Unit) -> String { exact(value) + unit.suffix }

  /// How far a value lies beyond its bound: `22.4 % over`, in percentage points for a percentage;
  /// nil where no number says it well.
  static func distance(of value: Double, from bound: Double, _ unit: Unit) -> String? {
    let difference = (value - bound).magnitude
    let side = value > bound ? "over" : "under"
    if unit == .percent {
      let points = significant(difference, digits: 3)
      return "\(points) \(points == "1" ? "point" : "points") \(side)"
    }
    guard bound != 0, difference.isFinite else { return nil }
    let part = difference / bound.magnitude
    if part < 10 { return significant(part * 100, digits: 3) + " % " + side }
    return value / bound > 0 ? significant(value / bound, digits: 3) + " times the limit" : nil
  }

  /// No digit is rounded away.
  static func exact(_ value: Double) -> String {
    let short = DecimalText.text(value, fractionDigits: 9)
    return Double(short) == value ? short : "\(value)"
  }

  private static func significant(_ value: Double, digits: Int) -> String {
    guard value.isFinite, value != 0 else { return DecimalText.text(value) }
    guard value.magnitude >= 1e-6 else { return "\(value)" }
    var fractionDigits = digits - 1
    var rest = value.magnitude
    while rest >= 10, fractionDigits > 0 {
      (rest, fractionDigits) = (rest / 10, fractionDigits - 1)
    }
    while rest < 1 { (rest, fractionDigits) = (rest * 10, fractionDigits + 1) }
    return DecimalText.text(value, fractionDigits: fractionDigits)
  }
}

extension Limit {
  /// `>= 99 %`, `<= 500 ms`, `in 1...5 ms`, `= 3`.
  func text(_ unit: Unit) -> String {
    switch (min, max) {
    case (let min?, let max?):
      min == max
        ? "= " + ValueText.bound(min, unit)
        : "in " + ValueText.bound(min, .none) + "..." + ValueText.bound(max, unit)
    case (let min?, nil): ">= " + ValueText.bound(min, unit)
    case (nil, let max?): "<= " + ValueText.bound(max, unit)
    case (nil, nil): ""
    }
  }
}

extension Criterion {
  func text(_ unit: Unit) -> String {
    switch self {
    case .limit(let limit): limit.text(unit)
    case .presence: "any value"
    case .conditions(let conditions): conditions.text
    }
  }
}

extension SuccessAndFailure {
  /// `pass if result[0] >= 0.95, fail if result[0] < 0.9`
  var text: String {
    [
      success.map { "pass if " + printable($0.text, limit: 400) },
      failure.map { "fail if " + printable($0.text, limit: 400) },
    ]
    .compactMap(\.self).joined(separator: ", ")
  }
}
