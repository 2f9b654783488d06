import ManifestCases
import Foundation
import Testing
import YAMLText

@testable import Manifests

/// What every kind of manifest must get right, and what each says of a route beside its weights.
@Suite struct ManifestKindTests {
  /// `http-route`; with its group, as `route.serving.knative.dev`, where an earlier kind has the name.
  static let folderNames: [String] = ManifestKind.all.enumerated().map { index, kind in
    let isFirst = !ManifestKind.all[..<index].contains { $0.kind == kind.kind }
    let group = kind.groups.sorted().first ?? ""
    return words(of: kind.kind) + (isFirst ? "" : ".\(group)")
  }

  /// `mesh-http-route` of `MeshHTTPRoute`: a word begins with a capital after a small letter, and
  /// with the last of several capitals before one.
  private static func words(of kind: String) -> String {
    let letters = Array(kind)
    let text = letters.indices.map { index in
      let before = index > 0 ? letters[index - 1] : "A"
      let after = index + 1 < letters.count ? letters[index + 1] : "A"
      let begins =
        letters[index].isUppercase && index > 0 && (before.isLowercase || after.isLowercase)
      return (begins ? "-" : "") + letters[index].lowercased()
    }
    return text.joined()
  }

  @Test(
    "Each kind shows in fixtures what every kind must get right",
    arguments: folderNames + ["alb-ingress", "skipper-ingress"])
  func folders(folder: String) throws {
    let cases = [
      "missing-weight", "zero", "full", "three-destinations", "wrong-sum", "wrong-type",
    ]
    for name in cases {
      let fixture = ManifestFixture(name: "\(folder)/\(name)")
      #expect(ManifestFixture.all.contains { $0.name == fixture.name }, "\(fixture.name)")
    }
    #expect(ManifestFixture(name: "\(folder)/wrong-type").isRefused)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let fixture: String
    var route: Int?
    var picks = false
    var mirrors = false

    var testDescription: String { "\(fixture) \(route.map { "\($0)" } ?? "")" }
  }

  static let rows: [Row] = [
    Row(fixture: "http-route/block"),
    Row(fixture: "http-route/session-affinity", route: 0, picks: true),
    Row(fixture: "http-route/session-affinity", route: 1),
    Row(fixture: "http-route/mirror-of-the-canary", mirrors: true),
    Row(fixture: "traffic-split/block"),
    Row(fixture: "traffic-split/matches", picks: true),
    Row(fixture: "ingress-route/testers-beside", route: 0, picks: true),
    Row(fixture: "ingress-route/testers-beside", route: 1),
    Row(fixture: "http-proxy/header-match-beside", route: 0, picks: true),
    Row(fixture: "http-proxy/header-match-beside", route: 1),
    Row(fixture: "http-proxy/mirror"),
    Row(fixture: "http-proxy/mirror-of-the-canary", mirrors: true),
    Row(fixture: "mesh-http-route/header-match-beside", route: 0, picks: true),
    Row(fixture: "mesh-http-route/header-match-beside", route: 1, mirrors: true),
    Row(fixture: "traffic-route/header-match-beside", route: 0, picks: true),
    Row(fixture: "traffic-route/header-match-beside", route: 2),
    Row(fixture: "virtual-service.gateway.solo.io/header-match-beside", route: 0, picks: true),
    Row(fixture: "virtual-service.gateway.solo.io/header-match-beside", route: 1, mirrors: true),
    Row(fixture: "virtual-router/header-match-beside", route: 0, picks: true),
    Row(fixture: "virtual-router/header-match-beside", route: 1),
    Row(fixture: "apisix-route/testers-beside", route: 0, picks: true),
    Row(fixture: "apisix-route/testers-beside", route: 1, picks: true),
    Row(fixture: "apisix-route/testers-beside", route: 2),
  ]

  @Test("A route tells whose requests it takes, and whom it mirrors them to", arguments: rows)
  func traits(row: Row) throws {
    let fixture = ManifestFixture(name: row.fixture)
    let (given, _, _) = try fixture.target()
    let file = try #require(
      YAMLFile.read(try fixture.bytes("before.yaml"), named: "before.yaml").file)
    let target = ManifestTarget(
      file: given.file, object: given.object, route: row.route.map(RouteSelector.index),
      at: given.aim, namespace: given.namespace)
    let route = try #require(WeightedRoute.read(in: file, for: target).route)
    #expect(route.picksRequests == row.picks)
    #expect(route.mirrorsToCanary == row.mirrors)
  }

  @Test(
    "A list whose anchor makes it count elsewhere too is refused as soon as it is read",
    arguments: ["route/anchored-backends", "virtual-service/refused-anchored-route"])
  func anchors(name: String) throws {
    let fixture = ManifestFixture(name: name)
    let (target, _, _) = try fixture.target()
    let file = try #require(
      YAMLFile.read(try fixture.bytes("before.yaml"), named: "before.yaml").file)
    let (route, faults) = WeightedRoute.read(in: file, for: target)
    #expect(route == nil)
    #expect(
      faults.map { "\($0)\n" } == [String(decoding: try fixture.bytes("error.txt"), as: UTF8.self)])
  }
}
