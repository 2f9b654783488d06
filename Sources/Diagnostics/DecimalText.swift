/// The one grammar through which text becomes a number, and the one way a number becomes text.
///
/// `Double(_:)` reads `0x1p3`, `inf` and `1e400`; a limit written so is a mistake, not a number.
package enum DecimalText {
  /// Reads `-?digits(.digits)?`: no sign but minus, no exponent, no bare point, at most 15
  /// significant digits, which is what a `Double` holds exactly.
  package static func number(_ text: some StringProtocol) -> Double? {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let parts = rest.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else { return nil }
    let significant = parts.joined().drop { $0 == UInt8(ascii: "0") }
    guard significant.count <= 15 else { return nil }
    return Double(String(text))
  }

  /// Reads `digits` with no sign, as a weight or a count is written.
  package static func count(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy(isDigit) else { return nil }
    return Int(String(text))
  }

  /// The value with at most `fractionDigits` (0...9) digits after the point and no trailing zeros:
  /// `99.5`, `-0.001`, `1e+21` and `NaN` as they are.
  package static func text(_ value: Double, fractionDigits: Int = 6) -> String {
    guard value.isFinite else {
      return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf"
    }
    let scale = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9][min(max(fractionDigits, 0), 9)]
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let units = Int64(scaled)
    let sign = value < 0 && units > 0 ? "-" : ""
    let whole = "\(units / Int64(scale))"
    let remainder = units % Int64(scale)
    guard remainder > 0 else { return sign + whole }
    let digits = "\(Int64(scale) + remainder)".dropFirst()
    let kept = digits.reversed().drop { $0 == "0" }.reversed()
    return sign + whole + "." + String(kept)
  }

  /// The value with exactly `fractionDigits` (0...9) digits after the point: `0.100`.
  package static func fixed(_ value: Double, fractionDigits: Int) -> String {
    let short = text(value, fractionDigits: fractionDigits)
    guard value.isFinite, fractionDigits > 0, !short.contains("e") else { return short }
    let point = short.firstIndex(of: ".")
    let given = point.map { short.distance(from: $0, to: short.endIndex) - 1 } ?? 0
    let zeros = String(repeating: "0", count: max(0, fractionDigits - given))
    return short + (point == nil ? "." : "") + zeros
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
