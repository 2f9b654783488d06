import Diagnostics
import Foundation
import ManifestCases
import Manifests
import Rollouts
import Testing
import YAMLText

@Suite struct WeightPlanTests {
  @Test(
    "A manifest gets exactly the planned weights, or is refused at the place at fault",
    arguments: ManifestFixture.all)
  func golden(fixture: ManifestFixture) throws {
    let before = try fixture.bytes("before.yaml")
    let (target, weight, now) = try fixture.target()
    switch Outcome(before, target, weight) {
    case .written(let edit, let found):
      if ProcessInfo.processInfo.environment["ROLLOUTGATE_REWRITE_GOLDEN"] != nil {
        try Data(edit.new).write(to: fixture.url("after.yaml"))
      }
      try #require(!fixture.isRefused, "written, but an error was expected")
      #expect(
        String(decoding: edit.new, as: UTF8.self)
          == String(decoding: try fixture.bytes("after.yaml"), as: UTF8.self))
      #expect(edit.new == (try fixture.bytes("after.yaml")))
      #expect(found.parts == now)
    case .refused(let diagnostics):
      let text = diagnostics.map { "\($0)\n" }.joined()
      if ProcessInfo.processInfo.environment["ROLLOUTGATE_REWRITE_GOLDEN"] != nil {
        try Data(text.utf8).write(to: fixture.url("error.txt"))
      }
      try #require(fixture.isRefused, "\(text)")
      #expect(text == String(decoding: try fixture.bytes("error.txt"), as: UTF8.self))
    case .notProved(let error): Issue.record("\(error)")
    }
  }

  @Test(
    "Of many documents only those that mention the target are read, and the same is found",
    arguments: ManifestFixture.all)
  func parts(fixture: ManifestFixture) throws {
    // A document before and one behind, that are of no interest, and one that mentions all names.
    let decoys = "kind: Other\nweight: 5\n---\n# \(fixture.name)\n"
    let bytes = try fixture.bytes("before.yaml")
    let (target, _, _) = try fixture.target()
    guard bytes.starts(with: "apiVersion".utf8) else { return }
    for all in [bytes, Array(decoys.utf8) + bytes + Array("\n---\n\(decoys)".utf8)] {
      let (tree, faults) = YAMLFile.read(all, named: target.file)
      let (whole, refused) = tree.map { WeightedRoute.read(in: $0, for: target) } ?? (nil, faults)
      let (part, said) = WeightedRoute.read(all, for: target)
      #expect(said == refused)
      #expect(part?.route.canary == whole?.canary)
      #expect(part?.route.place == whole?.place)
    }
  }

  @Test("Two decisions on one file are planned one after the other, and none undoes the other")
  func chained() throws {
    let fixture = ManifestFixture(name: "virtual-service/several-virtual-services")
    let (shop, weight, _) = try fixture.target()
    let podinfo = ManifestTarget(
      file: shop.file, object: ObjectSelector(parsing: "VirtualService/podinfo"),
      at: shop.aim, namespace: shop.namespace)
    guard case .written(let first, _) = Outcome(try fixture.bytes("before.yaml"), shop, weight),
      case .written(let second, let before) = Outcome(first.new, podinfo, weight),
      case .written(let again, let after) = Outcome(second.new, shop, weight)
    else {
      Issue.record("both should be written")
      return
    }
    #expect(before.parts == 10)
    #expect(second.changes.count == 2)
    #expect(after == weight)
    #expect(again.isEmpty)
  }

  @Test("A change says where it is, and what was there")
  func changes() throws {
    let fixture = ManifestFixture(name: "virtual-service/missing-weight")
    let (target, weight, _) = try fixture.target()
    let file = try #require(
      YAMLFile.read(try fixture.bytes("before.yaml"), named: "vs.yaml").file)
    let route = try #require(WeightedRoute.read(in: file, for: target).route)
    #expect(route.object == "VirtualService/test/podinfo")
    #expect("\(route.place)" == "spec.http[0].route")
    let changes = try route.planned(canary: weight).changes
    let told = changes.map {
      "\($0.position) \($0.place) \($0.old ?? "-") \($0.new)"
    }
    #expect(
      told == [
        "vs.yaml:16:19 spec.http[0].route[0].weight 100 90",
        "vs.yaml:17:11 spec.http[0].route[1].weight - 10",
      ])
  }

  @Test(
    "A total out of range, or another than the weight's, is an error and no overflow",
    arguments: [0, -1, 1_000_001, Int.max])
  func totals(total: Int) throws {
    let fixture = ManifestFixture(name: "virtual-service/subsets-at-10")
    let (given, weight, _) = try fixture.target()
    let file = try #require(YAMLFile.read(try fixture.bytes("before.yaml"), named: "f").file)
    let odd = ManifestTarget(
      file: "f", at: given.aim, namespace: "test", total: total)
    #expect(WeightedRoute.read(in: file, for: odd).diagnostics.count == 1)
    let route = try #require(WeightedRoute.read(in: file, for: given).route)
    let tenths = try #require(Weight(weight.parts, of: 1000))
    #expect(throws: YAMLRefusal.self) { try route.planned(canary: tenths) }
  }

  @Test(
    "A selector has a kind, perhaps a group and a namespace, and a name",
    arguments: [
      ("VirtualService/podinfo", true), ("VirtualService/test/podinfo", true),
      ("VirtualService.networking.istio.io/podinfo", true), ("podinfo", false), ("/podinfo", false),
      ("a/b/c/d", false), ("VirtualService/", false), (".x/y", false), ("", false),
    ])
  func selectors(text: String, isRead: Bool) {
    let selector = ObjectSelector(parsing: text)
    #expect((selector != nil) == isRead)
    if let selector { #expect("\(selector)" == text) }
  }
}
