import Queries

/// Says what a provider's built-in checks ask, with Flagger's own queries beside them: a page that
/// needs no config.
package func explain(_ provider: Provider) -> String {
  let canary = FlaggerSubject(namespace: "test", target: "podinfo")
  guard let subject = canary.subject(of: .canary, with: provider) else { return "" }
  let names = provider.names.filter { $0 != .reporter }
  let example = names.map { "\($0.key) \(subject.text(of: $0))" }
  var lines = [
    "\(provider.rawValue)",
    "  requests are told by namespace, " + provider.names.map(\.key).joined(separator: ", "),
  ]
  lines += provider.remarks.map { "  " + $0 }
  if !provider.tellsPartiesApart { lines.append("  The share of the traffic is not compared.") }
  lines.append("  for Flagger's podinfo in namespace test: " + example.joined(separator: ", "))
  let checks: [BuiltIn?] = [
    .requestSuccessRate, .requestDuration(quantile: 0.99),
    ResponseCodes(["404"]).map(BuiltIn.responseCodePercentage), .requestCount,
  ]
  for check in checks.compactMap(\.self) {
    lines.append("  " + check.title)
    let asked = provider.questions(for: check, about: subject, window: .seconds(60))
    lines += queryLines(asked.queries)
    guard let metric = check.flaggers else { continue }
    let query = flaggerQuery(metric, provider: provider, about: canary, interval: "1m")
    lines.append("    Flagger: " + departure(of: query, metric))
    lines += queryLines([("", String(query.text.drop { $0 == " " }))])
  }
  return lines.joined(separator: "\n") + "\n"
}

/// In what Flagger's answer differs, in a few words.
private func departure(of query: FlaggerQuery, _ metric: FlaggerMetric) -> String {
  switch metric {
  case .successRate: "counts successes, and has no value where there are none"
  case .duration where !query.text.contains("histogram_quantile"):
    "the mean, in whole milliseconds"
  case .duration: "in whole milliseconds, and the highest bucket's bound is taken for a value"
  }
}

extension BuiltIn {
  fileprivate var title: String {
    switch self {
    case .requestSuccessRate: "request-success-rate, in percent"
    case .requestDuration: "request-duration, in milliseconds"
    case .responseCodePercentage: "response-code-percentage with codes: [404], in percent"
    case .requestCount: "request-count"
    }
  }

  fileprivate var flaggers: FlaggerMetric? {
    switch self {
    case .requestSuccessRate: .successRate
    case .requestDuration: .duration
    case .responseCodePercentage, .requestCount: nil
    }
  }
}

extension Subject {
  fileprivate func text(of name: Name) -> String {
    switch name {
    case .workload: workload
    case .service: service
    case .ingress: ingress
    case .route: route
    case .reporter: reporter.rawValue
    }
  }
}

extension Subject.Name {
  /// As the config writes it.
  fileprivate var key: String {
    switch self {
    case .workload, .service: "canary.\(rawValue)"
    case .ingress, .route, .reporter: rawValue
    }
  }
}
