import Diagnostics
import GateConfig
import Testing

@Suite struct LooseningTests {
  static let base = """
    version: 1
    prometheus: {address: https://prometheus, bearerToken: {env: TOKEN}}
    rollouts:
      - name: podinfo
        namespace: test
        canary: {workload: podinfo-canary, destination: {host: podinfo, subset: canary}}
        baseline: {workload: podinfo-primary, destination: {host: podinfo, subset: primary}}
        manifest: {file: vs.yaml}
        ladder: [10, 30, 60]
        settle: 2m
        failureLimit: 1
        inconclusive: {limit: 3, deadline: 1h}
        defaults: {window: 2m}
        checks:
          - {check: request-success-rate, min: 99%}
          - {check: request-duration, max: 500ms, minRequests: 200, onNoData: fail}
          - {name: depth, query: 'max(depth{app="{{ canary }}"})', min: 1, max: 5}
          - {name: ready, at: [start, weight], query: up, successCondition: 'result[0] > 1'}
        hooks:
          - {type: confirm-rollout, name: desk, url: 'https://desk'}

    """

  static let rows: [(String, String, [String])] = [
    ("min: 99%", "min: 99.5%", []), ("max: 500ms", "max: 400ms", []),
    ("[10, 30, 60]", "[5, 10, 30, 60]", []), ("[10, 30, 60]", "[10, 30]", []),
    ("settle: 2m", "settle: 3m", []), ("failureLimit: 1", "failureLimit: 0", []),
    ("limit: 3", "limit: 2", []), ("{env: TOKEN}", "{env: OTHER}", []),
    ("minRequests: 200", "minRequests: 300", []), ("# comment", "", []),
    ("    checks:\n", "    checks:\n      - {name: more, query: b, min: 1}\n", []),
    ("min: 99%", "min: 90%", ["request-success-rate: at least 90 % instead of 99 %"]),
    ("max: 500ms", "max: 1s", ["request-duration p99: at most 1000 ms instead of 500 ms"]),
    ("min: 1, max: 5", "min: 1", ["depth: no bound instead of at most 5"]),
    ("min: 1, max: 5", "present: true", ["depth: any value passes"]),
    ("result[0] > 1", "result[0] > 0", ["ready: the condition is another"]),
    ("max(depth", "min(depth", ["depth: something else is asked"]),
    (
      "request-success-rate, min: 99%", "request-success-rate, min: 99%, window: 1m",
      [
        "request-success-rate: the window is 1m instead of 2m"
      ]
    ),
    (
      "request-success-rate, min: 99%", "request-success-rate, min: 99%, dryRun: true",
      [
        "request-success-rate: decides nothing any more (dryRun)"
      ]
    ),
    (
      "minRequests: 200", "minRequests: 100",
      [
        "request-duration p99: 100 requests are enough instead of 200"
      ]
    ),
    (
      "onNoData: fail", "onNoData: pass",
      [
        "request-duration p99: onNoData is pass instead of fail"
      ]
    ),
    ("[start, weight]", "[start]", ["ready: is no longer judged at weight"]),
    ("      - {check: request-success-rate, min: 99%}\n", "", ["request-success-rate: is gone"]),
    ("[10, 30, 60]", "[10, 60]", ["the ladder goes from 10 to 60 without 30"]),
    ("[10, 30, 60]", "[10, 30, 60, 100]", ["the ladder ends at 100 instead of 60"]),
    ("settle: 2m", "settle: 1m", ["settle is 1m instead of 2m"]),
    ("failureLimit: 1", "failureLimit: 2", ["failureLimit is 2 instead of 1"]),
    ("limit: 3", "limit: 9", ["inconclusive runs are held for longer"]),
    ("deadline: 1h", "deadline: 2h", ["inconclusive runs are held for longer"]),
    ("https://prometheus", "https://evil", ["the store is another"]),
    (
      "{address: https://prometheus,", "{address: https://prometheus, headers: {X-Scope-OrgID: b},",
      [
        "the store is another"
      ]
    ),
    (
      "workload: podinfo-canary", "workload: other",
      [
        "the canary or the baseline is another", "request-success-rate: something else is asked",
        "request-duration p99: something else is asked", "depth: something else is asked",
      ]
    ),
    ("file: vs.yaml", "file: other.yaml", ["the manifest is another"]),
    ("url: 'https://desk'", "url: 'https://nobody'", ["hook desk: calls something else"]),
    ("type: confirm-rollout", "type: post-rollout", ["hook desk: calls something else"]),
    ("name: podinfo\n", "name: renamed\n", ["the rollout is in no config any more"]),
  ]

  @Test("What a proposal loosens is found, and nothing else", arguments: rows.indices)
  func found(index: Int) throws {
    let (old, new, expected) = Self.rows[index]
    let present = Self.configuration(Self.base)
    try #require(!present.allDiagnostics.hasErrors, "\(present.allDiagnostics)")
    // Everything stands two lines lower, which is no change.
    let proposed = Self.configuration("# one\n# two\n" + Self.base.replacing(old, with: new))
    try #require(!proposed.allDiagnostics.hasErrors, "\(proposed.allDiagnostics)")
    let found = loosenings(from: present, to: proposed)["test/podinfo"] ?? []
    #expect(found.map(\.what) == expected)
  }

  private static func configuration(_ text: String) -> GateConfiguration {
    readConfigs([ConfigFile(name: "rolloutgate.yaml", folder: "", bytes: Array(text.utf8))])
  }
}
