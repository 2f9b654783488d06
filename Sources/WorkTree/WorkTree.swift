import Glibc

/// A folder of files that a run may read and write, and beyond which it does not reach.
///
/// A path is checked each time it is used. Against someone who swaps folders in the same instant
/// there is no defence, and none is needed: a job's work tree is its own.
package struct WorkTree: Sendable {
  /// Absolute and without symbolic links.
  package let root: String

  package init(root: String) throws(WorkTreeError) {
    try Self.check(root)
    self.root = try Self.realPath(root, shown: root)
  }

  /// What `path`, written in a file in `folder`, means: a path relative to the root, with symbolic
  /// links followed, so that one file has one path. The file need not exist.
  package func resolve(
    _ path: String, relativeTo folder: String = "."
  ) throws(WorkTreeError) -> String {
    let real = try location(of: path, relativeTo: folder)
    guard let relative = PathText.relative(real, to: root) else {
      throw .outside(path: path, root: root)
    }
    return relative
  }

  /// The absolute path of what `resolve` finds, for the system's calls.
  func absolutePath(_ path: String) throws(WorkTreeError) -> String {
    PathText.absolute(try resolve(path), in: root)
  }

  /// The place where a file outside lies, as of a credential that a config in `folder` names.
  package func outsidePath(
    _ path: String, relativeTo folder: String = "."
  ) throws(WorkTreeError) -> String {
    try Self.check(path)
    return PathText.absolute(path, in: PathText.absolute(folder, in: root))
  }

  /// The path as seen from the root where it lies in the tree by its text; nil for one outside.
  package func insidePath(
    _ path: String, relativeTo folder: String = "."
  ) throws(WorkTreeError) -> String? {
    PathText.relative(try outsidePath(path, relativeTo: folder), to: root)
  }

  private func location(
    of path: String, relativeTo folder: String
  ) throws(WorkTreeError) -> String {
    try Self.check(path)
    let wanted = PathText.absolute(path, in: PathText.absolute(folder, in: root))
    // What does not exist yet can't be a link: the longest part that exists decides.
    var existing = wanted
    var missing: [String] = []
    while !PathText.isSame(existing, "/"), !(try Self.exists(existing, shown: path)) {
      missing.insert(PathText.name(existing), at: 0)
      existing = PathText.parent(existing)
    }
    let real = try Self.realPath(existing, shown: path)
    return PathText.absolute(missing.joined(separator: "/"), in: real)
  }

  /// Whether there is something, be it a link that leads nowhere.
  private static func exists(_ path: String, shown: String) throws(WorkTreeError) -> Bool {
    var status = stat()
    if unsafe lstat(path, &status) == 0 { return true }
    guard errno == ENOENT || errno == ENOTDIR else { throw .failed(.find, shown) }
    return false
  }

  private static func realPath(_ path: String, shown: String) throws(WorkTreeError) -> String {
    guard let real = unsafe realpath(path, nil) else { throw .failed(.find, shown) }
    defer { unsafe free(real) }
    guard let text = unsafe String(validatingCString: real) else {
      throw .unreadableName(path: shown)
    }
    return text
  }

  static func check(_ path: String) throws(WorkTreeError) {
    guard !path.isEmpty else { throw .emptyPath }
    guard !path.utf8.contains(0) else { throw .nulByte(path: path) }
  }
}
