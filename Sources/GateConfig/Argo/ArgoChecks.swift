import Conditions
import Diagnostics
import Queries
import YAMLText

extension ArgoImport {
  /// The checks of a template and of those that it is composed of, each once.
  mutating func checks(
    of template: ForeignDocument, calledWith caller: [SourceField], dryRuns: [String],
    by owner: SourceField?, below parents: [String] = []
  ) -> [NativeCheck] {
    let spec = template.object["spec"]
    diagnostics += ArgoFields.template.remarks(on: template.object)
    let arguments = ArgoArguments(
      of: spec?["args"], calledWith: caller, by: owner, settings.arguments)
    let own = (spec?["dryRun"]?.items ?? []).compactMap { $0["metricName"]?.text }
    var checks: [NativeCheck] = []
    for metric in spec?["metrics"]?.items ?? [] {
      let isDryRun = (dryRuns + own).contains { $0 == "*" || $0 == metric["name"]?.text }
      checks.append(check(of: metric, arguments, isDryRun: isDryRun))
    }
    for reference in spec?["templates"]?.items ?? [] {
      let name = reference["templateName"]?.text ?? ""
      guard !parents.contains(name), name != template.name else {
        fault(reference, "the template \(quoted(name)) is composed of itself", "take it away")
        continue
      }
      checks += self.checks(
        named: reference, calledWith: caller, dryRuns: dryRuns + own, by: owner,
        below: parents + [template.name])
    }
    if checks.isEmpty {
      gap(template.object, "the template has no metrics", "add spec.metrics")
      checks.append(
        notAsked(unique("metrics"), "the template, which has no metrics,", template.object))
    }
    return checks
  }

  /// The checks of a template that is named by its name and scope.
  mutating func checks(
    named reference: SourceField, calledWith caller: [SourceField], dryRuns: [String],
    by owner: SourceField?, below parents: [String] = []
  ) -> [NativeCheck] {
    let name = reference["templateName"]?.text ?? ""
    let kind: ForeignDocument.Kind =
      reference["clusterScope"]?.isTrue == true ? .clusterAnalysisTemplate : .analysisTemplate
    let found = templates.first { $0.kind == kind && $0.name == name }
    guard let found else {
      gap(
        reference, "\(kind.rawValue) \(name) is in none of the files",
        "give its file with --config, too")
      return [
        notAsked(unique(name), "\(kind.rawValue) \(name), which no file holds,", reference)
      ]
    }
    return checks(of: found, calledWith: caller, dryRuns: dryRuns, by: owner, below: parents)
  }

  func notAsked(_ name: String, _ provider: String, _ field: SourceField) -> NativeCheck {
    NativeCheck(lines: [
      .init(key: "name", value: .text(name), field: field),
      .init(key: "notAsked", value: .text(provider), field: field),
    ])
  }

  private mutating func check(
    of metric: SourceField, _ arguments: ArgoArguments, isDryRun: Bool
  ) -> NativeCheck {
    let written = metric["name"]?.text ?? metric.path
    let name = unique((try? arguments.filled(written)) ?? written)
    var lines = [NativeCheck.Line(key: "name", value: .text(name), field: metric["name"])]
    if isDryRun { lines.append(.init(key: "dryRun", value: .raw("true"), field: metric)) }
    noteCounts(of: metric, arguments, isDryRun: isDryRun)
    let provider = metric["provider"]
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
    var lines = [NativeCheck.Line(key: "query", value: .query(text), field: query)]
    var span = longestRange(in: text)
    if let range = prometheus["rangeQuery"] {
      switch rangeLine(of: range, arguments) {
      case .failure(let reason): return .failure(reason)
      case .success(let (line, length)):
        lines.append(line)
        span = max(span ?? .zero, length)
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
    guard store != ArgoStore() else { return nil }
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
      count = filled == "-1" ? 1_000 : DecimalText.count(filled) ?? 0
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
