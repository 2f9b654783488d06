import Diagnostics

/// The indicators of all sli.yaml, by their names. Keptn has one of a project, of a stage and of a
/// service, each above the last.
///
/// Source: keptn-contrib/prometheus-service 0.9.1, `GetSLIConfiguration` and `GetMetricQuery`.
struct KeptnIndicators {
  enum Source {
    case query(SourceField)
    /// Keptn's own, for where nobody wrote one.
    case builtIn(String)
    /// Of another provider of metrics.
    case elsewhere(String, SourceField)
    case missing
  }

  private let fields: [String: SourceField]
  let remarks: [Diagnostic]
  /// Whether there are any, and all of them are Prometheus'.
  private let isPrometheusAsked: Bool

  /// - Parameter files: In the order in which they are given: what is later stands above.
  init(of files: [ForeignDocument]) {
    var fields: [String: SourceField] = [:]
    var remarks: [Diagnostic] = []
    for file in files {
      remarks += KeptnFields.indicators.remarks(on: file.object)
      for (name, value) in file.object["indicators"]?.entries ?? [] {
        let field = SourceField(value.node, path: isPlain(name) ? value.path : "indicators")
        if let old = fields.updateValue(field, forKey: name) {
          remarks.append(
            Diagnostic(
              .note, at: value.position,
              "the indicator \(quoted(name)) stands above the one at \(old.position)"))
        }
      }
    }
    self.fields = fields
    self.remarks = remarks
    isPrometheusAsked =
      !fields.isEmpty && fields.values.allSatisfy { Self.provider(of: $0) == nil }
  }

  func source(of name: String) -> Source {
    if let field = fields[name] {
      if let provider = Self.provider(of: field) { return .elsewhere(provider, field) }
      if field.text?.allSatisfy(\.isWhitespace) == false { return .query(field) }
    }
    guard isPrometheusAsked, let query = Self.builtIn[name] else { return .missing }
    return .builtIn(query)
  }

  /// Prometheus' queries, with `LABELS` for those of the filter.
  private static let builtIn: [String: String] = {
    func duration(_ quantile: String) -> String {
      "histogram_quantile(\(quantile), sum(rate(http_response_time_milliseconds_bucket{LABELS}"
        + "[$DURATION_SECONDS])) by (le))"
    }
    let all = "sum(rate(http_requests_total{LABELS}[$DURATION_SECONDS]))"
    let failed = "sum(rate(http_requests_total{LABELS,status!~'2..'}[$DURATION_SECONDS]))"
    return [
      "throughput": all, "error_rate": "\(failed) / \(all)", "response_time_p50": duration("0.50"),
      "response_time_p90": duration("0.90"), "response_time_p95": duration("0.95"),
    ]
  }()

  /// Who else is asked; nil for Prometheus, and for what is not told for certain.
  private static func provider(of field: SourceField) -> String? {
    guard field.node.node.scalar != nil else {
      return field["metricType"] == nil ? "another provider than Prometheus" : "NeoLoad"
    }
    let text = (field.text ?? "").drop(while: \.isWhitespace)
    let selectors = ["metric", "entity", "problem", "securityProblem"].map { $0 + "Selector=" }
    let prefixes = ["USQL;", "SLO;", "PV2;", "SECPV2;", "MV2;"]
    if selectors.contains(where: text.contains) || prefixes.contains(where: text.hasPrefix) {
      return "Dynatrace"
    }
    // A metric of Prometheus has no dot in its name, and may well have colons.
    let word = text.prefix { $0.isLetter || $0.isNumber || "_:.".contains($0) }
    if word.contains(".") {
      if ["builtin:", "calc:", "ext:"].contains(where: word.hasPrefix) { return "Dynatrace" }
      if ["avg:", "sum:", "min:", "max:", "count:"].contains(where: word.hasPrefix) {
        return "Datadog"
      }
    }
    let lower = text.lowercased()
    if lower.hasPrefix("select "), lower.contains(" from ") {
      return lower.contains("usersession") ? "Dynatrace" : "another provider than Prometheus"
    }
    return lower.hasPrefix("|") || lower.contains("| stats ") ? "Splunk" : nil
  }
}

/// Whether a key may be shown in a comment.
private func isPlain(_ name: String) -> Bool {
  !name.unicodeScalars.contains(where: isMisleading)
}
