import Analysis
import GateConfig
import Rollouts
import Testing

/// What a Canary means where its fields say little, or it is written unusually.
@Suite struct CanaryMeaningTests {
  @Test(
    "The ladder is that of Flagger's steps",
    arguments: [
      ("stepWeight: 20, maxWeight: 50", [20, 40, 60]),
      ("stepWeight: 50, maxWeight: 0", [50, 100]),
      ("stepWeight: 30", [30, 60, 90, 100]),
      ("stepWeight: 0, stepWeights: [1, 50]", [1, 50]),
      ("stepWeight: 10, stepWeights: [5, 25]", [10, 20, 30]),
      ("stepWeights: [1, 50, 120], maxWeight: 10", [1, 50, 100]),
    ])
  func ladder(steps: String, rungs: [Int]) throws {
    let config = try #require(Self.config("{\(steps), metrics: [\(Self.metric)]}"))
    #expect(config.ladder?.rungs.map(\.parts) == rungs)
  }

  @Test(
    "A limit that is null is none, and one that any value keeps asks for a value alone",
    arguments: [
      ("thresholdRange: , threshold: 5", Limit(min: nil, max: 5).map(Criterion.limit)),
      ("thresholdRange: ~", Limit(min: nil, max: 0).map(Criterion.limit)),
      ("thresholdRange: {}, threshold: 5", .presence),
      ("thresholdRange: {min: 1, max: 2}", Limit(min: 1, max: 2).map(Criterion.limit)),
    ])
  func limits(text: String, criterion: Criterion?) throws {
    let config = try #require(
      Self.config("{stepWeight: 10, metrics: [{name: a, query: x, \(text)}]}"))
    #expect(config.checks.map(\.check.criterion) == [criterion])
  }

  @Test(
    "A success rate of 0 and more is any",
    arguments: [
      ("{min: 0}", Criterion.presence),
      ("{min: 0, max: 100}", Limit(min: nil, max: 100).map(Criterion.limit)),
    ])
  func anyRate(range: String, criterion: Criterion?) throws {
    let metric = "{name: request-success-rate, thresholdRange: \(range)}"
    let config = try #require(Self.config("{stepWeight: 10, metrics: [\(metric)]}"))
    #expect(config.checks.map(\.check.criterion) == [criterion])
  }

  @Test("Texts that are empty are missing, as to Flagger")
  func empty() throws {
    let config = try #require(
      Self.config(
        "{stepWeight: 10, metrics: [{name: request-duration, interval: '', query: ''}]}",
        spec: "provider: '', service: {name: ''}, metricsServer: ''"))
    #expect(config.checks.map(\.check.window) == [.seconds(60)])
    #expect(config.canary.workload?.name == "backend")
    #expect(config.store.address == nil)
  }

  @Test("A byte order mark and carriage returns change nothing")
  func windows() throws {
    let text = HostileCanaryTests.sound
    let plain = try #require(Self.config(reading: text))
    let other = try #require(Self.config(reading: "\u{FEFF}" + text.replacing("\n", with: "\r\n")))
    #expect(other.checks.map(\.questions) == plain.checks.map(\.questions))
    #expect(other.hooks.map(\.metadata) == plain.hooks.map(\.metadata))
  }

  private static let metric = "{name: request-success-rate, thresholdRange: {min: 99}}"

  private static func config(_ analysis: String, spec: String = "provider: istio") -> RolloutConfig?
  {
    config(
      reading: """
        {apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: backend, namespace: test},
        spec: {targetRef: {name: backend}, \(spec), analysis: \(analysis)}}
        """)
  }

  private static func config(reading text: String) -> RolloutConfig? {
    let read = HostileCanaryTests.read(text)
    #expect(!read.allDiagnostics.hasErrors, "\(read.allDiagnostics)")
    guard case .sound(let config, _) = read.entries.first else { return nil }
    return config
  }
}
