import Foundation
import Synchronization

/// An empty folder of a test's own. It is removed with this value, and at the latest, by a guard
/// outside this process, when the process ends, however it ends.
final class ScratchFolder: Sendable {
  let path: String

  init(_ name: String) throws {
    let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    path = try Self.root.get() + "/\(name)-\(number)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func path(_ name: String) -> String { path + "/" + name }

  func url(_ name: String) -> URL { URL(fileURLWithPath: path(name)) }

  /// Writes a file, with the folders above it, in UTF-8.
  func write(_ text: String, to name: String) throws {
    try FileManager.default.createDirectory(
      at: url(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url(name))
  }

  func read(_ name: String) throws -> String {
    try String(contentsOf: url(name), encoding: .utf8)
  }

  /// A file, or all files of a folder, one after the other in the order of their names; nothing where
  /// there is none.
  func all(_ name: String) throws -> String {
    guard let inside = try? FileManager.default.contentsOfDirectory(atPath: path(name)) else {
      return FileManager.default.fileExists(atPath: path(name)) ? try read(name) : ""
    }
    return try inside.sorted().map { $0 + "\n" + (try read(name + "/" + $0)) }.joined()
  }

  /// An empty file, open for writing.
  func created(_ name: String) throws -> FileHandle {
    try write("", to: name)
    return try FileHandle(forWritingTo: url(name))
  }

  private static let count = Atomic(0)

  private static let root: Result<String, any Error> = Result {
    let path = NSTemporaryDirectory() + "/rolloutgate-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try removalAtEnd.hold(whenReleased: "rm -rf -- \(path); sleep 1; rm -rf -- \(path)")
    return path
  }

  private static let removalAtEnd = Lifeline()
}
