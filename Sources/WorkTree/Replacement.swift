import Glibc

extension WorkTree {
  /// Gives a file new bytes, atomically: whoever looks sees the old file or the new, whole.
  ///
  /// A symbolic link stays one, and its target is replaced. Mode and, where the system lets us,
  /// owner are kept. Folders that a new file needs are made.
  ///
  /// - Parameter expected: What `read` gave; nil where the file must not exist yet. Anything else
  ///   there is `changedSinceRead`, and is left alone.
  /// - Returns: Whether anything was written; equal bytes are not.
  @discardableResult
  package func replace(
    _ path: String, with bytes: [UInt8], expecting expected: FileSnapshot?
  ) throws(WorkTreeError) -> Bool {
    try replacement(of: path, with: bytes, expecting: expected) != nil
  }

  /// Does what `replace` does, and gives the file as it is then; nil where nothing was written.
  package func replacement(
    of path: String, with bytes: [UInt8], expecting expected: FileSnapshot?
  ) throws(WorkTreeError) -> FileSnapshot? {
    let target = try absolutePath(path)
    guard !PathText.isSame(target, root) else { throw .notAFile(path: path) }
    // A config that a pull request brings must not reach Git's own settings and hooks.
    guard !PathText.names(target).dropFirst(PathText.names(root).count).contains(".git") else {
      throw .failed(.write, path: path, reason: "it belongs to Git")
    }
    if let expected {
      try checkUnchanged(path, since: expected)
      guard bytes != expected.bytes else { return nil }
    } else {
      try Self.makeFolders(for: target, shown: path)
    }
    let temporary = try TemporaryFile(
      holding: bytes, for: target, replacing: expected != nil, shown: path)
    if let expected { try checkUnchanged(path, since: expected) }
    let identity = temporary.identity
    try temporary.rename()
    return FileSnapshot(bytes: bytes, identity: identity, names: 1)
  }

  private func checkUnchanged(_ path: String, since expected: FileSnapshot) throws(WorkTreeError) {
    guard let present = try? read(path, limit: expected.bytes.count),
      present.identity == expected.identity, present.bytes == expected.bytes
    else { throw .changedSinceRead(path: path) }
  }

  /// Makes the folders above `target`, and syncs each that got an entry.
  static func makeFolders(for target: String, shown: String) throws(WorkTreeError) {
    var folder = "/"
    for name in PathText.names(target).dropLast() {
      let parent = folder
      folder = PathText.absolute(name, in: parent)
      guard unsafe mkdir(folder, 0o755) != 0 else {
        try OpenFile(parent, O_RDONLY | O_DIRECTORY, as: .sync, shown: shown).sync()
        continue
      }
      let refusal = WorkTreeError.failed(.create, shown)
      // Whatever forbade it, a folder that is there is enough.
      var status = stat()
      guard unsafe stat(folder, &status) == 0 else { throw refusal }
    }
  }
}
