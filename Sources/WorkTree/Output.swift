import Glibc

/// Files that the user names for results, wherever they lie. A relative path is relative to the
/// folder that the process runs in.
package enum Output {
  /// Replaces a file atomically, with the folders it needs; a pipe or a terminal is written to.
  ///
  /// `-`, `/dev/stdout` and the like are streams even where they lead to a regular file, which
  /// holds more than this one result.
  package static func write(_ bytes: [UInt8], to path: String) throws(WorkTreeError) {
    try WorkTree.check(path)
    if let stream = stream(path) { return try write(bytes, to: stream, shown: path) }
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      return try OpenFile(path, O_WRONLY, shown: path).writeAll(bytes)
    }
    // The path as a whole, so that its links are followed and its folders made.
    let tree = try WorkTree(root: "/")
    let target = try tree.absolutePath(
      PathText.absolute(path, in: try WorkTree(root: ".").root))
    try WorkTree.makeFolders(for: target, shown: path)
    let exists = unsafe stat(target, &status) == 0
    try TemporaryFile(
      holding: bytes, for: target, replacing: exists, durably: false, shown: path
    ).rename()
  }

  /// Adds to the end of a file, as to the one that `$GITHUB_OUTPUT` names.
  package static func append(_ bytes: [UInt8], to path: String) throws(WorkTreeError) {
    try WorkTree.check(path)
    if let stream = stream(path) { return try write(bytes, to: stream, shown: path) }
    try OpenFile(path, O_WRONLY | O_APPEND | O_CREAT, mode: 0o644, shown: path).writeAll(bytes)
  }

  /// The bytes that a file has already; 0 where it is not there.
  package static func size(of path: String) -> Int {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The absolute path of a file that was written; nil for a stream, a pipe or a terminal.
  package static func file(at path: String) -> String? {
    var status = stat()
    guard stream(path) == nil, unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let folder = try? WorkTree(root: ".")
    else { return nil }
    return PathText.absolute(path, in: folder.root)
  }

  /// The open descriptor that a path stands for.
  private static func stream(_ path: String) -> Int32? {
    switch path {
    case "-", "/dev/stdout": return 1
    case "/dev/stderr": return 2
    case _:
      let folders = ["/dev/fd/", "/proc/self/fd/"]
      guard let folder = folders.first(where: { path.utf8.starts(with: $0.utf8) }) else {
        return nil
      }
      return Int32(String(Substring(path.utf8.dropFirst(folder.utf8.count))))
    }
  }

  private static func write(
    _ bytes: [UInt8], to stream: Int32, shown: String
  ) throws(WorkTreeError) {
    guard OpenFile.write(bytes, to: stream) else { throw .failed(.write, shown) }
  }
}
