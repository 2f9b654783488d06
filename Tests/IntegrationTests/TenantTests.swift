import LoopbackServers
import Testing

/// Two tenants of one store, which the same query asks about different things.
@Suite struct TenantTests {
  @Test("Saved answers of one tenant are never taken for another's")
  func repeated() throws {
    let store = try RawServer { request in
      RawAnswer.number(request.lowercased().contains("x-scope-orgid: healthy") ? "1" : "9")
    }
    let folder = try ScratchFolder("tenants")
    let tenants = ["healthy", "broken"]
    for tenant in tenants {
      try folder.write(
        """
        version: 1
        prometheus: {address: '\(store.address)', headers: {X-Scope-OrgID: \(tenant)}}
        rollouts:
          - name: \(tenant)
            namespace: test
            canary: {workload: app}
            checks: [{name: load, query: load, max: 5}]

        """, to: tenant + ".yaml")
    }
    let arguments = ["check"] + tenants.flatMap { ["--config", $0 + ".yaml"] }
    let live = try GateRun(arguments + ["--save-answers", "answers.json"], in: folder.path)
    #expect(live.exitStatus == 1, "\(live.diagnostics)")
    let again = try GateRun(arguments + ["--answers", "answers.json"], in: folder.path)
    #expect(again.exitStatus == 1)
    #expect(again.output == live.output)
  }
}
