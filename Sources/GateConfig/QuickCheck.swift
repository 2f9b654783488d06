import Analysis
import Diagnostics
import Queries
import Rollouts

/// What `check` is told on the command line, where there is no config.
package struct QuickCheck: Hashable, Sendable {
  package let provider: String
  /// `NAMESPACE/WORKLOAD`.
  package let canary: String
  /// As `99` or `99.5%`.
  package let successRate: String?
  /// As `500ms`.
  package let p99: String?
  /// As `404=5`: codes, and the greatest percentage of the requests with one of them.
  package let codePercentages: [String]
  package let window: String
  package let minRequests: Int?

  package init(
    provider: String, canary: String, successRate: String?, p99: String?,
    codePercentages: [String], window: String, minRequests: Int?
  ) {
    self.provider = provider
    self.canary = canary
    self.successRate = successRate
    self.p99 = p99
    self.codePercentages = codePercentages
    self.window = window
    self.minRequests = minRequests
  }

  /// The same as a config with one rollout would be read; every fault is said at once.
  package func configuration(address: StoreAddress?) -> GateConfiguration {
    var faults: [Diagnostic] = []
    func fault(_ what: String, _ advice: String) {
      faults.append(.error(at: nil, what, advice: advice))
    }
    let known = Provider(rawValue: provider)
    if known == nil {
      fault(
        "--provider is \(quoted(provider))",
        "give one of " + Provider.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let workload = canary.contains("/") ? Workload(canary, in: "") : nil
    if workload == nil { fault("--canary is \(quoted(canary))", "write NAMESPACE/WORKLOAD") }
    let span = DurationText.duration(window)
    if span.map({ $0 < .seconds(1) }) ?? true {
      fault("--window is \(quoted(window))", "write 1m, for instance")
    }
    let limits = limits(fault)
    if limits.isEmpty, faults.isEmpty {
      fault("nothing is to be judged", "give --success-rate, --p99 or --code-percentage")
    }
    guard let known, let workload, let span, faults.isEmpty,
      let name = RolloutName(namespace: workload.namespace, name: workload.name)
    else { return GateConfiguration(entries: [], diagnostics: faults) }

    let subject = Subject(
      namespace: workload.namespace, workload: workload.name)
    var store = StoreSettings()
    store.address = address
    let checks = limits.map { builtIn, limit in
      CheckConfig(
        check: Check(
          name: builtIn.defaultName, unit: builtIn.unit, criterion: .limit(limit), window: span,
          minRequests: minRequests ?? builtIn.leastRequests(for: limit)),
        occasions: [.weight],
        questions: known.questions(for: builtIn, about: subject, window: span), position: nil)
    }
    let config = RolloutConfig(
      name: name, position: SourcePosition(file: "command line", line: 1, column: 1), folder: "",
      store: store, canary: RolloutConfig.Party(workload: workload, weight: nil),
      baseline: nil, revision: nil, manifest: nil, ladder: nil, checks: checks)
    return GateConfiguration(entries: [.sound(config, warnings: [])], diagnostics: [])
  }

  private func limits(_ fault: (String, String) -> Void) -> [(BuiltIn, Limit)] {
    var limits: [(BuiltIn, Limit)] = []
    func add(_ builtIn: BuiltIn, min: Double? = nil, max: Double? = nil) {
      if let limit = Limit(min: min, max: max) { limits.append((builtIn, limit)) }
    }
    if let successRate {
      let value = Quantity(successRate)?.value(in: .percent)
      if let value, value > 1, value <= 100 {
        add(.requestSuccessRate, min: value)
      } else {
        fault("--success-rate is \(quoted(successRate))", "write a percentage such as 99 or 99.5%")
      }
    }
    if let p99 {
      let value = Quantity(p99)?.value(in: .milliseconds)
      if let value, value >= 0 {
        add(.requestDuration(quantile: 0.99), max: value)
      } else {
        fault("--p99 is \(quoted(p99))", "write 500ms or 0.5s")
      }
    }
    for text in codePercentages {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      let codes = ResponseCodes(parts[0].split(separator: ",").map(String.init))
      let value = parts.count == 2 ? Quantity(parts[1])?.value(in: .percent) : nil
      if let codes, let value, (0...100).contains(value) {
        add(.responseCodePercentage(codes), max: value)
      } else {
        fault("--code-percentage is \(quoted(text))", "write CODES=PERCENT, as in 404=5 or 4xx=1%")
      }
    }
    return limits
  }
}
