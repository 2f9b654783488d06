import Diagnostics

/// One criterion of Keptn: `<=600`, `>95`, or relative to earlier results, as `<=+10%`.
///
/// Source: keptn/keptn 1.4.5, `parseCriteriaString` of
/// `lighthouse-service/event_handler/evaluate_sli_handler.go`. That reads what follows the sign as Go
/// reads any number; here it is a plain decimal.
struct KeptnCriterion {
  enum Sign: String, CaseIterable {
    // In this order, `<=` is tried before `<`.
    case atMost = "<="
    case below = "<"
    case equal = "="
    case atLeast = ">="
    case above = ">"
  }

  let sign: Sign
  /// A plain decimal that is not negative, without zeros that say nothing.
  let number: String
  /// Whether it is compared with earlier results: it has a `+`, a `-` or a `%`.
  let isRelative: Bool

  /// Nil for what is no criterion.
  init?(_ text: String) {
    let text = text.filter { $0 != " " }
    guard let sign = Sign.allCases.first(where: { text.hasPrefix($0.rawValue) }) else {
      return nil
    }
    var rest = text.dropFirst(sign.rawValue.count)
    let isPercent = rest.hasSuffix("%")
    if isPercent { rest = rest.dropLast() }
    let hasDirection = rest.hasPrefix("+") || rest.hasPrefix("-")
    if hasDirection { rest = rest.dropFirst() }
    guard let number = Self.decimal(rest) else { return nil }
    self.sign = sign
    self.number = number
    isRelative = isPercent || hasDirection
  }

  var text: String { sign.rawValue + number }

  /// The same in the language of conditions, over the one value of the query.
  var condition: String { "result[0] \(sign == .equal ? "==" : sign.rawValue) \(number)" }

  /// The opposite, which no NaN satisfies either.
  var opposite: String {
    switch sign {
    case .atMost: "result[0] > \(number)"
    case .below: "result[0] >= \(number)"
    case .equal: "(result[0] < \(number) || result[0] > \(number))"
    case .atLeast: "result[0] < \(number)"
    case .above: "result[0] <= \(number)"
    }
  }

  /// The number with a digit before its point and no zeros at its ends; nil for any other grammar.
  private static func decimal(_ text: Substring) -> String? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isDigits = parts.joined().utf8.allSatisfy { (48...57).contains($0) }
    guard isDigits, parts.contains(where: { !$0.isEmpty }) else { return nil }
    let whole = String((parts.first ?? "").drop { $0 == "0" })
    let fraction = String((parts.dropFirst().first ?? "").reversed().drop { $0 == "0" }.reversed())
    let number = (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
    return DecimalText.number(number) == nil ? nil : number
  }
}
