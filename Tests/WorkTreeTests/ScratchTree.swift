import Foundation
import WorkTree

/// A folder with a work tree `tree` in it and a folder `outside` beside, gone at the end.
final class ScratchTree {
  let url: URL
  let tree: WorkTree

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    for name in ["tree", "outside"] {
      try FileManager.default.createDirectory(
        at: url.appending(path: name), withIntermediateDirectories: true)
    }
    tree = try WorkTree(root: url.appending(path: "tree").path)
    try write("secret", to: "outside/secret")
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
  }

  func text(_ name: String) -> String? { try? String(contentsOfFile: path(name), encoding: .utf8) }

  func names(_ folder: String = "tree") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
  }
}

extension WorkTreeError {
  /// The name of the case, for tables.
  var kind: String {
    switch self {
    case .emptyPath: "emptyPath"
    case .nulByte: "nulByte"
    case .outside: "outside"
    case .notAFile: "notAFile"
    case .tooLarge: "tooLarge"
    case .changedSinceRead: "changedSinceRead"
    case .tooManyEntries: "tooManyEntries"
    case .badPattern: "badPattern"
    case .unreadableName: "unreadableName"
    case .missing: "missing"
    case .failed: "failed"
    }
  }
}

/// What `body` throws.
func failure<Value>(_ body: () throws(WorkTreeError) -> Value) -> WorkTreeError? {
  do throws(WorkTreeError) {
    _ = try body()
    return nil
  } catch {
    return error
  }
}
