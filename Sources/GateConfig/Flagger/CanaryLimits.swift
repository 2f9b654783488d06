import Diagnostics

extension CanaryImport {
  /// The limits of a metric: `thresholdRange`, or the older `threshold`, which Flagger reads as 0 where
  /// it is missing.
  ///
  /// Source: fluxcd/flagger, `pkg/controller/scheduler_metrics.go`.
  ///
  /// - Parameter isMinimum: Whether `threshold` is one, as for the success rate alone.
  mutating func limits(of metric: SourceField, isMinimum: Bool) -> [NativeCheck.Line] {
    if let range = metric["thresholdRange"] {
      var lines = ["min", "max"].compactMap { key in
        range[key].flatMap { limit(key, $0, isPercent: isMinimum) }
      }
      // No value is asked for any more than a greatest one asks for it.
      if lines.count > 1 { lines.removeAll { $0.key == "present" } }
      if range["min"] == nil, range["max"] == nil {
        warn(
          range, "\(range.path) limits nothing: any value passes, as with Flagger",
          "add min, max or both")
        return [presence(of: range)]
      }
      return lines
    }
    if let threshold = metric["threshold"] {
      warn(
        threshold,
        "\(threshold.path) is read as the \(isMinimum ? "least" : "greatest") value, as with Flagger",
        "write thresholdRange, which says which one is meant")
      return [limit(isMinimum ? "min" : "max", threshold, isPercent: isMinimum)]
        .compactMap(\.self)
    }
    guard !isMinimum else {
      warn(
        metric, "\(metric.path) has no limit: any success rate passes, as with Flagger",
        "add thresholdRange: {min: 99}")
      return [presence(of: metric)]
    }
    warn(
      metric, "\(metric.path) has no limit: nothing above 0 passes, as with Flagger",
      "add thresholdRange: {max: ...}")
    return [.init(key: "max", value: .raw("0"), field: metric)]
  }

  private func presence(of field: SourceField) -> NativeCheck.Line {
    .init(key: "present", value: .raw("true"), field: field)
  }

  /// Nil for what is no number, which the table of fields says.
  private mutating func limit(
    _ key: String, _ field: SourceField, isPercent: Bool
  ) -> NativeCheck.Line? {
    guard let text = field.text, let number = DecimalText.number(text) else { return nil }
    // No success rate is below 0, and so any passes.
    if isPercent, key == "min", number <= 0 { return presence(of: field) }
    if isPercent, key == "min", number == 1 {
      warn(
        field, "\(field.path) is \(text) percent, which nearly any success rate keeps",
        "write 99 where 99 % is meant")
      return .init(key: key, value: .raw(text + "%"), field: field)
    }
    return .init(key: key, value: .raw(text), field: field)
  }
}
