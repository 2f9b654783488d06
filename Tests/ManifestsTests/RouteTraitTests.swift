import Diagnostics
import Manifests
import Testing
import YAMLText

/// What strategies ask of a route beside its weights.
@Suite struct RouteTraitTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let lines: String
    var picks = false
    var mirrors = false
  }

  static let rows: [Row] = [
    Row(testDescription: "a plain route takes all requests and mirrors none", lines: ""),
    Row(
      testDescription: "a match of headers picks requests",
      lines: "match: [{headers: {x-canary: {exact: \"always\"}}}]", picks: true),
    Row(
      testDescription: "a cookie is a header",
      lines: "match: [{headers: {cookie: {regex: \"^(.*?;)?(canary=always)(;.*)?$\"}}}]",
      picks: true),
    Row(
      testDescription: "who asks picks requests", lines: "match: [{sourceLabels: {team: beta}}]",
      picks: true),
    Row(
      testDescription: "a path alone takes every user's requests",
      lines: "match: [{uri: {prefix: /}}]"),
    Row(
      testDescription: "one match without headers takes every user's requests",
      lines: "match: [{headers: {x-canary: {exact: a}}}, {uri: {prefix: /}}]"),
    Row(
      testDescription: "all but those with a header are most of the requests",
      lines: "match: [{withoutHeaders: {x-bot: {}}}]"),
    Row(testDescription: "no match at all takes all", lines: "match: []"),
    Row(
      testDescription: "headers without a value pick none", lines: "match: [{headers: }]"),
    Row(
      testDescription: "a mirror to the canary", lines: "mirror: {host: podinfo, subset: canary}",
      mirrors: true),
    Row(
      testDescription: "a mirror by the long host",
      lines: "mirror: {host: podinfo.test.svc.cluster.local, subset: canary}", mirrors: true),
    Row(
      testDescription: "one of several mirrors",
      lines:
        "mirrors: [{destination: {host: audit}}, {destination: {host: podinfo, subset: canary}}]",
      mirrors: true),
    Row(
      testDescription: "a mirror elsewhere", lines: "mirror: {host: podinfo, subset: shadow}"),
  ]

  @Test("A route tells whose requests it takes, and whom it mirrors them to", arguments: rows)
  func traits(row: Row) throws {
    let text = """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: podinfo, namespace: test}
      spec:
        http:
          - route:
              - {destination: {host: podinfo, subset: primary}, weight: 100}
              - {destination: {host: podinfo, subset: canary}, weight: 0}
            \(row.lines)

      """
    let (file, faults) = YAMLFile.read(Array(text.utf8), named: "vs.yaml")
    #expect(faults.isEmpty)
    let target = ManifestTarget(
      file: "vs.yaml",
      at: .destinations(canary: Destination(host: "podinfo", subset: "canary"), baseline: nil),
      namespace: "test")
    let (route, diagnostics) = WeightedRoute.read(in: try #require(file), for: target)
    #expect(diagnostics.isEmpty)
    #expect(route?.picksRequests == row.picks)
    #expect(route?.mirrorsToCanary == row.mirrors)
  }
}
