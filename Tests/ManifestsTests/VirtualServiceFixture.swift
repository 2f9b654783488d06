import Diagnostics
import Foundation
import Manifests
import Rollouts
import Testing
import YAMLText

/// One folder of `fixtures/manifests/virtual-service`: `before.yaml`, a `target` that a person can
/// read, and `after.yaml` or `error.txt`.
struct VirtualServiceFixture: CustomTestStringConvertible, Sendable {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/manifests/virtual-service")

  static let all: [VirtualServiceFixture] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).sorted().map(VirtualServiceFixture.init)
  }()

  let name: String

  var testDescription: String { name }

  func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Self.folder.appending(path: "\(name)/\(file)")))
  }

  var isRefused: Bool {
    FileManager.default.fileExists(atPath: Self.folder.appending(path: "\(name)/error.txt").path)
  }

  /// The target, the weight that shall be written, and the one that is read before.
  func target() throws -> (target: ManifestTarget, weight: Weight, now: Int?) {
    let read = YAMLFile.read(try bytes("target"), named: "target")
    let root = try #require(read.file?.documents.first?.root)
    func text(_ key: String) -> String? { root[key]?.scalar?.text }
    func destination(_ key: String) -> Destination? {
      guard let node = root[key], let host = node["host"]?.scalar?.text else { return nil }
      return Destination(
        host: host, subset: node["subset"]?.scalar?.text,
        port: node["port"]?.scalar.flatMap { Int($0.text) })
    }
    let total = text("total").flatMap { Int($0) } ?? 100
    let route = text("route").map { name in
      Int(name).map { RouteSelector.index($0) } ?? RouteSelector.name(name)
    }
    let target = ManifestTarget(
      file: "before.yaml", object: text("object").flatMap { ObjectSelector(parsing: $0) },
      route: route, canary: try #require(destination("canary")),
      baseline: destination("baseline"), namespace: try #require(text("namespace")), total: total)
    let parts = try #require(text("weight").flatMap { Int($0) })
    return (target, try #require(Weight(parts, of: total)), text("now").flatMap { Int($0) })
  }
}

/// What comes of planning a weight: the new bytes, or what was said instead.
enum Outcome {
  case written(ProvedEdit, before: Weight)
  case refused([Diagnostic])
  case notProved(String)

  init(_ bytes: [UInt8], _ target: ManifestTarget, _ weight: Weight) {
    let (file, diagnostics) = YAMLFile.read(bytes, named: target.file)
    guard let file else {
      self = .refused(diagnostics)
      return
    }
    let (route, faults) = WeightedRoute.read(in: file, for: target)
    guard let route else {
      self = .refused(faults)
      return
    }
    let plan: WeightPlan
    do throws(YAMLRefusal) {
      plan = try route.planned(canary: weight)
    } catch {
      self = .refused([error.diagnostic])
      return
    }
    do throws(WeightPlanError) {
      self = .written(try plan.proved(in: file), before: route.canary)
    } catch {
      switch error {
      case .edit(.refused(let refusal)): self = .refused([refusal.diagnostic])
      case .edit(.notProved), .unreadable, .ruleBroken: self = .notProved("\(error)")
      }
    }
  }
}
