import Diagnostics
import Foundation
import Manifests
import Testing
import YAMLText

/// One folder of `fixtures/promotions`: `before.yaml`, a `promotion` that a person can read, and
/// `after.yaml` or `error.txt`.
struct PromotionFixture: CustomTestStringConvertible, Sendable {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/promotions")

  static let all: [PromotionFixture] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { !$0.contains(".") }.sorted().map(PromotionFixture.init)
  }()

  let name: String

  var testDescription: String { name }

  var isRefused: Bool {
    FileManager.default.fileExists(atPath: Self.folder.appending(path: "\(name)/error.txt").path)
  }

  func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Self.folder.appending(path: "\(name)/\(file)")))
  }

  func text(_ file: String) throws -> String { String(decoding: try bytes(file), as: UTF8.self) }

  /// The revision, its places, and what is read at the first of them before.
  func promotion() throws -> (revision: String, places: [PromotionPlace], now: String?) {
    let read = YAMLFile.read(try bytes("promotion"), named: "promotion")
    let root = try #require(read.file?.documents.first?.root)
    let position = SourcePosition(file: "config.yaml", line: 1, column: 1)
    let places = try (root["paths"]?.items ?? []).map { item in
      PromotionPlace(
        file: "before.yaml", path: try YAMLPath(parsing: item.scalar?.text ?? ""),
        position: position)
    }
    return (try #require(root["revision"]?.scalar?.text), places, root["now"]?.scalar?.text)
  }
}

/// What comes of writing a revision: the promotion, or what is said instead.
func promoted(
  _ bytes: [UInt8], to revision: String, at places: [PromotionPlace]
) -> Result<Promotion, PromotionFault> {
  do throws(PromotionFault) {
    return .success(try Promotion(of: revision, to: places, in: bytes, of: "before.yaml"))
  } catch {
    return .failure(error)
  }
}
