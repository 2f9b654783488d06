import SeededRandom

/// A Canary with its MetricTemplate, drawn: what its fields say, and the YAML that says it.
struct DrawnCanary {
  struct Metric {
    let name: String
    /// Nil for what Flagger has built in.
    let query: String?
    let isInline: Bool
    let max: String
    let interval: String
  }

  struct Webhook {
    let kind: String
    let name: String
    let url: String
    let metadata: [(key: String, value: String)]
  }

  let fileName: String
  let name: String
  let target: String
  let service: String
  let template: String
  let metrics: [Metric]
  let webhooks: [Webhook]
  let headers: [(key: String, value: String)]

  init(drawnBy numbers: inout SeededNumbers) {
    let wildness = numbers.pick([0, 0, 1, 4])
    func text(_ sound: String, _ numbers: inout SeededNumbers) -> String {
      numbers.chance(wildness, of: 20) ? HostileText.drawn(by: &numbers) : sound
    }
    func wild(_ numbers: inout SeededNumbers) -> String { HostileText.drawn(by: &numbers) }
    fileName = text("canary.yaml", &numbers)
    name = text("backend", &numbers)
    target = text("backend", &numbers)
    service = text("front", &numbers)
    template = wild(&numbers)
    metrics = (0..<Int.random(in: 1...4, using: &numbers)).map { _ in
      let isBuiltIn = numbers.chance(1, of: 4)
      return Metric(
        name: isBuiltIn ? "request-duration" : wild(&numbers),
        query: isBuiltIn ? nil : "sum(x{a=\"" + wild(&numbers) + "\"})" + wild(&numbers),
        isInline: numbers.chance(1, of: 2), max: numbers.pick(["5", "0.5", "99", "-1", "1000000"]),
        interval: text("2m", &numbers))
    }
    webhooks = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
      var keys: Set<String> = []
      let metadata = (0..<Int.random(in: 0...3, using: &numbers)).compactMap { _ in
        let key = wild(&numbers)
        return keys.insert(key).inserted ? (key: key, value: wild(&numbers)) : nil
      }
      return Webhook(
        kind: text("rollout", &numbers), name: wild(&numbers),
        url: text("http://tester.test/", &numbers), metadata: metadata)
    }
    headers = numbers.chance(1, of: 2) ? [("X-Scope-OrgID", text("shop", &numbers))] : []
  }

  /// The MetricTemplates, one for each query that is not inline, and then the Canary.
  var yaml: String {
    let templates = metrics.enumerated().filter { $1.query != nil && !$1.isInline }.map {
      """
      apiVersion: flagger.app/v1beta1
      kind: MetricTemplate
      metadata: {name: \(quoted(template + "\($0)")), namespace: test}
      spec:
        provider:
          type: prometheus
          address: http://prometheus:9090
          headers: {\(headers.map { "\(quoted($0.key)): [\(quoted($0.value))]" }.joined())}
        query: \(quoted($1.query ?? ""))
      ---

      """
    }
    return templates.joined() + """
      apiVersion: flagger.app/v1beta1
      kind: Canary
      metadata: {name: \(quoted(name)), namespace: test}
      spec:
        targetRef: {name: \(quoted(target))}
        service: {name: \(quoted(service))}
        metricsServer: http://prometheus:9090
        analysis:
          stepWeight: 10
          webhooks: [\(webhooks.map(text).joined(separator: ", "))]
          metrics: [\(metrics.enumerated().map(text).joined(separator: ", "))]

      """
  }

  private func text(of index: Int, _ metric: Metric) -> String {
    let asked: String =
      switch metric.query {
      case nil: ""
      case .some(let query) where metric.isInline: ", query: \(quoted(query))"
      case .some: ", templateRef: {name: \(quoted(template + "\(index)"))}"
      }
    return "{name: \(quoted(metric.name)), interval: \(quoted(metric.interval)), "
      + "thresholdRange: {max: \(metric.max)}\(asked)}"
  }

  private func text(of hook: Webhook) -> String {
    let metadata = hook.metadata.map { "\(quoted($0.key)): \(quoted($0.value))" }
    return "{type: \(quoted(hook.kind)), name: \(quoted(hook.name)), url: \(quoted(hook.url)), "
      + "metadata: {\(metadata.joined(separator: ", "))}}"
  }

  /// As YAML of the plainest kind: all that is no ASCII is written as its number.
  private func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"", "\\": return "\\\(scalar)"
      case " "..."~": return "\(scalar)"
      default:
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return "\"\(scalars.joined())\""
  }
}

/// Texts that mean something to YAML, to templates or to a terminal.
enum HostileText {
  private static let pieces = [
    "a", "b c", "\n", "\r\n", "\t", " ", "  ", "\n  - ", "\nversion: 2\n", "\n---\n", "\n...\n",
    ": ", "#",
    " # ", "\n# ", "'", "\"", "`", "\\", "\\n", "{", "}", "[", "]", ",", "&a", "*a", "!t", "!!str ",
    "|", ">-", "%YAML", "@", "?", "- ", "~", "null", "true", "no", "1e3", ".5", "0x10", "007", "99",
    "1_000", "{ {", "}}", "{{", "{{ target }}", "{{ window }}", "\u{0}", "\u{1}", "\u{7F}",
    "\u{85}",
    "\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{200B}", "\u{202E}", "\u{FFFE}", "\u{1F600}",
    "\u{1FFFE}", "e\u{301}", " \u{301}", "é", "\u{0B}", "\u{0C}", "<<", "=", "x/y", "..",
    "prometheus: {address: http://evil}", "::error::", "\n::error::", "##vso[task]",
  ]

  static func drawn(by numbers: inout SeededNumbers) -> String {
    (0..<Int.random(in: 1...5, using: &numbers)).map { _ in numbers.pick(pieces) }.joined()
  }
}
