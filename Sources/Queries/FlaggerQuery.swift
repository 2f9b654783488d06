/// What Flagger measures by itself.
package enum FlaggerMetric: String, Hashable, Sendable, CaseIterable {
  case successRate = "request-success-rate"
  case duration = "request-duration"
}

/// What the names in Flagger's queries stand for, in Flagger's meaning: no `-canary` behind them.
package struct FlaggerSubject: Hashable, Sendable {
  package let namespace: String
  /// `spec.targetRef.name`.
  package let target: String
  /// `spec.service.name`.
  package let service: String
  /// `spec.ingressRef.name`.
  package let ingress: String
  /// `spec.routeRef.name`; of Knative the newest revision, which only the cluster knows.
  package let route: String

  /// What is not given bears the target's name, as with Flagger.
  package init(
    namespace: String, target: String, service: String? = nil, ingress: String? = nil,
    route: String? = nil
  ) {
    self.namespace = namespace
    self.target = target
    self.service = service ?? target
    self.ingress = ingress ?? target
    self.route = route ?? target
  }
}

/// A query as Flagger sends it.
package struct FlaggerQuery: Hashable, Sendable {
  /// Its template filled in, every run of white space made one space.
  package let text: String
  /// 1000 where Flagger multiplies what came back, for milliseconds.
  package let scale: Double
}

/// The query that Flagger's observer of a provider sends for one of its own metrics. Names stand in
/// it as they are, escaped nowhere, and most of them as patterns: that is Flagger's own answer.
///
/// Source: fluxcd/flagger 1.44.0, `pkg/metrics/observers`, and `trimQuery` of its Prometheus client.
package func flaggerQuery(
  _ metric: FlaggerMetric, provider: Provider, about subject: FlaggerSubject, interval: String
) -> FlaggerQuery {
  let queries = provider.description.flaggers(subject, interval)
  switch metric {
  case .successRate:
    return FlaggerQuery(text: collapsingSpace(queries.successRate), scale: 1)
  case .duration:
    return FlaggerQuery(text: collapsingSpace(queries.duration), scale: queries.durationScale)
  }
}

/// Both queries of an observer, before white space is collapsed.
struct FlaggersQueries: Sendable {
  let successRate: String
  let duration: String
  var durationScale = 1.0

  /// What is not marked bad, of all, in percent.
  static func share(
    of metric: String, _ good: [String], among all: [String], _ interval: String
  ) -> String {
    " \(sum(metric, good, interval)) / \(sum(metric, all, interval)) * 100"
  }

  static func p99(of buckets: String, _ matchers: [String], _ interval: String) -> String {
    " histogram_quantile( 0.99, \(sum(buckets, matchers, interval)) by (le) )"
  }

  static func sum(_ metric: String, _ matchers: [String], _ interval: String) -> String {
    "sum( rate( \(metric){ \(matchers.joined(separator: ", ")) }[\(interval)] ) )"
  }

  /// Of the observers that read Envoy's metrics of clusters.
  ///
  /// - Parameter endsWithComma: whether a comma follows the last matcher where no other one comes.
  static func ofEnvoy(
    _ matchers: [String], _ interval: String, endsWithComma: Bool = true
  ) -> FlaggersQueries {
    let all = endsWithComma ? matchers + [""] : matchers
    return FlaggersQueries(
      successRate: share(
        of: Envoy.requests, matchers + ["\(Envoy.code)!~\"5.*\""], among: all, interval),
      duration: p99(of: Envoy.durations, all, interval))
  }
}

/// A query as Flagger sends it: as RE2's `\s+` replaced by one space.
package func collapsingSpace(_ text: String) -> String {
  var collapsed = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case " ", "\t", "\n", "\r", "\u{0C}":
      if collapsed.last != " " { collapsed.append(" ") }
    default: collapsed.append(scalar)
    }
  }
  return String(collapsed)
}
