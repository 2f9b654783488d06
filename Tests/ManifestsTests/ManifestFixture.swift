import Diagnostics
import Foundation
import Manifests
import Rollouts
import Testing
import YAMLText

/// One case of `fixtures/manifests`: a folder of a kind's folder, with `before.yaml`, a `target` that a
/// person can read, and `after.yaml` or `error.txt`.
struct ManifestFixture: CustomTestStringConvertible, Sendable {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/manifests")

  static let all: [ManifestFixture] = names(in: folder).flatMap { kind in
    names(in: folder.appending(path: kind)).map { ManifestFixture(name: "\(kind)/\($0)") }
  }

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// `virtual-service/missing-weight`.
  let name: String

  var testDescription: String { name }

  func url(_ file: String) -> URL { Self.folder.appending(path: "\(name)/\(file)") }

  func bytes(_ file: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(file))) }

  var isRefused: Bool { FileManager.default.fileExists(atPath: url("error.txt").path) }

  /// The target, the weight that shall be written, and the one that is read before.
  func target() throws -> (target: ManifestTarget, weight: Weight, now: Int?) {
    let read = YAMLFile.read(try bytes("target"), named: "target")
    let root = try #require(read.file?.documents.first?.root)
    func text(_ key: String) -> String? { root[key]?.scalar?.text }
    let total = text("total").flatMap { Int($0) } ?? 100
    let route = text("route").map { name in
      Int(name).map { RouteSelector.index($0) } ?? RouteSelector.name(name)
    }
    let target = ManifestTarget(
      file: "before.yaml", object: text("object").flatMap { ObjectSelector(parsing: $0) },
      route: route, at: try Self.aim(root), namespace: try #require(text("namespace")), total: total
    )
    let parts = try #require(text("weight").flatMap { Int($0) })
    return (target, try #require(Weight(parts, of: total)), text("now").flatMap { Int($0) })
  }

  /// Canary and baseline are a path each, or a destination.
  private static func aim(_ root: YAMLNode) throws -> ManifestTarget.Aim {
    if let canary = root["canary"]?.scalar?.text {
      return .values(
        canary: try YAMLPath(parsing: canary),
        baseline: try root["baseline"]?.scalar.map { try YAMLPath(parsing: $0.text) })
    }
    return .destinations(
      canary: try #require(root["canary"].flatMap(destination)),
      baseline: root["baseline"].flatMap(destination))
  }

  private static func destination(_ node: YAMLNode) -> Destination? {
    func text(_ key: String) -> String? { node[key]?.scalar?.text }
    guard let host = text("host") ?? text("name") else { return nil }
    let tags = (node["tags"]?.entries ?? []).compactMap { entry in
      entry.key.scalar.flatMap { key in entry.value.scalar.map { (key.text, $0.text) } }
    }
    return Destination(
      host: host, subset: text("subset"), port: text("port").flatMap { Int($0) },
      tags: Dictionary(tags, uniquingKeysWith: { $1 }))
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
