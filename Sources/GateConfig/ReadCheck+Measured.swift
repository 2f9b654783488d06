import Analysis
import Diagnostics
import Queries

/// What a check measures.
extension CheckReader {
  /// What is measured, before it is limited.
  struct Measured {
    let name: String
    let unit: Unit
    let questions: Questions?
    /// The part of the requests that a quantile leaves above it.
    let quantile: Double?
    var flaggersQuery: String?
  }

  mutating func subject(of node: ConfigNode, window: Duration) -> Measured {
    if let builtIn = builtIn(of: node) {
      if rollout.isFlaggers { return flaggers(builtIn, in: node, window: window) }
      let questions = rollout.provider.questions(
        for: builtIn, about: rollout.subject, window: window)
      let quantile: Double? = if case .requestDuration(let phi) = builtIn { phi } else { nil }
      let flaggers =
        node.file.isMade
        ? flaggersQuery(for: builtIn, in: node, window: window)?.text.trimmingSpace() : nil
      return Measured(
        name: builtIn.defaultName, unit: builtIn.unit, questions: questions, quantile: quantile,
        flaggersQuery: flaggers)
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
    let questions = text.map { text -> Questions in
      if node["successCondition"] != nil || node["failureCondition"] != nil {
        return .values(.init(text: text, range: range(of: node)))
      }
      return rollout.isFlaggers ? .last(.init(text: collapsingSpace(text))) : .value(text)
    }
    return Measured(name: "", unit: unit, questions: questions, quantile: nil)
  }

  /// The span that conditions look over; nil without one.
  private mutating func range(of node: ConfigNode) -> QueryRange? {
    guard let section = node["range"], let start = section["start"]?.duration,
      let step = section["step"]?.duration
    else { return nil }
    let range = QueryRange(start: start, end: section["end"]?.duration ?? .zero, step: step)
    if range == nil {
      fault(
        section, "the range has no points, or \(QueryRange.greatestCount) and more",
        "begin it longer ago than it ends, with a step above 0s")
    }
    return range
  }

  /// A built-in check as Flagger asks and reads it.
  private mutating func flaggers(
    _ builtIn: BuiltIn, in node: ConfigNode, window: Duration
  ) -> Measured {
    guard let query = flaggersQuery(for: builtIn, in: node, window: window) else {
      fault(
        node["quantile"] ?? node["check"] ?? node,
        "Flagger has no \(builtIn.defaultName), and compatibility is flagger",
        "write it as a query, or drop compatibility")
      return Measured(name: builtIn.defaultName, unit: builtIn.unit, questions: nil, quantile: nil)
    }
    return Measured(
      name: builtIn.defaultName, unit: builtIn.unit,
      questions: .last(
        .init(
          text: query.text.trimmingSpace(), scale: query.scale,
          isTruncated: builtIn.unit == .milliseconds)),
      quantile: nil)
  }

  /// Nil where Flagger has no such check.
  private func flaggersQuery(
    for builtIn: BuiltIn, in node: ConfigNode, window: Duration
  ) -> FlaggerQuery? {
    let metric: FlaggerMetric
    switch builtIn {
    case .requestSuccessRate: metric = .successRate
    case .requestDuration(quantile: 0.99): metric = .duration
    case .requestDuration, .responseCodePercentage, .requestCount: return nil
    }
    let interval = (node["window"] ?? rollout.defaults?["window"])?.text
    return flaggerQuery(
      metric, provider: rollout.provider,
      about: FlaggerSubject(of: rollout.subject, with: rollout.provider),
      interval: interval ?? DurationText.text(window))
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
      return filled.trimmingSpace()
    } catch {
      faults.append(
        .error(
          at: node.position(ofAction: error.action), error.what, advice: error.advice))
      return nil
    }
  }
}

extension String {
  /// Without the line breaks and spaces that a block scalar has at its ends.
  fileprivate func trimmingSpace() -> String {
    let start = drop(while: \.isWhitespace)
    let end = start.lastIndex { !$0.isWhitespace } ?? start.startIndex
    return start.isEmpty ? "" : String(start[...end])
  }
}
