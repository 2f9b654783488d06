import Analysis
import Diagnostics
import Queries
import Rollouts

/// Reads one check that fits its shape; says what its values have wrong.
struct CheckReader {
  let rollout: Scope
  private(set) var faults: [Diagnostic] = []

  /// What a check takes from its rollout.
  struct Scope {
    let namespace: String
    let canary: Workload
    let baseline: Workload?
    let provider: Provider
    /// Whom the built-in checks are asked about, and the same of the baseline.
    let subject: Subject
    let subjectOfBaseline: Subject?
    let variables: [String: String]
    let defaults: ConfigNode?
    /// By their names; nil where they are not known.
    var stores: [String: StoreSettings]?

    /// Whether the baseline is to be promoted, and so to be judged.
    var isPromoted = false

    /// The same with the baseline in the canary's place; nil where it is never judged.
    var ofBaseline: Scope? {
      guard isPromoted, let baseline, let subjectOfBaseline else { return nil }
      return Scope(
        namespace: namespace, canary: baseline, baseline: baseline, provider: provider,
        subject: subjectOfBaseline, subjectOfBaseline: subjectOfBaseline, variables: variables,
        defaults: defaults, stores: stores)
    }
  }

  init(in rollout: Scope) {
    self.rollout = rollout
  }

  mutating func read(_ node: ConfigNode) -> CheckConfig? {
    faults = []
    let window = (node["window"] ?? rollout.defaults?["window"])?.duration ?? .seconds(60)
    if window < .seconds(1) {
      fault(node["window"] ?? node, "the window is shorter than 1s", "write 1m, for instance")
    }
    let subject = subject(of: node, window: window)
    guard let criterion = criterion(of: node, subject) else { return nil }
    let least = leastRequests(for: node, criterion.limit, subject)
    let store = store(of: node)
    guard let questions = subject.questions, !faults.hasErrors else { return nil }
    let ofBaseline = rollout.ofBaseline.flatMap { scope in
      var reader = CheckReader(in: scope)
      return reader.subject(of: node, window: window).questions
    }
    let check = Check(
      name: node["name"]?.text ?? subject.name, unit: subject.unit, criterion: criterion,
      window: window, minRequests: least, policies: policies(of: node),
      isDryRun: node["dryRun"]?.text == "true")
    let occasions = node["at"]?.items?.compactMap { $0.text.flatMap(Occasion.init) }
    return CheckConfig(
      check: check, occasions: Set(occasions ?? [.weight]), questions: questions,
      ofBaseline: ofBaseline, store: store,
      position: (node["min"] ?? node["max"] ?? node).position)
  }

  /// What is measured, before it is limited.
  private struct Measured {
    let name: String
    let unit: Unit
    let questions: Questions?
    /// The part of the requests that a quantile leaves above it.
    let quantile: Double?
  }

  private mutating func subject(of node: ConfigNode, window: Duration) -> Measured {
    if let builtIn = builtIn(of: node) {
      let questions = rollout.provider.questions(
        for: builtIn, about: rollout.subject, window: window)
      let quantile: Double? = if case .requestDuration(let phi) = builtIn { phi } else { nil }
      return Measured(
        name: builtIn.defaultName, unit: builtIn.unit, questions: questions, quantile: quantile)
    }
    let unit = node["unit"]?.text.flatMap(Unit.init) ?? .none
    let values = TemplateValues(
      namespace: rollout.namespace, canary: rollout.canary.name, baseline: rollout.baseline?.name,
      window: window, variables: rollout.variables)
    if let ratio = node["ratio"] {
      if unit == .milliseconds || unit == .seconds {
        fault(node["unit"] ?? node, "a ratio is no time", "write percent, ratio or none")
      }
      let part = ratio["part"].flatMap { query($0, values) }
      let whole = ratio["of"].flatMap { query($0, values) }
      guard let part, let whole else {
        return Measured(name: "", unit: unit, questions: nil, quantile: nil)
      }
      return Measured(
        name: "", unit: unit,
        questions: .share(
          .init(
            part: part, whole: whole, requests: countingQuery(of: whole),
            scale: unit == .percent ? 100 : 1)),
        quantile: nil)
    }
    if let provider = node["notAsked"]?.text {
      return Measured(
        name: "", unit: unit, questions: .notAsked(provider: provider), quantile: nil)
    }
    let text = node["query"].flatMap { query($0, values) }
    return Measured(name: "", unit: unit, questions: text.map(Questions.value), quantile: nil)
  }

  private mutating func builtIn(of node: ConfigNode) -> BuiltIn? {
    switch node["check"]?.text {
    case "request-success-rate":
      return .requestSuccessRate
    case "request-duration":
      let quantile = node["quantile"]?.text.flatMap { DecimalText.number($0) }
      return .requestDuration(quantile: quantile ?? 0.99)
    case "response-code-percentage":
      let texts = node["codes"]?.items?.compactMap(\.text)
      guard let texts else {
        fault(node, "response-code-percentage has no codes", "add codes: [404], for instance")
        return ResponseCodes(["404"]).map(BuiltIn.responseCodePercentage)
      }
      guard let codes = ResponseCodes(texts) else {
        fault(node["codes"] ?? node, "codes holds what is no response code", TextRule.code.advice)
        return ResponseCodes(["404"]).map(BuiltIn.responseCodePercentage)
      }
      return .responseCodePercentage(codes)
    case "request-count":
      return .requestCount
    default:
      return nil
    }
  }

  private mutating func query(_ node: ConfigNode, _ values: TemplateValues) -> String? {
    guard let text = node.text else { return nil }
    do throws(TemplateFault) {
      let filled = try QueryTemplate(parsing: text).filled(with: values)
      return filled.trimmingNewlines()
    } catch {
      faults.append(
        .error(
          at: node.position(ofAction: error.action), error.what, advice: error.advice))
      return nil
    }
  }

  private mutating func criterion(of node: ConfigNode, _ subject: Measured) -> Criterion? {
    if let present = node["present"] {
      if let bound = node["min"] ?? node["max"] {
        fault(bound, "a limit beside present", "drop one of them")
      }
      if present.text == "false" { fault(present, "present is false", "give min, max or both") }
      return .presence
    }
    if node["notAsked"] != nil, node["min"] == nil, node["max"] == nil { return .presence }
    guard let limit = limit(of: node, in: subject.unit) else { return nil }
    checkRange(of: limit, in: node, subject)
    return .limit(limit)
  }

  /// Nil for the config's own store.
  private mutating func store(of node: ConfigNode) -> StoreSettings? {
    guard let place = node["store"], let name = place.text, let stores = rollout.stores else {
      return nil
    }
    if stores[name] == nil {
      let near = nearestName(to: name, among: stores.keys.sorted())
      fault(
        place, "no store is called \(quoted(name))",
        near.map { "did you mean \($0)?" } ?? "add it to the config's stores")
    }
    return stores[name]
  }

  private mutating func limit(of node: ConfigNode, in unit: Unit) -> Limit? {
    let min = bound("min", of: node, in: unit)
    let max = bound("max", of: node, in: unit)
    if let min, let max, min > max {
      fault(node["min"] ?? node, "min is above max: no value passes", "swap them")
      return nil
    }
    if unit == .percent, let min, min <= 1, let written = node["min"]?.text {
      fault(
        node["min"] ?? node, "min is \(written) of 100 percent",
        "write 99 for 99 %; a ratio of 0...1 has unit: ratio")
    }
    return Limit(min: min, max: max)
  }

  private mutating func bound(_ key: String, of node: ConfigNode, in unit: Unit) -> Double? {
    guard let bound = node[key], let quantity = bound.text.flatMap(Quantity.init) else {
      return nil
    }
    if let value = quantity.value(in: unit) { return value }
    let advice =
      if unit != .none {
        "write it in \(unit.rawValue)"
      } else if node["check"] != nil {
        "write the number alone"
      } else {
        "add unit: \(quantity.suffix == .percent ? "percent" : quantity.suffix?.rawValue ?? "none")"
      }
    fault(bound, "\(key) is \(bound.text ?? ""), and the check's unit is \(unit.rawValue)", advice)
    return nil
  }

  /// A share lies within 0...100 %, a time is not negative: a limit outside says nothing.
  private mutating func checkRange(of limit: Limit, in node: ConfigNode, _ subject: Measured) {
    let isShare: Bool = if case .share = subject.questions { true } else { false }
    let scale: Double? =
      switch subject.unit {
      case .percent: isShare ? 100 : nil
      case .ratio, .none: isShare ? 1 : nil
      case .milliseconds, .seconds: nil
      }
    for (key, value) in [("min", limit.min), ("max", limit.max)] {
      guard let value else { continue }
      if let scale, !(0...scale).contains(value) {
        fault(
          node[key] ?? node, "\(key) is outside 0...\(DecimalText.text(scale))",
          scale == 1 ? "for percent, add unit: percent" : "no share lies there")
      }
      if scale == nil, node["check"] != nil, value < 0 {
        let isCount = subject.quantile == nil
        fault(
          node[key] ?? node, "\(key) is negative, and no \(isCount ? "count" : "duration") is",
          isCount ? "write 100" : "write 500ms")
      }
    }
  }

  private mutating func leastRequests(
    for node: ConfigNode, _ limit: Limit?, _ subject: Measured
  ) -> Int? {
    let given = node["minRequests"] ?? rollout.defaults?["minRequests"]
    switch subject.questions {
    case .quantile(let quantile):
      return given?.count ?? Analysis.leastRequests(toExpress: quantile.quantile)
    case .share(let share):
      guard share.requests != nil else {
        if let own = node["minRequests"] {
          fault(
            own, "the requests can't be counted: `of` has no rate() or increase()",
            "write `of` with rate(), or remove minRequests")
        }
        return nil
      }
      let parts = [limit?.min, limit?.max].compactMap { $0.map { $0 / share.scale } }
      return given?.count ?? parts.map { Analysis.leastRequests(toExpress: $0) }.max()
    case .value, .last, .notAsked, nil:
      // The shape refuses them beside a query.
      if let own = node["minRequests"] ?? node["onTooFew"], subject.questions != nil {
        fault(own, "a count needs no least number of requests", "remove it; min is the limit")
      }
      return nil
    }
  }

  private func policies(of node: ConfigNode) -> Policies {
    func choice(_ key: String) -> Policies.Choice {
      (node[key] ?? rollout.defaults?[key])?.text.flatMap(Policies.Choice.init) ?? .inconclusive
    }
    return Policies(
      onNoData: choice("onNoData"), onNaN: choice("onNaN"), onWarning: choice("onWarning"),
      onTooFew: choice("onTooFew"))
  }

  private mutating func fault(_ node: ConfigNode, _ what: String, _ advice: String) {
    faults.append(.error(at: node.position, what, advice: advice))
  }
}

extension String {
  /// Without the line breaks and spaces that a block scalar has at its ends.
  fileprivate func trimmingNewlines() -> String {
    let start = drop(while: \.isWhitespace)
    let end = start.lastIndex { !$0.isWhitespace } ?? start.startIndex
    return start.isEmpty ? "" : String(start[...end])
  }
}
