import Foundation

/// The folder that holds `Package.swift`.
enum Repository {
  static func path(_ name: String) -> String { root + "/" + name }

  private static let root = (1...4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.path
}
