/// Paths of a work tree by their text alone: relative to its root, without detours, `.` for the root.
package enum TreePath {
  /// What `path` means in a folder; nil where it leads out. A slash at its begin is the root's.
  static func resolved(_ path: String, in folder: String = ".") -> String? {
    var kept: [Substring] = []
    for name in (path.hasPrefix("/") ? [] : names(folder)) + names(path) {
      guard name == ".." else {
        kept.append(name)
        continue
      }
      guard kept.popLast() != nil else { return nil }
    }
    return kept.isEmpty ? "." : kept.joined(separator: "/")
  }

  static func names(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  package static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  static func name(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  static func joined(_ folder: String, _ name: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }

  /// A path as seen from a folder that it lies below; nil where it lies elsewhere.
  static func path(_ path: String, below folder: String) -> String? {
    if folder == "." { return path == "." ? nil : path }
    guard path.hasPrefix(folder + "/") else { return nil }
    return String(path.dropFirst(folder.count + 1))
  }

  /// A path as a file in a folder has to write it.
  package static func path(_ path: String, from folder: String) -> String {
    let (target, start) = (names(path), names(folder))
    let common = zip(target, start).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: start.count - common)
    return (up + target[common...].map(String.init)).joined(separator: "/")
  }

  /// The folders above a path, the nearest first, up to one that it lies below, that one left out.
  static func folders(above path: String, upTo folder: String) -> [String] {
    var folders: [String] = []
    var next = Self.folder(of: path)
    while next != folder, next != "." {
      folders.append(next)
      next = Self.folder(of: next)
    }
    return folders
  }
}
