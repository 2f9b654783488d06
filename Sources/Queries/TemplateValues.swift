import Diagnostics

/// What the names in a query stand for.
package struct TemplateValues: Hashable, Sendable {
  package let namespace: String
  /// The canary's workload.
  package let canary: String
  /// The baseline's workload; nil where the config names none.
  package let baseline: String?
  package let window: Duration
  package let variables: [String: String]

  package init(
    namespace: String, canary: String, baseline: String?, window: Duration,
    variables: [String: String] = [:]
  ) {
    self.namespace = namespace
    self.canary = canary
    self.baseline = baseline
    self.window = window
    self.variables = variables
  }

  private static let names = ["namespace", "canary", "baseline", "window"]
  private static let prefix = "variables."

  func value(of name: String, action: Int) throws(TemplateFault) -> TemplateValue {
    switch name {
    case "namespace": return TemplateValue(text: namespace, isName: true)
    case "canary": return TemplateValue(text: canary, isName: true)
    case "window": return TemplateValue(text: DurationText.text(window), isName: false)
    case "baseline":
      guard let baseline else {
        throw TemplateFault(
          action: action, what: "{{ baseline }} has no value",
          advice: "give the rollout a `baseline` with a `workload`")
      }
      return TemplateValue(text: baseline, isName: true)
    default:
      guard name.hasPrefix(Self.prefix) else {
        throw TemplateFault(
          action: action, what: "{{ \(name) }} is not known", advice: advice(for: name))
      }
      let key = String(name.dropFirst(Self.prefix.count))
      guard let text = variables[key] else {
        throw TemplateFault(
          action: action, what: "{{ \(name) }} has no value",
          advice: "add \"\(key)\" to the rollout's `variables`")
      }
      return TemplateValue(text: text, isName: false)
    }
  }

  private func advice(for name: String) -> String {
    // Flagger's names, for the same thing or the next best.
    let ours = ["target": "canary", "service": "canary", "name": "canary", "interval": "window"]
    let known = ours[name] ?? nearestName(to: name, among: Self.names)
    let list = (Self.names + ["variables.NAME"]).joined(separator: ", ")
    return known.map { "did you mean {{ \($0) }}?" } ?? "known are \(list)"
  }
}
