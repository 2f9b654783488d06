import Analysis
import Diagnostics
import GateConfig
import Queries
import SeededRandom
import Testing

@Suite struct DrawnCanaryTests {
  private static let settings = ImportSettings(manifest: "deploy/vs.yaml")

  @Test(
    "Whatever texts a Canary holds, it is refused where it stands, or asks and calls just what it says",
    arguments: 0..<10)
  func drawn(block: UInt64) throws {
    var sound = 0
    for seed in block * 100..<(block + 1) * 100 {
      var numbers = SeededNumbers(seed: seed)
      let canary = DrawnCanary(drawnBy: &numbers)
      let bytes = Array(canary.yaml.utf8)
      let name = canary.fileName
      let read = readConfigs([Self.file(name, bytes)], importing: Self.settings)
      let errors = read.allDiagnostics.filter { $0.severity == .error }
      for error in errors {
        let position = try #require(error.position, "seed \(seed): \(error)")
        #expect(position.file == name, "seed \(seed)")
        #expect(Self.lines(bytes).contains(position.line), "seed \(seed): \(error)")
      }
      // A file may be called anything.
      let plain = readConfigs([Self.file("canary.yaml", bytes)], importing: Self.settings)
      #expect(plain.allDiagnostics.hasErrors == !errors.isEmpty, "seed \(seed)")
      guard errors.isEmpty else { continue }
      sound += 1
      let config = try #require(Self.onlyConfig(of: read), "seed \(seed)")
      try expect(config, says: canary, seed)
      try expect(config, isConvertedFrom: Self.file(name, bytes), seed)
    }
    #expect((10..<100).contains(sound))
  }

  private func expect(_ config: RolloutConfig, says canary: DrawnCanary, _ seed: UInt64) throws {
    #expect("\(config.name)" == "test/" + canary.name, "seed \(seed)")
    #expect(config.canary.workload?.name == canary.target, "seed \(seed)")
    #expect(config.checks.count == canary.metrics.count, "seed \(seed)")
    for (check, metric) in zip(config.checks, canary.metrics) {
      #expect(check.check.name.hasPrefix(metric.name), "seed \(seed)")
      #expect(check.check.criterion == Self.limit(metric.max), "seed \(seed)")
      #expect(check.store?.address?.text ?? "http://prometheus:9090" == "http://prometheus:9090")
      guard let query = metric.query else { continue }
      let wanted = query.replacing("{{ target }}", with: canary.target)
      guard case .value(let asked) = check.questions else {
        Issue.record("seed \(seed): \(check.questions)")
        continue
      }
      #expect(asked == Self.sent(wanted), "seed \(seed)")
    }
    #expect(config.hooks.count == canary.webhooks.count, "seed \(seed)")
    for (hook, webhook) in zip(config.hooks, canary.webhooks) {
      #expect(hook.kind.rawValue == webhook.kind, "seed \(seed)")
      #expect(hook.name.hasPrefix(webhook.name), "seed \(seed)")
      let metadata = hook.metadata.map { [$0.name, $0.value] }
      #expect(metadata == webhook.metadata.map { [$0.key, $0.value] }, "seed \(seed)")
      guard case .http(let address, _) = hook.way else {
        Issue.record("seed \(seed): \(hook.way)")
        continue
      }
      #expect(address.text == webhook.url, "seed \(seed)")
    }
  }

  /// What is written is the whole config, and no line of it is about another field.
  private func expect(
    _ config: RolloutConfig, isConvertedFrom file: ConfigFile, _ seed: UInt64
  ) throws {
    let (made, _) = translations(of: [file], importing: Self.settings)
    let text = try #require(made.first).text
    for line in text.split(separator: "\n") {
      let isCommand = line.drop { $0 == " " }.hasPrefix("::") || line.contains("##")
      #expect(!isCommand && !line.unicodeScalars.contains(where: isMisleading), "seed \(seed)")
    }
    let read = readConfigs([Self.file("converted.yaml", Array(text.utf8))])
    let converted = try #require(Self.onlyConfig(of: read), "seed \(seed)\n\(text)")
    #expect(Self.facts(of: converted) == Self.facts(of: config), "seed \(seed)\n\(text)")
  }

  /// All that does not name a place in a file.
  private static func facts(of config: RolloutConfig) -> [String] {
    let checks = config.checks.map { "\($0.check) \($0.questions) \($0.occasions)" }
    let stores = ([config.store] + config.checks.compactMap(\.store)).map {
      "\($0.address?.text ?? "") \($0.headers)"
    }
    let hooks = config.hooks.map { "\($0.kind) \($0.name) \($0.timeout) \($0.metadata)" }
    return ["\(config.name)", "\(config.strategy)", "\(config.failureLimit)"] + checks + stores
      + hooks
  }

  private static func onlyConfig(of configuration: GateConfiguration) -> RolloutConfig? {
    guard configuration.entries.count == 1, case .sound(let config, _) = configuration.entries[0]
    else { return nil }
    return config
  }

  private static func limit(_ max: String) -> Criterion? {
    Limit(min: nil, max: DecimalText.number(max)).map(Criterion.limit)
  }

  /// As it is sent: with single spaces, and with its line breaks only where a comment may end at one.
  private static func sent(_ query: String) -> String {
    let lines = query.unicodeScalars.split { "\r\n".unicodeScalars.contains($0) }.map { line in
      collapsingSpace(String(line)).unicodeScalars.split(separator: " ").map { String($0) }
        .joined(separator: " ")
    }
    let separator = query.unicodeScalars.contains("#") ? "\n" : " "
    let text = lines.filter { !$0.isEmpty }.joined(separator: separator)
    let end = text.reversed().prefix(while: \.isWhitespace).count
    return String(text.dropLast(end).drop(while: \.isWhitespace))
  }

  private static func lines(_ bytes: [UInt8]) -> ClosedRange<Int> {
    1...bytes.count { $0 == UInt8(ascii: "\n") }
  }

  private static func file(_ name: String, _ bytes: [UInt8]) -> ConfigFile {
    ConfigFile(name: name, folder: "", bytes: bytes)
  }
}
