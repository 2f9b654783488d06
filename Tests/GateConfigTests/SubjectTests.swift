import Analysis
import GateConfig
import Queries
import Testing

/// Whom a config's built-in checks are asked about, as their queries show it.
@Suite struct SubjectTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let lines: [String]
    let matcher: String

    init(_ what: String, _ lines: String..., asks matcher: String) {
      (testDescription, self.lines, self.matcher) = (what, lines, matcher)
    }
  }

  static let rows: [Row] = [
    Row(
      "a service is the canary's own", "provider: contour",
      "canary: {workload: app, service: app-new, destination: {host: other}}",
      asks: #""test_app-new_[0-9a-zA-Z-]+""#),
    Row(
      "else its destination's host", "provider: contour",
      "canary: {workload: app, destination: {host: app-canary}}",
      asks: #""test_app-canary_[0-9a-zA-Z-]+""#),
    Row(
      "without its domain", "provider: traefik",
      "canary: {workload: app, destination: {host: app-canary.test.svc.cluster.local}}",
      asks: #""test-app-canary-[0-9a-zA-Z]+@kubernetescrd""#),
    Row(
      "and without what Kuma adds", "provider: kuma",
      "canary: {workload: app, destination: {name: app-canary_test_svc_80}}",
      asks: #""app-canary_test_svc_[0-9a-zA-Z-]+""#),
    Row(
      "a revision by its name", "provider: knative",
      "canary: {workload: app, destination: {name: app-00002}}", asks: #""test/app-00002""#),
    Row(
      "what is no name is not taken for a service", "provider: knative",
      "canary: {workload: app-00003, destination: {name: \"@latest\"}}",
      asks: #""test/app-00003""#),
    Row(
      "else the workload", "provider: gloo", "canary: {workload: app-canary}",
      asks: #""(test-app-canary(upstream)?-[0-9]+|app-canary)_[0-9a-zA-Z-]+""#),
    Row(
      "of the workload's namespace", "provider: contour", "canary: {workload: shop/app}",
      asks: #""shop_app_[0-9a-zA-Z-]+""#),
    Row(
      "an ingress is the rollout's name", "provider: nginx", "canary: {workload: app}",
      asks: #"ingress="podinfo",canary!="""#),
    Row(
      "or the one that is given", "provider: nginx", "ingress: front", "canary: {workload: app}",
      asks: #"ingress="front",canary!="""#),
    Row(
      "a route is the rollout's name", "provider: apisix", "canary: {workload: app}",
      asks: #""test_podinfo_.+""#),
    Row(
      "or the one that is given", "provider: apisix", "route: front", "canary: {workload: app}",
      asks: #""test_front_.+""#),
    Row(
      "dots are no pattern", "provider: apisix", "route: front.end", "canary: {workload: app}",
      asks: #""test_front\\.end_.+""#),
  ]

  private func config(_ lines: [String]) throws -> RolloutConfig {
    let checks = ["checks:", "  - {check: request-success-rate, min: 99%}"]
    let text =
      "version: 1\nrollouts:\n  - name: podinfo\n    namespace: test\n"
      + (lines + checks).map { "    \($0)\n" }.joined()
    let file = ConfigFile(name: "config.yaml", folder: "", bytes: [UInt8](text.utf8))
    let entry = try #require(readConfigs([file]).entries.first)
    guard case .sound(let config, _) = entry else {
      throw Unsound(entry: "\(entry)")
    }
    return config
  }

  private struct Unsound: Error { let entry: String }

  @Test("A provider is asked about the names that the config gives or implies", arguments: rows)
  func names(row: Row) throws {
    let queries = try config(row.lines).checks[0].questions.queries.map(\.text)
    #expect(queries.allSatisfy { $0.contains(row.matcher) }, "\(queries)")
  }

  @Test("The baseline is counted by names of its own, and asked for in a promotion")
  func baseline() throws {
    let both = try config([
      "provider: nginx", "canary: {workload: app}", "baseline: {workload: app-primary}",
    ])
    let counts = try #require(both.share).queries(over: .seconds(60))
    #expect(counts.canary.contains(#"ingress="podinfo",canary!="""#))
    #expect(counts.baseline.contains(#"ingress="podinfo",canary="""#))

    let promoted = try config([
      "provider: contour", "canary: {workload: app, service: app-new, path: weight}",
      "baseline: {workload: app-primary, service: app-old}", "atTop: promote",
      "ladder: [100]", "manifest: {file: route.yaml}",
      "revision: {file: a.yaml, path: tag}", "promote: [{file: b.yaml, path: tag}]",
    ])
    let asked = promoted.checks[0].questions(at: .promotion).queries.map(\.text)
    #expect(asked.allSatisfy { $0.contains("test_app-old_") }, "\(asked)")
    let usual = promoted.checks[0].questions(at: .weight).queries.map(\.text)
    #expect(usual.allSatisfy { $0.contains("test_app-new_") }, "\(usual)")
  }

  @Test("What counts both parties as one compares no share")
  func notToldApart() throws {
    let both = ["canary: {workload: app}", "baseline: {workload: app-primary}"]
    #expect(try config(["provider: apisix"] + both).share == nil)
    #expect(try config(["provider: linkerd"] + both).share != nil)
  }
}
