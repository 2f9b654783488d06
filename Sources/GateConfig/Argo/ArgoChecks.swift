import Conditions
import Diagnostics
import Queries
import YAMLText

/// By whom and how a template is named.
struct ArgoCall {
  /// The `args` given, the nearest caller's last.
  var arguments: [SourceField] = []
  /// The names of metrics that decide nothing; `*` for all.
  var dryRuns: [String] = []
  /// The Rollout, whose fields arguments may name.
  var owner: SourceField?
}

extension ArgoImport {
  /// The checks of a template and of those that it is composed of, each once.
  mutating func checks(of template: ForeignDocument, as call: ArgoCall) -> [NativeCheck] {
    var waiting = [(template, call)]
    var seen: Set<TemplateName> = []
    var checks: [NativeCheck] = []
    while !waiting.isEmpty {
      let (next, call) = waiting.removeFirst()
      guard seen.insert(TemplateName(of: next)).inserted else { continue }
      let spec = next.object["spec"]
      var inner = call
      inner.arguments = (spec?["args"]?.items ?? []) + call.arguments
      inner.dryRuns += (spec?["dryRun"]?.items ?? []).compactMap { $0["metricName"]?.text }
      checks += ownChecks(of: next, as: call, dryRuns: inner.dryRuns)
      for reference in spec?["templates"]?.items ?? [] {
        if let child = self.template(named: reference, &checks) { waiting.append((child, inner)) }
      }
    }
    if checks.isEmpty {
      gap(template.object, "the template has no metrics", "add spec.metrics")
      checks.append(
        .notAsked(
          unique("metrics"), since: "the template, which has no metrics,", from: template.object))
    }
    return checks
  }

  private mutating func ownChecks(
    of template: ForeignDocument, as call: ArgoCall, dryRuns: [String]
  ) -> [NativeCheck] {
    let spec = template.object["spec"]
    take(ArgoFields.template.remarks(on: template.object))
    let arguments = ArgoArguments(
      of: spec?["args"], calledWith: call.arguments, by: call.owner, settings.arguments)
    let metrics = spec?["metrics"]?.items ?? []
    for dryRun in spec?["dryRun"]?.items ?? [] {
      let name = dryRun["metricName"]?.text ?? ""
      guard name != "*", !metrics.contains(where: { $0["name"]?.text == name }) else { continue }
      fault(dryRun, "no metric of the template is called \(quoted(name))", "correct the name")
    }
    return metrics.map { metric in
      let isDryRun = dryRuns.contains { $0 == "*" || $0 == metric["name"]?.text }
      return check(of: metric, arguments, isDryRun: isDryRun)
    }
  }

  /// The template that is named by its name and scope; nil with a check in its place.
  mutating func template(
    named reference: SourceField, _ checks: inout [NativeCheck]
  ) -> ForeignDocument? {
    let wanted = TemplateName(reference)
    let found = templates.filter { template in
      TemplateName(of: template) == wanted
        && (wanted.kind == .clusterAnalysisTemplate
          || (template.namespace ?? namespace) == namespace)
    }
    if found.count == 1 { return found.first }
    if let first = found.first {
      fault(
        reference, "\(wanted.title) is given twice, first at \(first.object.position)",
        "give one of them")
    } else {
      gap(
        reference, "\(wanted.title) is in none of the files", "give its file with --config, too")
    }
    checks.append(
      .notAsked(
        unique(wanted.name), since: "\(wanted.title), which no file holds,", from: reference))
    return nil
  }

  private mutating func check(
    of metric: SourceField, _ arguments: ArgoArguments, isDryRun: Bool
  ) -> NativeCheck {
    let written = metric["name"]?.text ?? metric.path
    let name = unique((try? arguments.filled(written)) ?? written)
    var lines = [NativeCheck.Line(key: "name", value: .text(name), field: metric["name"])]
    let isWithoutEnd = metric["failureLimit"]?.text == "-1"
    if isWithoutEnd, let limit = metric["failureLimit"] {
      warn(limit, "however often it fails, nothing follows: it is read as a dry run")
    }
    let isDryRun = isDryRun || isWithoutEnd
    if isDryRun { lines.append(.init(key: "dryRun", value: .raw("true"), field: metric)) }
    noteCounts(of: metric, arguments, isDryRun: isDryRun)
    let provider = metric["provider"]
    if let provider, provider.entries.count > 1 {
      fault(provider, "the metric has several providers", "keep one of them")
    }
    guard let prometheus = provider?["prometheus"] else {
      let type = provider?.entries.first?.key
      let title = type.map { MetricsProvider.name(of: $0) ?? $0 } ?? "nobody"
      lines.append(
        .init(key: "notAsked", value: .text(title), field: provider ?? metric))
      return NativeCheck(lines: lines)
    }
    let conditions = conditionLines(of: metric, arguments)
    let question = question(of: prometheus, arguments)
    switch (conditions, question) {
    case (.success(let conditions), .success(let question)):
      return NativeCheck(lines: lines + question + conditions)
    case (.failure(let reason), _), (_, .failure(let reason)):
      lines.append(.init(key: "notAsked", value: .text(reason.title), field: prometheus))
      return NativeCheck(lines: lines)
    }
  }

  private mutating func question(
    of prometheus: SourceField, _ arguments: ArgoArguments
  ) -> Result<[NativeCheck.Line], Unasked> {
    guard let query = prometheus["query"] else {
      fault(prometheus, "the metric has no query", "add provider.prometheus.query")
      return .failure(.faulty)
    }
    let text: String
    switch filled(query, arguments) {
    case .failure(let reason): return .failure(reason)
    case .success(let filled): text = filled
    }
    guard !text.contains("{{") else {
      fault(query, "braces are left in the query", "remove them")
      return .failure(.faulty)
    }
    var lines = [NativeCheck.Line(key: "query", value: .verbatim(text), field: query)]
    var span = longestRange(in: text)
    if let range = prometheus["rangeQuery"] {
      switch rangeLine(of: range, arguments) {
      case .failure(let reason): return .failure(reason)
      case .success(let (line, length)):
        lines.append(line)
        // The oldest of its points looks back as far as the query does.
        span = (span ?? .zero) + length
      }
    }
    switch store(of: prometheus, arguments) {
    case .failure(let reason): return .failure(reason)
    case .success(let store):
      if let name = name(of: store) {
        lines.append(.init(key: "store", value: .text(name), field: prometheus["address"]))
      }
    }
    if let span, span >= .seconds(1) {
      lines.append(.init(key: "window", value: .raw(DurationText.text(span)), field: query))
    }
    return .success(lines)
  }

  /// By which the checks name their store, the same for the same; nil where none is described, as Argo
  /// Rollouts then asks the one of its own flag.
  private mutating func name(of store: ArgoStore) -> String? {
    guard store != ArgoStore() else {
      asksOwnStore = true
      return nil
    }
    if let known = stores.first(where: { $0.store == store }) { return known.name }
    let name = "store\(stores.count + 1)"
    stores.append((name, store))
    return name
  }

  /// What the pipeline's runs take the place of.
  private mutating func noteCounts(
    of metric: SourceField, _ arguments: ArgoArguments, isDryRun: Bool
  ) {
    if let interval = metric["interval"] {
      let every = (try? arguments.filled(interval.text ?? "")) ?? ""
      note(
        interval,
        "\(interval.path) is not used: the pipeline's schedule says how often it runs, or --for "
          + "and --every \(every)")
    }
    if let count = metric["count"] {
      note(count, "\(count.path) is not used: --for says how long a run measures, again and again")
    }
    guard metric["provider"]?["prometheus"] != nil, !isDryRun else { return }
    let field = metric["failureLimit"] ?? metric
    var count = 0
    if let text = metric["failureLimit"]?.text, let filled = try? arguments.filled(text) {
      guard let number = DecimalText.count(filled) else {
        fault(
          field, "\(field.path) is \(quoted(filled)), which is no count", "write 3, for instance")
        return
      }
      count = number
    }
    if count > 0 {
      warn(
        field,
        "Argo Rollouts counts failed measurements; here failed runs of the pipeline are counted, and of "
          + "all metrics the least limit holds")
    }
    if failureLimit.map({ count < $0.count }) ?? true { failureLimit = (min(count, 1_000), field) }
  }
}
