/// Durations as Prometheus and Kubernetes users write them: `90s`, `1m30s`, `500ms`, `2h`, `1d`.
package enum DurationText {
  /// The units in falling order, each with its length in milliseconds.
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
  ]

  /// Reads whole numbers with units in falling order, each unit at most once, as PromQL does.
  ///
  /// Source: prometheus/common `model.ParseDuration`, without `y`. Zero is accepted only as `0` or
  /// with a unit (`0s`). The longest is 520 weeks.
  package static func duration(_ text: some StringProtocol) -> Duration? {
    if text == "0" { return .zero }
    var rest = text[...]
    var total: Int64 = 0
    var allowed = units[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard digits.count <= 12, let amount = DecimalText.count(digits) else { return nil }
      rest = rest[digits.endIndex...]
      let name = rest.prefix { $0.isASCII && $0.isLetter }
      guard let index = allowed.firstIndex(where: { $0.name == name }) else { return nil }
      let (product, overflow) = Int64(amount).multipliedReportingOverflow(
        by: allowed[index].milliseconds)
      guard !overflow, product <= 520 * 604_800_000 else { return nil }
      total += product
      allowed = allowed[(index + 1)...]
      rest = rest[name.endIndex...]
    }
    guard !text.isEmpty, total <= 520 * 604_800_000 else { return nil }
    return .milliseconds(total)
  }

  /// The shortest exact text down to milliseconds: `1m30s`; `0s` for nothing. Also valid PromQL.
  package static func text(_ duration: Duration) -> String {
    var rest = duration.milliseconds
    guard rest > 0 else { return "0s" }
    var text = ""
    for unit in units.dropFirst() where rest >= unit.milliseconds {
      text += "\(rest / unit.milliseconds)\(unit.name)"
      rest %= unit.milliseconds
    }
    return text
  }
}

extension Duration {
  /// The whole milliseconds, cut off toward zero.
  package var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }

  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
