import Foundation
import LoopbackServers
import Testing

/// Whole runs against a real Prometheus that tell real servers on loopback.
@Suite struct NotificationScenarioTests {
  private static let services = ["slack", "msteams", "discord", "rocket", "gchat", "webhook"]

  /// No output, report or file may hold it.
  private static let secret = "services/T0hunter22"

  @Test("Each service is told of a step in its own form, once, and of the roll back after it")
  func services() throws {
    let chat = try RawServer { _ in RawAnswer.json("{}") }
    let tree = try NotifiedTree(
      value: 1,
      Self.services.map {
        "{type: \($0), name: team, address: {env: \($0.uppercased())}"
          + ($0 == "webhook" ? ", headers: {Authorization: {env: TOKEN}}}" : "}")
      })
    let variables = Self.services.map { service in
      (service.uppercased(), "\(chat.address)/\(Self.secret)/\(service)?key=swordfish")
    }
    let environment = Dictionary(uniqueKeysWithValues: variables + [("TOKEN", "Bearer sesame")])
    let run = try tree.run(["--to", "30"], environment)
    #expect(run.exitStatus == 0 && run.diagnostics.isEmpty, "\(run)")
    #expect(try tree.weight() == 30)
    #expect(chat.requests.count == Self.services.count)
    for service in Self.services {
      let request = try #require(chat.requests.first { $0.contains("/\(service)?") })
      #expect(
        request.hasPrefix("POST /\(Self.secret)/\(service)?key=swordfish HTTP/1.1\r\n"))
      #expect(request.contains("\r\nContent-Type: application/json; charset=utf-8\r\n"))
      #expect(request.contains("Authorization: Bearer sesame") == (service == "webhook"))
      let body = try Self.body(of: request)
      #expect(body[Self.key(of: service)] != nil, "\(service): \(body)")
      #expect(request.contains("test/healthy advanced from 10 to 30"), "\(service)")
    }

    let again = try tree.run(["--to", "30"], environment)
    #expect(again.exitStatus == 0 && chat.requests.count == Self.services.count, "\(again)")

    try tree.measure(0)
    let broken = try tree.run([], environment)
    #expect(broken.exitStatus == 1, "\(broken)")
    #expect(try tree.weight() == 0)
    let told = Array(chat.requests.dropFirst(Self.services.count))
    #expect(told.count == Self.services.count)
    for request in told {
      #expect(request.contains("Error: test/healthy was rolled back from 30 to 0"))
      #expect(request.contains("own = 0, limit") != request.contains("/webhook?"))
    }
    let webhook = try Self.body(of: try #require(told.first { $0.contains("/webhook?") }))
    #expect(webhook["schema"] as? Int == 1 && webhook["severity"] as? String == "error")
    #expect(webhook["decision"] as? String == "rollBack")
    #expect((webhook["report"] as? [String: Any])?["exitStatus"] as? Int == 1)

    let rests = try tree.run([], environment)
    #expect(rests.exitStatus == 1 && chat.requests.count == 2 * Self.services.count, "\(rests)")
    for run in [run, again, broken, rests] {
      #expect(!(run.output + run.diagnostics).contains("hunter22"))
    }
  }

  @Test(
    "Only what is grave enough is told, of the rollouts that are named, at an address in a file")
  func filter() throws {
    let chat = try RawServer { _ in RawAnswer.json("{}") }
    let tree = try NotifiedTree(
      value: 1,
      [
        "{type: slack, severity: warn, address: {file: secrets/slack}}",
        "{type: discord, rollouts: [test/healthy], address: {env: DISCORD}}",
      ])
    try tree.write("\(chat.address)/slack\n", to: "secrets/slack")
    let environment = ["DISCORD": "\(chat.address)/discord"]
    #expect(try tree.run(["--to", "30"], environment).exitStatus == 0)
    #expect(chat.requests.map { String($0.prefix(14)) } == ["POST /discord "])
    try tree.measure(0)
    #expect(try tree.run([], environment).exitStatus == 1)
    #expect(chat.requests.count == 3)
  }

  @Test(
    "A dry run, a check, another time and saved answers tell nothing; apply tells what it writes")
  func whoTells() throws {
    let chat = try RawServer { _ in RawAnswer.json("{}") }
    let tree = try NotifiedTree(value: 1, ["{type: slack, address: {env: SLACK}}"])
    let environment = ["SLACK": "\(chat.address)/\(Self.secret)"]
    let reports = try ScratchFolder("reports")
    let (answers, decision) = (reports.path("answers"), reports.path("decision"))
    let files = try tree.files()
    for (arguments, writes) in [
      (["check"], false), (["run", "--dry-run", "--save-answers", answers], false),
      (["run", "--time", "2026-01-01T00:50:00Z", "--write"], true),
      (["run", "--answers", answers, "--write"], true),
    ] {
      let run = try GateRun(arguments, in: tree.path, environment: environment)
      #expect(run.exitStatus == 0, "\(run)")
      #expect(try (tree.files() != files) == writes, "\(arguments)")
      try tree.restore()
    }
    let judged = try tree.run(["--dry-run", "--report", "json=" + decision], environment)
    #expect(judged.exitStatus == 0 && chat.requests.isEmpty)
    for (count, arguments) in [(0, ["--dry-run"]), (1, []), (1, [])] {
      let applied = try GateRun(
        ["apply", "--decision", decision] + arguments, in: tree.path, environment: environment)
      #expect(applied.exitStatus == 0, "\(applied)")
      #expect(chat.requests.count == count)
    }
    #expect(chat.requests[0].contains("judged by an earlier job: pass"))
  }

  @Test(
    "Whoever can't be told changes neither exit status nor files, and the address comes out nowhere",
    arguments: [
      ("500 Oops", "HTTP 500", 3), ("404 Gone", "HTTP 404; see whether the webhook still", 1),
      (
        "302 Found\r\nLocation: /elsewhere/\(secret)",
        "HTTP 302, a redirect, which is not followed; give the address that it leads to", 1
      ),
      ("429 Later\r\nRetry-After: 60", "HTTP 429", 1), ("", "timed out after 300ms", 1),
      ("gone", "no connection", 0),
    ])
  func failures(head: String, said: String, requests: Int) throws {
    let chat = try RawServer { request in
      // It says what it was told, as talkative servers do.
      head.isEmpty ? nil : RawAnswer.body(request, status: head, type: "text/plain")
    }
    if head == "gone" { chat.stop() }
    let timeout = head.isEmpty ? "300ms" : "5s"
    for (value, exitStatus, weight) in [(1, 0, 30), (0, 1, 0)] {
      let tree = try NotifiedTree(
        value: value,
        ["{type: slack, name: ops, address: {env: SLACK}, timeout: \(timeout)}"])
      let count = chat.requests.count
      let reports = try ScratchFolder("reports")
      let kinds = GateRun.reportKinds
      let run = try tree.run(
        ["-v", "--save-answers", reports.path("answers")]
          + kinds.flatMap { ["--report", "\($0)=" + reports.path($0)] },
        ["SLACK": "\(chat.address)/\(Self.secret)?key=swordfish"])
      #expect(run.exitStatus == Int32(exitStatus), "\(run)")
      #expect(try tree.weight() == weight)
      #expect(try tree.recorded("phase") == (weight == 0 ? "Failed" : "Progressing"))
      let warning =
        "rolloutgate.yaml:13:5: warning: slack \"ops\" was not told of test/healthy: \(said)"
      #expect(run.diagnostics.contains(warning), "\(run.diagnostics)")
      #expect(run.diagnostics.contains("sent to slack \"ops\" on test/healthy, "))
      #expect(chat.requests.count - count == requests)
      let told =
        try [run.output, run.diagnostics] + (kinds + ["answers"]).map(reports.all)
        + tree.files().values
      for text in told {
        #expect(!text.contains("hunter22") && !text.contains("swordfish"), "\(text)")
        #expect(!text.contains("\(chat.port)"), "\(text)")
      }
    }
  }

  @Test("A busy service is told once it has time")
  func busy() throws {
    let chat = try RawServer { number, _ in
      .bytes(
        RawAnswer.body(
          "", status: number < 3 ? "429 Later\r\nRetry-After: 1" : "204 No Content",
          type: "text/plain"),
        thenClose: false)
    }
    let tree = try NotifiedTree(value: 1, ["{type: discord, address: {env: DISCORD}}"])
    let run = try tree.run([], ["DISCORD": chat.address])
    #expect(run.exitStatus == 0 && run.diagnostics.isEmpty, "\(run)")
    #expect(chat.requests.count == 3)
    #expect(Set(try chat.requests.map { try Self.body(of: $0) as NSDictionary }).count == 1)
  }

  @Test(
    "While a service is silent, all is written, the next run has its turn, and a signal ends it")
  func silence() throws {
    let isAsked = DispatchSemaphore(value: 0)
    let chat = try RawServer { _ in
      isAsked.signal()
      return nil
    }
    let tree = try NotifiedTree(value: 0, ["{type: slack, address: {env: SLACK}, timeout: 5m}"])
    let reports = try ScratchFolder("reports")
    let gate = try RunningGate(
      ["run", "--report", "json=" + reports.path("json")], in: tree.path,
      environment: ["SLACK": chat.address])
    try #require(isAsked.wait(timeout: .now() + .seconds(60)) == .success)
    #expect(try tree.weight() == 0)
    #expect(try GateReport(reading: reports.read("json")).decision == "rollBack")
    let next = try tree.run([])
    #expect(next.exitStatus == 1 && next.diagnostics.isEmpty, "\(next)")
    kill(gate.processIdentifier, SIGTERM)
    #expect(gate.exitStatus(within: 60) == 1)
    #expect(try gate.diagnostics().contains("was not told of test/healthy: the run was stopped"))
  }

  @Test("A run that is stopped still tells what it had rolled back")
  func stopped() throws {
    let chat = try RawServer { _ in RawAnswer.json("{}") }
    let tree = try NotifiedTree(
      value: 0, besides: "[sh, -c, 'touch started; sleep 600']",
      ["{type: slack, address: {env: SLACK}}"])
    let gate = try RunningGate(["run"], in: tree.path, environment: ["SLACK": chat.address])
    let end = Date.now.addingTimeInterval(60)
    while !tree.has("started"), Date.now < end { usleep(10_000) }
    kill(gate.processIdentifier, SIGTERM)
    #expect(gate.exitStatus(within: 60) == 1)
    #expect(try tree.weight() == 0)
    #expect(chat.requests.count == 1)
    #expect(chat.requests.first?.contains("test/healthy was rolled back from 10 to 0") == true)
  }

  @Test("A wrong notification is told, ends with 2, and keeps nobody else from being told")
  func wrong() throws {
    let chat = try RawServer { _ in RawAnswer.json("{}") }
    let tree = try NotifiedTree(
      value: 0,
      ["{type: slak, address: {env: SLACK}}", "{type: gchat, address: {env: GCHAT}}"])
    let run = try tree.run([], ["GCHAT": chat.address])
    #expect(run.exitStatus == 2, "\(run)")
    #expect(run.output.contains(#"type is "slak"; did you mean slack?"#))
    #expect(try tree.weight() == 0)
    #expect(chat.requests.count == 1)
  }

  private static func body(of request: String) throws -> [String: Any] {
    let text = request.components(separatedBy: "\r\n\r\n").dropFirst().joined()
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// What a service would miss.
  private static func key(of service: String) -> String {
    switch service {
    case "msteams": "attachments"
    case "discord": "embeds"
    case "gchat": "cardsV2"
    case "webhook": "report"
    default: "text"
    }
  }
}
