import Glibc

/// A whole new file, on disk beside the one it will replace; it goes away unless it is renamed.
struct TemporaryFile: ~Copyable {
  private let path: String
  private let target: String
  private let isReplacing: Bool
  private let shown: String

  /// `target` is absolute and without links; with `isReplacing` its mode and owner are taken over,
  /// else it must not exist.
  init(
    holding bytes: [UInt8], for target: String, replacing isReplacing: Bool, shown: String
  ) throws(WorkTreeError) {
    Self.removeStale(for: target)
    let random = String(UInt64.random(in: .min ... .max), radix: 16)
    path = Self.prefix(for: target) + "\(getpid())-\(random)" + Self.suffix
    self.target = target
    self.isReplacing = isReplacing
    self.shown = shown
    let file = try OpenFile(
      path, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY, mode: isReplacing ? 0o600 : 0o644,
      as: .create, shown: shown)
    do throws(WorkTreeError) {
      if isReplacing { try file.adoptOwnerAndMode(of: target) }
      try file.writeAll(bytes)
      try file.sync()
    } catch {
      unsafe unlink(path)
      throw error
    }
  }

  // Once renamed there is nothing left under this name, and no harm in its removal.
  deinit { unsafe unlink(path) }

  /// Takes the target's place.
  func rename() throws(WorkTreeError) {
    guard isReplacing || !Self.exists(target) else { throw .changedSinceRead(path: shown) }
    guard unsafe Glibc.rename(path, target) == 0 else { throw .failed(.rename, shown) }
    try OpenFile(PathText.parent(target), O_RDONLY | O_DIRECTORY, as: .sync, shown: shown).sync()
  }

  /// Not `.yaml`: Flux applies every such file below a path.
  private static let suffix = ".tmp"

  /// `.NAME.rolloutgate-`: whose it is, for whom, and hidden from most patterns.
  private static func prefix(for target: String) -> String {
    var name = ""
    // A name has at most 255 bytes, and the rest of ours takes 60.
    for scalar in PathText.name(target).unicodeScalars where name.utf8.count < 180 {
      name.unicodeScalars.append(scalar)
    }
    return PathText.absolute(".\(name).rolloutgate-", in: PathText.parent(target))
  }

  /// Removes what killed runs left for this target. A process that lives keeps its file.
  private static func removeStale(for target: String) {
    let prefix = PathText.name(prefix(for: target))
    let folder = PathText.parent(target)
    guard let names = try? FolderEntries.names(in: folder, shown: folder) else { return }
    for name in names where name.utf8.starts(with: prefix.utf8) && name.hasSuffix(suffix) {
      let owner = name.utf8.dropFirst(prefix.utf8.count).prefix { $0 != UInt8(ascii: "-") }
      guard let process = Int32(String(Substring(owner))), process > 0 else { continue }
      // Our own number is a dead process's, too: in a container every run may have the same.
      guard process == getpid() || (kill(process, 0) != 0 && errno == ESRCH) else { continue }
      unsafe unlink(PathText.absolute(name, in: folder))
    }
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }
}
