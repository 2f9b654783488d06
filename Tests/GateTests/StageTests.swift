import Analysis
import Diagnostics
import Gate
import GateConfig
import HTTPExchange
import Outcome
import Testing

@Suite struct StageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let answer: @Sendable (String) -> HTTPAnswer
    let status: Ending
    let weight: Int
    let writes: [String]
  }

  private static let whole = [World.recordPath, "vs.yaml", World.recordPath]

  static let answers: [Row] = [
    Row(
      testDescription: "a pass takes the next rung", answer: { World.healthy($0) }, status: .pass,
      weight: 50, writes: whole),
    Row(
      testDescription: "a fail rolls back", answer: { World.failing($0) }, status: .fail,
      weight: 0, writes: whole),
    Row(
      testDescription: "no data holds", answer: { _ in World.nothing }, status: .inconclusive,
      weight: 10, writes: []),
    Row(
      testDescription: "an error of the store holds",
      answer: { _ in World.json(#"{"status":"error","error":"no"}"#, status: 503) },
      status: .storeFailed, weight: 10, writes: []),
    Row(
      testDescription: "a target that is gone holds",
      answer: { $0.hasPrefix("max(timestamp(") ? World.nothing : World.healthy($0) },
      status: .inconclusive, weight: 10, writes: []),
  ]

  @Test("A stage judges, decides and writes", arguments: answers)
  func stages(row: Row) {
    let world = World.climbing(answer: row.answer)
    let outcome = world.run()
    #expect(outcome.exitStatus == row.status, "\(outcome)")
    #expect(world.text("vs.yaml") == World.manifest(["podinfo": row.weight]))
    #expect(world.writes == row.writes)
    #expect(Set(outcome.rollouts[0].changedPaths) == Set(row.writes))
  }

  @Test("A weight that is changed now has changed now, whatever moment was judged")
  func changesNow() {
    let world = World.climbing()
    let judged = world.stage(at: World.now)
    let later = World.now.advanced(by: .seconds(600))
    let stage = Stage(
      command: .run, configuration: judged.configuration, revision: "1.1.0",
      evaluatedAt: World.now, changesAt: later, startedAt: later, version: "0", host: "test")
    let outcome = Gate.run(stage, with: world.effects).outcome
    #expect(outcome.exitStatus == .pass)
    #expect(world.text(World.recordPath)?.contains("lastTransition: \(later)\n") == true)
  }

  @Test("A dry run writes nothing and shows the change")
  func dryRun() {
    let world = World.climbing()
    let before = world.files
    let outcome = world.run(isDryRun: true)
    #expect(outcome.exitStatus == .pass)
    #expect(outcome.rollouts[0].diff.contains("\n+          weight: 50\n"))
    #expect(world.files == before)
    #expect(world.writes.isEmpty)
  }

  @Test("check reads no manifest and writes nothing")
  func check() {
    let world = World.climbing()
    world.files["vs.yaml"] = nil
    #expect(world.run(.check).exitStatus == .pass)
    #expect(world.writes.isEmpty)
  }

  @Test("Equal queries are asked once, all of a store in one go")
  func equalQueries() {
    let world = World.climbing()
    let more = """
            - {check: request-success-rate, name: again, min: 95%}
            - {check: response-code-percentage, codes: [404], max: 5%}

      """
    world.files["rolloutgate.yaml"]? += Array(more.utf8)
    #expect(world.run().exitStatus == .pass)
    #expect(world.inquiries.count == 1)
    let queries = world.inquiries.flatMap(\.queries)
    #expect(queries.count == 5)
    #expect(Set(queries).count == queries.count)
  }

  @Test("POST that is not taken is asked again as GET, once", arguments: [405, 501])
  func fallBack(status: Int) {
    let world = World.climbing()
    world.refusal = { $0.method == .post ? World.json("", status: status) : nil }
    #expect(world.run().exitStatus == .pass)
    #expect(world.inquiries.map { $0.requests[0].method } == [.post, .get])
  }

  @Test("A method that the config gives is kept")
  func givenMethod() {
    let world = World.climbing()
    world.files["rolloutgate.yaml"] = Array(
      World.config("podinfo", prometheus: "  method: POST\n").utf8)
    world.refusal = { _ in World.json("", status: 405) }
    #expect(world.run().exitStatus == .storeFailed)
    #expect(world.inquiries.count == 1)
  }

  @Test("A secret that is missing stops everything, and nothing is asked or written")
  func missingSecret() {
    let world = World.climbing()
    world.files["rolloutgate.yaml"] = Array(
      World.config("podinfo", prometheus: "  bearerToken: {env: TOKEN}\n").utf8)
    let outcome = world.run()
    #expect(outcome.exitStatus == .wrongInput)
    #expect(
      outcome.diagnostics.filter { $0.severity == .error }.map(\.description) == [
        "rolloutgate.yaml:4:16: the variable TOKEN is not there; put the secret there"
      ])
    #expect(world.inquiries.isEmpty)
    #expect(world.writes.isEmpty)

    world.environment["TOKEN"] = "abc"
    #expect(world.run().exitStatus == .pass)
  }

  @Test("Only what is selected is run; a name that selects nothing stops everything")
  func selection() {
    let files = [
      "rolloutgate.yaml": World.config("one", "two"),
      "vs.yaml": World.manifest(["one": 0, "two": 0]),
    ]
    let world = World(files)
    #expect(world.run(selection: ["two"]).rollouts.map(\.title) == ["test/two"])
    #expect(world.text("vs.yaml") == World.manifest(["one": 0, "two": 10]))

    let wrong = world.run(selection: ["test/on", "two"])
    #expect(wrong.exitStatus == .wrongInput)
    #expect(
      wrong.diagnostics.map(\.description) == [
        "no rollout is called \"test/on\"; did you mean test/one?"
      ])
    #expect(world.text("vs.yaml") == World.manifest(["one": 0, "two": 10]))
  }

  @Test("Two rollouts of one manifest are both written")
  func sharedManifest() {
    let world = World(
      [
        "rolloutgate.yaml": World.config("one", "two"),
        "vs.yaml": World.manifest(["one": 10, "two": 10]),
        ".rolloutgate/test/one.record": World.record("one", weight: 10),
        ".rolloutgate/test/two.record": World.record("two", weight: 10),
      ],
      answer: { $0.contains("\"two-canary\"") ? World.failing($0) : World.healthy($0) })
    let outcome = world.run()
    #expect(outcome.rollouts.map(\.exitStatus) == [.pass, .fail])
    #expect(outcome.exitStatus == .fail)
    #expect(world.text("vs.yaml") == World.manifest(["one": 50, "two": 0]))
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String?
    let what: String

    init(_ path: String, _ text: String?, _ what: String) {
      (self.path, self.text, self.what) = (path, text, what)
    }

    var testDescription: String { what }
  }

  private static let oneRecord = ".rolloutgate/test/one.record"

  static let faults: [Fault] = [
    Fault(oneRecord, "version: 1\n", "a record that is cut short"),
    Fault(oneRecord, "\u{0}", "a record that is no text"),
    Fault(oneRecord, World.record("two", weight: 10), "the record of another rollout"),
    Fault(
      oneRecord, World.record("one", weight: 10).replacing("total: 100", with: "total: 1000"),
      "a record of another total"),
    Fault("one.yaml", nil, "a manifest that is not there"),
    Fault("one.yaml", "{{ x }}", "a manifest that is a template"),
    Fault("one.yaml", World.manifest(["other": 10]), "a manifest without its object"),
    Fault(
      "one.yaml", World.manifest(["one": 10]).replacing("weight: 10", with: "weight: ten"),
      "a manifest whose weight is no number"),
  ]

  @Test("One rollout's fault never stops another's roll back", arguments: faults)
  func fault(row: Fault) {
    let config = World.config("one", "two").replacing(
      "file: vs.yaml, object: VirtualService/one", with: "file: one.yaml")
    let world = World(
      [
        "rolloutgate.yaml": config, "one.yaml": World.manifest(["one": 10]),
        "vs.yaml": World.manifest(["two": 10]),
        Self.oneRecord: World.record("one", weight: 10),
        ".rolloutgate/test/two.record": World.record("two", weight: 10),
      ], answer: World.failing)
    world.files[row.path] = row.text.map { Array($0.utf8) }
    let before = (world.files["one.yaml"], world.files[Self.oneRecord])
    let outcome = world.run()
    #expect(outcome.rollouts.map(\.exitStatus) == [.wrongInput, .fail])
    #expect(outcome.exitStatus == .wrongInput)
    #expect(outcome.rollouts[0].diagnostics.hasErrors)
    #expect(world.text("vs.yaml") == World.manifest(["two": 0]))
    #expect((world.files["one.yaml"], world.files[Self.oneRecord]) == before)
  }
}
