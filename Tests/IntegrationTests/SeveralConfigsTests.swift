import LoopbackServers
import Testing

/// Configs of several teams in one run: the fault of one is not another's, whose roll back can't wait.
@Suite struct SeveralConfigsTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The store of the faulty config, below `prometheus:`.
    let store: String
    let words: String
  }

  static let faults = [
    Fault(
      testDescription: "an unknown key", store: "scrapeIntervall: 15s", words: "no key"),
    Fault(
      testDescription: "a secret that is missing", store: "bearerToken: {env: NO_SUCH_TOKEN}",
      words: "NO_SUCH_TOKEN is not there"),
    Fault(testDescription: "an empty timeout", store: "timeout: 0s", words: "timeout is 0"),
  ]

  @Test(
    "The store of one config is wrong, and the rollout of another is rolled back", arguments: faults
  )
  func store(fault: Fault) throws {
    // Half of all requests fail: every count is 1,000 but that of the failures.
    let server = try RawServer { request in
      RawAnswer.number(request.contains("5..") || request.contains("5.%2A") ? "500" : "1000")
    }
    let tree = try RolloutTree(
      store: ["address: \(server.address)"], checks: ["{check: request-success-rate, min: 99%}"])
    try tree.repository.folder.write(
      """
      version: 1
      prometheus:
        address: \(server.address)
        \(fault.store)
      rollouts:
        - name: other
          namespace: test
          canary: {workload: other, destination: {host: healthy, subset: canary}}
          manifest: {file: \(RolloutTree.manifest)}
          ladder: [10, 100]
          checks: [{check: request-success-rate, min: 99%}]

      """, to: "other.yaml")
    let run = try tree.run(["--config", "other.yaml", "--config", "rolloutgate.yaml"])
    #expect(run.exitStatus == 2)
    #expect(run.output.contains(fault.words), "\(run.output)")
    #expect(try tree.weight() == 0, "\(run.output)")
    #expect(!(try tree.files().keys.contains(".rolloutgate/test/other.record")))
  }
}
