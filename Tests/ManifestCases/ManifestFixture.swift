import Diagnostics
import Foundation
import Manifests
import Rollouts
import YAMLText

/// One case of `fixtures/manifests`: a folder of a kind's folder, with `before.yaml`, a `target` that a
/// person can read, and `after.yaml` or `error.txt`.
package struct ManifestFixture: Sendable {
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/manifests")

  package static let all: [ManifestFixture] = names(in: folder).flatMap { kind in
    names(in: folder.appending(path: kind)).map { ManifestFixture(name: "\(kind)/\($0)") }
  }

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// `virtual-service/missing-weight`.
  package let name: String

  package init(name: String) {
    self.name = name
  }

  package func url(_ file: String) -> URL { Self.folder.appending(path: "\(name)/\(file)") }

  package func bytes(_ file: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(file))) }

  package var isRefused: Bool { FileManager.default.fileExists(atPath: url("error.txt").path) }

  /// The target, the weight that shall be written, and the one that is read before.
  package func target() throws -> (target: ManifestTarget, weight: Weight, now: Int?) {
    let read = YAMLFile.read(try bytes("target"), named: "target")
    let root = try known(read.file?.documents.first?.root, "its target")
    func text(_ key: String) -> String? { root[key]?.scalar?.text }
    let total = text("total").flatMap { Int($0) } ?? 100
    let route = text("route").map { name in
      Int(name).map { RouteSelector.index($0) } ?? RouteSelector.name(name)
    }
    let target = ManifestTarget(
      file: "before.yaml", object: text("object").flatMap { ObjectSelector(parsing: $0) },
      route: route, at: try aim(root), namespace: try known(text("namespace"), "its namespace"),
      total: total)
    let weight = text("weight").flatMap { Int($0) }.flatMap { Weight($0, of: total) }
    return (target, try known(weight, "its weight"), text("now").flatMap { Int($0) })
  }

  /// What a fixture must hold and does not.
  private struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  private func known<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else { throw Missing(description: "\(name) lacks \(what)") }
    return value
  }

  /// Canary and baseline are a path each, or a destination.
  private func aim(_ root: YAMLNode) throws -> ManifestTarget.Aim {
    if let canary = root["canary"]?.scalar?.text {
      return .values(
        canary: try YAMLPath(parsing: canary),
        baseline: try root["baseline"]?.scalar.map { try YAMLPath(parsing: $0.text) })
    }
    return .destinations(
      canary: try known(root["canary"].flatMap(destination), "its canary"),
      baseline: root["baseline"].flatMap(destination))
  }

  private func destination(_ node: YAMLNode) -> Destination? {
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

extension ManifestFixture: CustomStringConvertible {
  package var description: String { name }
}
