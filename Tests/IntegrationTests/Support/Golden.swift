import Foundation
import Testing

/// Files that say what a run must give; `ROLLOUTGATE_REWRITE_GOLDEN=1` writes them anew instead.
enum Golden {
  static let isRewriting = ProcessInfo.processInfo.environment["ROLLOUTGATE_REWRITE_GOLDEN"] == "1"

  /// Compares a text with a file; nil stands for no file.
  static func expect(_ text: String?, in path: String) throws {
    if isRewriting {
      try? FileManager.default.removeItem(atPath: path)
      try text.map { try Data($0.utf8).write(to: URL(fileURLWithPath: path)) }
    }
    let expected = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(text == expected, "\(path)")
  }
}
