import Foundation
import LoopbackServers
import Testing

extension RawAnswer {
  /// A vector with one number, of the moment that was asked for.
  static func number(_ value: String, askedBy request: String) -> String {
    let time = request.firstMatch(of: /[?&\s]time=([0-9.]+)/)?.1 ?? "0"
    return json(
      #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":["#
        + time + #",""# + value + #""]}]}}"#)
  }
}

/// One job decides, another writes: `run --dry-run --report json=` and `apply --decision`.
@Suite struct ApplyScenarioTests {
  private static let checks = ["{name: own, query: up, min: 1}"]

  private func tree(answering value: String = "1", weight: Int = 10) throws -> (
    RolloutTree, RawServer
  ) {
    let store = try RawServer { RawAnswer.number(value, askedBy: $0) }
    let tree = try RolloutTree(
      weight: weight, store: ["address: \(store.address)"], checks: Self.checks)
    return (tree, store)
  }

  /// The first job: it judges now, and leaves the work tree as it is.
  private func decide(in tree: RolloutTree, to path: String) throws {
    let before = try tree.files()
    let run = try GateRun(
      ["run", "--dry-run", "--report", "json=" + path], in: tree.repository.path)
    #expect([0, 1].contains(run.exitStatus), "\(run)")
    #expect(try tree.files() == before)
  }

  private func apply(
    _ path: String, _ arguments: [String] = [], in tree: RolloutTree
  ) throws -> GateRun {
    try GateRun(["apply", "--decision", path] + arguments, in: tree.repository.path)
  }

  @Test("A pipeline of two jobs takes a step, in one commit, and asks the store in the first alone")
  func twoJobs() throws {
    let (tree, store) = try tree()
    defer { withExtendedLifetime(store) {} }
    let reports = try ScratchFolder("reports")
    try decide(in: tree, to: reports.path("decision.json"))
    let asked = store.requests.count
    let run = try apply(
      reports.path("decision.json"),
      [
        "--report", "json=" + reports.path("applied.json"), "--report",
        "junit=" + reports.path("junit.xml"),
      ],
      in: tree)
    #expect(run.exitStatus == 0, "\(run)")
    #expect(store.requests.count == asked)
    #expect(try tree.weight() == 30)
    #expect(try tree.repository.numstat()[RolloutTree.manifest] == "2 2")
    let report = try GateReport(reading: try reports.read("applied.json"))
    #expect(report.decision == "advance" && report.changed)
    #expect(Set(report.paths) == Set(try tree.repository.numstat().keys))
    _ = try JUnitFile(at: reports.path("junit.xml"))
    try tree.repository.commit("Canary")

    let again = try apply(reports.path("decision.json"), in: tree)
    #expect(again.exitStatus == 0)
    #expect(again.output.contains("is applied already"))
    #expect(try tree.repository.numstat().isEmpty)
    // Of an apply nothing is applied.
    #expect(try apply(reports.path("applied.json"), in: tree).exitStatus == 2)
  }

  @Test("A roll back that was decided long ago is carried out; an advance is stale")
  func age() throws {
    for (value, status, weight) in [("0", 0, 0), ("1", 3, 10)] {
      let (tree, store) = try tree(answering: value)
      defer { withExtendedLifetime(store) {} }
      let reports = try ScratchFolder("reports")
      _ = try GateRun(
        [
          "run", "--dry-run", "--time", FixtureMetrics.evaluationTime,
          "--report", "json=" + reports.path("decision.json"),
        ], in: tree.repository.path)
      let path = reports.path("decision.json")
      let run = try apply(path, in: tree)
      #expect(run.exitStatus == Int32(status), "\(run)")
      #expect(try tree.weight() == weight)
    }
  }

  @Test("Of two that apply one decision at once, one writes, and the other says that it is done")
  func atOnce() throws {
    for round in 0..<10 {
      let (tree, store) = try tree()
      defer { withExtendedLifetime(store) {} }
      let reports = try ScratchFolder("reports")
      try decide(in: tree, to: reports.path("decision.json"))
      let jobs = try (0..<2).map { _ in
        try RunningGate(
          ["apply", "--decision", reports.path("decision.json")], in: tree.repository.path)
      }
      #expect(jobs.map { $0.exitStatus(within: 60) } == [0, 0], "round \(round)")
      let said = try jobs.map { try $0.output() }
      #expect(said.count { $0.contains("is applied already") } == 1, "\(said)")
      #expect(said.count { $0.contains("ADVANCE 10 -> 30") } == 1, "\(said)")
      #expect(try tree.weight() == 30)
      #expect(try tree.recorded("generation") == "2")
    }
  }

  @Test("Two clones apply one decision: the second one's push is refused, and then it is done")
  func clones() throws {
    let (tree, store) = try tree()
    defer { withExtendedLifetime(store) {} }
    let reports = try ScratchFolder("reports")
    try decide(in: tree, to: reports.path("decision.json"))
    try tree.repository.git("config", "receive.denyCurrentBranch", "updateInstead")
    let clones = try (0..<2).map { _ in try ScratchFolder("clone") }
    func git(_ clone: ScratchFolder, _ arguments: String...) throws -> Command.End {
      let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"]
      return try Command.run("git", ["-C", clone.path] + identity + arguments).end
    }
    for (number, clone) in clones.enumerated() {
      #expect(try git(clone, "clone", "--quiet", tree.repository.path, ".") == .exited(0))
      let run = try GateRun(["apply", "--decision", reports.path("decision.json")], in: clone.path)
      #expect(run.exitStatus == 0, "\(run)")
      #expect(try git(clone, "add", "--all") == .exited(0))
      #expect(try git(clone, "commit", "--quiet", "--message", "Canary \(number)") == .exited(0))
    }
    #expect(try git(clones[0], "push", "--quiet") == .exited(0))
    #expect(try git(clones[1], "push", "--quiet") != .exited(0))
    #expect(try git(clones[1], "fetch", "--quiet") == .exited(0))
    #expect(try git(clones[1], "reset", "--quiet", "--hard", "origin/main") == .exited(0))
    let again = try GateRun(
      ["apply", "--decision", reports.path("decision.json")], in: clones[1].path)
    #expect(again.exitStatus == 0 && again.output.contains("is applied already"), "\(again)")
  }

  struct Forgery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: @Sendable (String) -> String
    let status: Int32
    var weight = 10

    init(_ name: String, _ status: Int32, _ text: @escaping @Sendable (String) -> String) {
      (testDescription, self.status, self.text) = (name, status, text)
    }
  }

  static let forgeries: [Forgery] = [
    Forgery("all of the traffic", 3) { $0.replacing("\"to\": 30", with: "\"to\": 100") },
    Forgery("less than none", 3) { $0.replacing("\"to\": 30", with: "\"to\": -30") },
    Forgery("more than can be", 2) { $0.replacing("\"to\": 30", with: "\"to\": 1e999") },
    Forgery("another rollout", 2) { $0.replacing("test/healthy", with: "test/../../healthy") },
    Forgery("an id with a path", 2) {
      $0.replacing(/"decisionId": "[^"]*"/, with: "\"decisionId\": \"../../../../etc\"")
    },
    Forgery("a roll back upwards", 3) {
      $0.replacing("\"to\": 30", with: "\"to\": 60").replacing(
        "\"kind\": \"advance\"", with: "\"kind\": \"rollBack\"")
    },
    Forgery("a promotion below the top", 3) {
      $0.replacing("\"kind\": \"advance\"", with: "\"kind\": \"promote\"")
    },
    Forgery("a finish below the top", 3) {
      $0.replacing("\"kind\": \"advance\"", with: "\"kind\": \"finish\"")
    },
    Forgery("another generation", 3) {
      $0.replacing("\"generation\": 0", with: "\"generation\": 9007199254740991")
    },
    Forgery("a generation that readers of JSON round", 2) {
      $0.replacing("\"generation\": 0", with: "\"generation\": 9007199254740993")
    },
    Forgery("another revision", 3) {
      $0.replacing("\"revision\": \"1.0.0\"", with: "\"revision\": \"9\"")
    },
    Forgery("half of it", 2) { String($0.prefix($0.count / 2)) },
    Forgery("nothing", 2) { _ in "" },
    Forgery("a deep nest", 2) { _ in String(repeating: "[{\"a\":", count: 200_000) },
    Forgery("16 MB of blanks", 0) { String(repeating: " ", count: 16_000_000) + $0 },
    Forgery("16 MB of a key that is not read", 0) {
      $0.replacing(
        "\"host\":", with: "\"x\": \"\(String(repeating: "y", count: 16_000_000))\", \"host\":")
    },
    Forgery("bytes that are no text", 2) { _ in "\u{0}\u{1}\u{2}" },
  ]

  @Test(
    "A decision that was altered is refused in words, or does what would be done anyway",
    arguments: forgeries)
  func forged(_ given: Forgery) throws {
    let (tree, store) = try tree()
    defer { withExtendedLifetime(store) {} }
    let reports = try ScratchFolder("reports")
    try decide(in: tree, to: reports.path("decision.json"))
    try reports.write(given.text(try reports.read("decision.json")), to: "decision.json")
    let before = try tree.files()
    let run = try apply(reports.path("decision.json"), in: tree)
    #expect(
      run.exitStatus == given.status, "\(run.output.prefix(2_000))\(run.diagnostics.prefix(2_000))")
    let weight = try tree.weight()
    #expect(weight == 10 || given.status == 0 && weight == 30)
    if given.status != 0 { #expect(try tree.files() == before) }
    #expect(!run.output.isEmpty || !run.diagnostics.isEmpty)
  }

  @Test("A pass that was forged raises neither what has failed nor what a person holds")
  func forgedVerdict() throws {
    let (tree, store) = try tree()
    defer { withExtendedLifetime(store) {} }
    let reports = try ScratchFolder("reports")
    try decide(in: tree, to: reports.path("decision.json"))
    let path = tree.repository.path
    #expect(try GateRun(["pause", "healthy", "--reason", "x"], in: path).exitStatus == 0)
    let text = try reports.read("decision.json")
    try reports.write(
      text.replacing("\"generation\": 0", with: "\"generation\": 1"), to: "decision.json")
    let paused = try apply(reports.path("decision.json"), in: tree)
    #expect(paused.exitStatus == 3)
    #expect(paused.output.contains("held by a person until `resume`: x"), "\(paused)")
    #expect(try GateRun(["abort", "healthy", "--reason", "x"], in: path).exitStatus == 0)
    for generation in 0...6 {
      try reports.write(
        text.replacing("\"generation\": 0", with: "\"generation\": \(generation)")
          .replacing("\"from\": 10", with: "\"from\": 0")
          .replacing("\"to\": 30", with: "\"to\": 10")
          .replacing("\"kind\": \"advance\"", with: "\"kind\": \"start\""), to: "decision.json")
      #expect(try apply(reports.path("decision.json"), in: tree).exitStatus == 3)
      #expect(try tree.weight() == 0)
    }
  }

  @Test(
    "A command line that names no decision or no age ends with 2",
    arguments: [
      [], ["--decision", "nowhere.json"], ["--decision", "."], ["--decision", "rolloutgate.yaml"],
      ["--decision", "rolloutgate.yaml", "--max-age", "soon"],
    ])
  func usage(arguments: [String]) throws {
    let (tree, store) = try tree()
    defer { withExtendedLifetime(store) {} }
    let before = try tree.files()
    let reports = try ScratchFolder("reports")
    let run = try GateRun(
      ["apply", "--report", "junit=" + reports.path("junit.xml")] + arguments,
      in: tree.repository.path)
    #expect(run.exitStatus == 2, "\(run)")
    #expect(!(run.output + run.diagnostics).isEmpty)
    #expect(try JUnitFile(at: reports.path("junit.xml")).count(of: "error") == 1)
    #expect(try tree.files() == before)
  }
}
