import Diagnostics
import GoTemplate

/// What Flagger does with a metric, by its name; others have a query or a template.
private enum FlaggerBuiltIn {
  case successRate, duration

  /// - Parameter isOld: Whether the names of Prometheus' own metrics are known, too, as they were
  ///   before Flagger 0.14.
  init?(_ name: String, isOld: Bool) {
    switch name {
    case "request-success-rate": self = .successRate
    case "request-duration": self = .duration
    case "istio_requests_total", "envoy_cluster_upstream_rq":
      guard isOld else { return nil }
      self = .successRate
    case "istio_request_duration_seconds_bucket", "envoy_cluster_upstream_rq_time_bucket":
      guard isOld else { return nil }
      self = .duration
    default: return nil
    }
  }
}

extension CanaryImport {
  /// The checks of `metrics`. A metric may be a built-in, have a query and name a template, all at
  /// once: each is a check of its own.
  ///
  /// Source: fluxcd/flagger, `runBuiltinMetricChecks` and `runMetricChecks` of
  /// `pkg/controller/scheduler_metrics.go`.
  mutating func metricChecks() -> [NativeCheck] {
    var given = UniqueNames()
    let metrics = analysis?["metrics"]?.items ?? []
    if metrics.isEmpty {
      gap(
        analysis?["metrics"] ?? analysis ?? canary,
        "the Canary has no metrics: no check would hold it back",
        "add request-success-rate to spec.analysis.metrics, for instance")
      let nobody = "the Canary, which has no metrics,"
      return [.notAsked("metrics", since: nobody, from: analysis)]
    }
    return metrics.flatMap { metric -> [NativeCheck] in
      let name = metric["name"]?.text ?? ""
      let builtIn = FlaggerBuiltIn(name, isOld: isOld)
      let kinds = [builtIn != nil, metric.given("query") != nil, metric["templateRef"] != nil]
      guard kinds.contains(true) else {
        fault(
          metric["name"] ?? metric,
          "\(quoted(name)) is no metric that Flagger knows, and has no query and no templateRef",
          "write request-success-rate or request-duration, or add a templateRef")
        return []
      }
      if kinds.filter({ $0 }).count > 1 {
        warn(
          metric["templateRef"] ?? metric.given("query") ?? metric,
          "\(quoted(name)) asks what Flagger has built in for it as well as its own query, "
            + "and both must be kept",
          "rename the metric where its own query alone is meant")
      }
      var checks: [NativeCheck] = []
      let own = name.isEmpty ? metric.path : name
      if let builtIn { checks.append(check(builtIn, of: metric, named: given.unique(own))) }
      if let query = metric.given("query") {
        checks.append(check(asking: query, of: metric, named: given.unique(own)))
      }
      if let reference = metric["templateRef"] {
        checks.append(check(by: reference, of: metric, named: given.unique(own)))
      }
      return checks
    }
  }

  private mutating func check(
    _ builtIn: FlaggerBuiltIn, of metric: SourceField, named name: String
  ) -> NativeCheck {
    var lines: [NativeCheck.Line] = []
    switch builtIn {
    case .successRate:
      lines.append(.init(key: "check", value: .raw("request-success-rate"), field: metric["name"]))
    case .duration:
      lines.append(.init(key: "check", value: .raw("request-duration"), field: metric["name"]))
    }
    if name != "request-success-rate", name != "request-duration" {
      lines.append(.init(key: "name", value: .text(name), field: metric["name"]))
    }
    lines += limits(of: metric, isMinimum: builtIn == .successRate)
    lines += window(of: metric, or: "1m")
    return NativeCheck(lines: lines)
  }

  /// A query in the metric itself: a template, which before `v1beta1` it was not.
  private mutating func check(
    asking query: SourceField, of metric: SourceField, named name: String
  ) -> NativeCheck {
    var lines = [NativeCheck.Line(key: "name", value: .text(name), field: metric["name"])]
    let text = isOld ? unfilled(query) : filled(query, for: metric, defaultInterval: "1m")
    if let text { lines.append(.init(key: "query", value: .query(text), field: query)) }
    lines += limits(of: metric, isMinimum: false) + window(of: metric, or: "1m")
    return NativeCheck(lines: lines)
  }

  private mutating func check(
    by reference: SourceField, of metric: SourceField, named name: String
  ) -> NativeCheck {
    var lines = [NativeCheck.Line(key: "name", value: .text(name), field: metric["name"])]
    var comments: [String] = []
    switch template(named: reference) {
    case .prometheus(let query, let store):
      comments.append("The query of \(query.path) in \(query.position.file).")
      // Flagger has a default for what is built in and for inline queries alone.
      let standard = settings.isFlaggers ? "" : "1m"
      if let text = filled(query, for: metric, defaultInterval: standard) {
        lines.append(.init(key: "query", value: .query(text), field: query))
      }
      if let store { lines.append(.init(key: "store", value: .text(store), field: reference)) }
    case .elsewhere(let provider):
      lines.append(.init(key: "notAsked", value: .text(provider), field: reference))
    }
    lines += limits(of: metric, isMinimum: false) + window(of: metric, or: nil)
    return NativeCheck(lines: lines, comments: comments)
  }

  /// The query as it stands, which must not be a template of ours; nil with an error said.
  private mutating func unfilled(_ query: SourceField) -> String? {
    guard let text = query.text, !text.contains("{{") else {
      fault(query, "braces are left in the query", "remove them")
      return nil
    }
    return text
  }

  /// The query with Flagger's functions in it; nil with an error said.
  private mutating func filled(
    _ query: SourceField, for metric: SourceField, defaultInterval: String
  ) -> String? {
    let variables = (metric["templateVariables"]?.entries ?? []).map {
      ($0.key, $0.value.text ?? "")
    }
    let given = metric.given("interval")?.text
    var texts = [
      "name": names.canary, "namespace": names.namespace, "target": names.target,
      "service": names.apex, "ingress": names.ingress, "route": names.route,
    ]
    texts["interval"] = given ?? defaultInterval
    if provider == .knative, spec?["routeRef"]?.given("name") == nil { texts["route"] = nil }
    do throws(GoTemplateFault) {
      let functions = GoFunctions(
        texts: texts, maps: ["variables": Dictionary(variables) { one, _ in one }],
        blanks: ["interval"])
      let text = try GoTemplate(parsing: query.text ?? "").filled(with: functions)
      guard !text.contains("{{") else {
        fault(query, "braces are left in the query", "remove them")
        return nil
      }
      return text
    } catch {
      diagnostics.append(
        .error(
          at: query.node.position(ofAction: error.action), error.what, advice: error.advice))
      return nil
    }
  }

  private mutating func window(
    of metric: SourceField, or standard: String?
  ) -> [NativeCheck.Line] {
    guard let interval = metric.given("interval") else {
      if standard == nil {
        warn(
          metric, "\(metric.path) has no interval, for which Flagger would ask with an empty range",
          settings.isFlaggers ? "add interval: 1m" : "add interval: 1m, which is taken here")
      }
      return [.init(key: "window", value: .raw(standard ?? "1m"), field: nil)]
    }
    return [.init(key: "window", value: .text(interval.text ?? ""), field: interval)]
  }
}
