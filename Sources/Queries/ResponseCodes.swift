import Diagnostics

/// A set of response codes as a config names them: `404`, `4xx`, `500-504`.
package struct ResponseCodes: Hashable, Sendable {
  /// Each matched whole, in the order written.
  private let patterns: [String]

  /// Nil where the text is no code, class or range within 100...599, or `0`, which Istio reports
  /// for a connection that closed before an answer.
  package static func pattern(_ text: some StringProtocol) -> String? {
    if text == "0" { return "0" }
    let lower = text.lowercased()
    if lower.count == 3, lower.hasSuffix("xx"), let first = lower.first, "12345".contains(first) {
      return "\(first).."
    }
    let ends = lower.split(separator: "-", omittingEmptySubsequences: false).map(code)
    switch ends.count {
    case 1:
      return ends[0].map { "\($0)" }
    case 2:
      guard let low = ends[0], let high = ends[1], low <= high else { return nil }
      return (low...high).map { "\($0)" }.joined(separator: "|")
    default:
      return nil
    }
  }

  private static func code(_ text: Substring) -> Int? {
    guard text.utf8.count == 3, let code = DecimalText.count(text), (100...599).contains(code)
    else { return nil }
    return code
  }

  /// Nil without a code, or with one that `pattern` does not know.
  package init?(_ texts: [String]) {
    let patterns = texts.map(Self.pattern)
    guard !patterns.isEmpty, !patterns.contains(nil) else { return nil }
    self.patterns = patterns.compactMap(\.self)
  }

  /// A pattern for `=~`, which PromQL anchors at both ends.
  package var pattern: String { patterns.joined(separator: "|") }
}
