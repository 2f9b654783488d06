import Analysis
import Diagnostics
import Gate
import GateConfig
import HTTPExchange
import Outcome
import Testing

/// Argo Rollouts' templates, judged on recorded answers: each phase of theirs, and what they let pass.
@Suite struct AnalysisTemplateTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The metric's conditions, as YAML.
    let conditions: String
    /// What the store answers; nil for no answer at all.
    let answer: HTTPAnswer?
    let status: Ending
  }

  private static func vector(_ values: String...) -> HTTPAnswer {
    let series = values.enumerated().map { index, value in
      #"{"metric":{"i":"\#(index)"},"value":[\#(World.now.unixSeconds),"\#(value)"]}"#
    }
    return World.json(
      #"{"status":"success","data":{"resultType":"vector","result":[\#(series.joined(separator: ","))]}}"#
    )
  }

  static let phases: [Row] = [
    Row(
      testDescription: "Successful", conditions: "successCondition: result[0] >= 0.95",
      answer: vector("0.99"), status: .pass),
    Row(
      testDescription: "Failed", conditions: "successCondition: result[0] >= 0.95",
      answer: vector("0.9"), status: .fail),
    Row(
      testDescription: "Failed by its own condition", conditions: "failureCondition: result[0] > 5",
      answer: vector("6"), status: .fail),
    Row(
      testDescription: "Inconclusive",
      conditions: "{successCondition: 'result[0] >= 0.95', failureCondition: 'result[0] < 0.9'}",
      answer: vector("0.92"), status: .inconclusive),
    Row(
      testDescription: "Error of the condition", conditions: "successCondition: result[3] > 1",
      answer: vector("1"), status: .inconclusive),
    Row(
      testDescription: "Error of the store", conditions: "successCondition: result[0] >= 0.95",
      answer: World.json(#"{"status":"error","errorType":"x","error":"no"}"#, status: 422),
      status: .storeFailed),
  ]

  /// The six ways to pass on what is not known that the field has, none of which is one here.
  static let failOpen: [Row] = [
    Row(
      testDescription: "Argo: NaN and a failureCondition alone",
      conditions: "failureCondition: result[0] > 0.05", answer: vector("NaN"),
      status: .inconclusive),
    Row(
      testDescription: "Argo: all of an empty answer",
      conditions: "successCondition: 'all(result, # < 1000)'", answer: vector(),
      status: .inconclusive),
    Row(
      testDescription: "Argo: the first of several", conditions: "successCondition: result[0] < 9",
      answer: vector("1", "1000"), status: .inconclusive),
    Row(
      testDescription: "Keptn: NaN is beyond no limit",
      conditions: "failureCondition: result[0] >= 5",
      answer: vector("NaN"), status: .inconclusive),
    Row(
      testDescription: "k6: a rate of no samples", conditions: "successCondition: result[0] < 0.01",
      answer: vector(), status: .inconclusive),
    Row(
      testDescription: "Scripts: a store that can't be reached",
      conditions: "successCondition: result[0] < 0.01", answer: nil, status: .storeFailed),
  ]

  @Test("A template is judged as its conditions say", arguments: phases)
  func phase(row: Row) { expect(row) }

  @Test("What others let pass unseen does not pass", arguments: failOpen)
  func closed(row: Row) { expect(row) }

  @Test("A template whose argument has no value is an error, but in a look at it")
  func argument() {
    let template = Self.template("successCondition: result[0] > 1").replacing(
      "query: q", with: "query: 'q{a=\"{{args.a}}\"}'"
    ).replacing("spec:\n", with: "spec:\n  args: [{name: a}]\n")
    func faults(_ settings: ImportSettings) -> [Diagnostic] {
      readConfigs([Self.file(template)], importing: settings).allDiagnostics
        .filter { $0.severity == .error }
    }
    #expect(faults(ImportSettings()).map(\.description).first?.contains("--arg a=VALUE") == true)
    #expect(faults(ImportSettings(admitsGaps: true)).isEmpty)
    #expect(faults(ImportSettings(arguments: ["a": "b"])).isEmpty)
  }

  private func expect(_ row: Row) {
    let world = World([:])
    world.answer = { _ in row.answer ?? World.nothing }
    if row.answer == nil { world.isStopped = { _ in false } }
    let configuration = readConfigs([Self.file(Self.template(row.conditions))])
    let stage = Stage(
      command: .check, configuration: configuration, startedAt: World.now, version: "0",
      host: "test")
    if row.answer == nil {
      world.refusal = { _ in HTTPAnswer(status: 503, contentType: "", body: []) }
    }
    let outcome = Gate.run(stage, with: world.effects).outcome
    #expect(outcome.exitStatus == row.status, "\(outcome.rollouts.map(\.checks))")
  }

  private static func file(_ text: String) -> ConfigFile {
    ConfigFile(name: "analysis.yaml", folder: "", bytes: Array(text.utf8))
  }

  private static func template(_ conditions: String) -> String {
    // Two conditions stand in braces.
    let inside = conditions.hasPrefix("{") ? String(conditions.dropFirst().dropLast()) : conditions
    let lines = inside.replacing(", failure", with: "\n    failure")
    return """
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: {name: t, namespace: test}
      spec:
        metrics:
        - name: m
          \(lines)
          provider:
            prometheus:
              address: http://p:9090
              query: q

      """
  }
}
