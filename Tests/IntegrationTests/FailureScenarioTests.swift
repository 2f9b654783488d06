import Foundation
import LoopbackServers
import Testing

/// Stores that fail, and configs that are wrong: each has its exit status, and a report.
@Suite struct FailureScenarioTests {
  @Test("A store that is gone is an error of the store, and the manifest stays as it is")
  func stopped() throws {
    let server = try PrometheusServer()
    let tree = try RolloutTree(
      store: ["address: \(server.address)", "retry: {attempts: 2, wait: 10ms}"])
    server.stop()
    while try Asking.status(of: server.address + "/-/ready") != nil { usleep(5_000) }
    let before = try tree.files()
    let reports = try ScratchFolder("reports")
    let run = try tree.run(["--report", "junit=" + reports.path("junit.xml")])
    #expect(run.exitStatus == 4)
    #expect(try tree.files() == before)
    let junit = try JUnitFile(at: reports.path("junit.xml"))
    #expect(junit.count(of: "error") > 0)
    #expect(junit.count(of: "failure") == 0)
  }

  struct Proxy: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let address: @Sendable (NginxServer) -> String
  }

  /// By words that the reports must hold.
  static let proxies = [
    Proxy(testDescription: "502, text/html", address: { $0.badGateway }),
    Proxy(testDescription: "429", address: { $0.limited }),
    Proxy(testDescription: "Sign in", address: { $0.loginPage }),
    Proxy(
      testDescription: "302: it redirects to https://127.0.0.1:", address: { $0.redirecting }),
  ]

  @Test("What a proxy answers in a store's place is an error of the store", arguments: proxies)
  func proxy(_ proxy: Proxy) throws {
    let address = proxy.address(try NginxServer.shared())
    let tree = try RolloutTree(store: ["address: \(address)", "retry: {attempts: 1}"])
    let before = try tree.files()
    let reports = try ScratchFolder("reports")
    let run = try tree.run(["--format", "json", "--report", "junit=" + reports.path("junit.xml")])
    #expect(run.exitStatus == 4, "\(run.diagnostics)")
    let checks = try GateReport(reading: run.output).checks
    #expect(checks.map(\.words) == Array(repeating: "error(storeError)", count: 3))
    #expect(checks[0].reason?.text.contains(proxy.testDescription) == true, "\(checks)")
    #expect(try JUnitFile(at: reports.path("junit.xml")).count(of: "error") > 0)
    #expect(try tree.files() == before)
  }

  @Test("All mistakes of a config are told at once, each with its position, and nothing is asked")
  func mistakes() throws {
    let store = try RawServer { _ in RawAnswer.number("1") }
    let tree = try RolloutTree(
      store: ["address: \(store.address)"],
      checks: [
        "{check: request-success-rate, min: 99ms}",
        "{check: request-duration, quantile: 99, max: 500ms}",
        "{check: response-code-percentage, codez: [404], codes: [404], max: 5%}",
      ])
    let before = try tree.files()
    let reports = try ScratchFolder("reports")
    let run = try tree.run(["--report", "junit=" + reports.path("junit.xml")])
    #expect(run.exitStatus == 2)
    for position in ["14:44", "15:45", "16:43"] {
      #expect(run.output.contains("rolloutgate.yaml:\(position): "), "\(run.output)")
    }
    #expect(store.requests.isEmpty)
    #expect(try tree.files() == before)
    let junit = try JUnitFile(at: reports.path("junit.xml"))
    #expect(junit.count(of: "error") > 0)
    for line in 14...16 { #expect(junit.text.contains("rolloutgate.yaml:\(line):")) }
  }

  @Test("One rollout's mistake does not stop another's roll back")
  func neighbours() throws {
    let tree = try RolloutTree(
      of: "erroring", weight: 30,
      store: ["address: " + (try PrometheusServer.shared().address)])
    let config = try tree.repository.read("rolloutgate.yaml")
    let broken = config.components(separatedBy: "rollouts:\n")[1]
      .replacing("name: erroring", with: "name: broken").replacing("99%", with: "99ms")
    try tree.repository.folder.write(config + broken, to: "rolloutgate.yaml")
    let run = try tree.run(["--format", "json"])
    #expect(run.exitStatus == 2)
    #expect(try tree.weight() == 0)
    #expect(try GateReport(reading: run.output).rollouts.map(\.verdict) == ["fail", "error"])
  }

  @Test(
    "A command line that can't be read ends with 2, and with the reports it asks for",
    arguments: [
      ["--time", "yesterday"], ["--no-such-option"], ["--prometheus", "ftp://store"],
      ["--answers", "no-such-file.json"], ["--config", "no-such-config.yaml"],
      ["--rollout", "nobody"],
    ])
  func usage(arguments: [String]) throws {
    let tree = try RolloutTree(store: ["address: http://127.0.0.1:1"])
    let reports = try ScratchFolder("reports")
    let run = try GateRun(
      ["run", "--report", "junit=" + reports.path("junit.xml")] + arguments,
      in: tree.repository.path)
    #expect(run.exitStatus == 2)
    #expect(try JUnitFile(at: reports.path("junit.xml")).count(of: "error") > 0)
  }

  @Test("A report that can't be written ends with 5, after manifest and record were written")
  func unwritableReport() throws {
    let tree = try RolloutTree(
      store: ["address: " + (try PrometheusServer.shared().address)])
    #expect(try tree.run(["--report", "junit=/dev/full"]).exitStatus == 5)
    #expect(try tree.weight() == 30)
  }
}
