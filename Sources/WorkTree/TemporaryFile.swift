import Glibc

/// A whole new file, on disk beside the one it will replace; it goes away unless it is renamed.
struct TemporaryFile: ~Copyable {
  private let path: String
  private let target: String
  private let isReplacing: Bool
  private let shown: String
  /// Whether the bytes and the name must outlast a power cut; a report need not.
  private let isDurable: Bool
  /// The file's, which it keeps under its new name.
  let identity: FileSnapshot.Identity

  /// `target` is absolute and without links; with `isReplacing` its mode and owner are taken over,
  /// else it must not exist.
  init(
    holding bytes: [UInt8], for target: String, replacing isReplacing: Bool,
    durably isDurable: Bool = true, shown: String
  ) throws(WorkTreeError) {
    Self.removeStale(for: target)
    let random = String(UInt64.random(in: .min ... .max), radix: 16)
    path = Self.prefix(for: target) + "\(getpid())-\(random)" + Self.suffix
    self.target = target
    self.isReplacing = isReplacing
    self.shown = shown
    self.isDurable = isDurable
    let file = try OpenFile(
      path, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY, mode: isReplacing ? 0o600 : 0o644,
      as: .create, shown: shown)
    do throws(WorkTreeError) {
      if isReplacing { try file.adoptOwnerAndMode(of: target) }
      try file.writeAll(bytes)
      if isDurable { try file.sync() }
      identity = FileSnapshot.Identity(try file.status())
    } catch {
      unsafe unlink(path)
      throw error
    }
  }

  // Once renamed there is nothing left under this name, and no harm in its removal.
  deinit { unsafe unlink(path) }

  /// Takes the target's place.
  func rename() throws(WorkTreeError) {
    let isNamed = isReplacing ? false : try linked()
    if !isNamed {
      guard unsafe Glibc.rename(path, target) == 0 else { throw .failed(.rename, shown) }
    }
    guard isDurable else { return }
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
    let names = try? FolderEntries.names(in: folder, beginningWith: prefix, shown: folder)
    for name in names ?? [] where name.hasSuffix(suffix) {
      let owner = name.utf8.dropFirst(prefix.utf8.count).prefix { $0 != UInt8(ascii: "-") }
      guard let process = Int32(String(Substring(owner))), process > 0 else { continue }
      // Our own number is a dead process's, too: in a container every run may have the same.
      guard process == getpid() || (kill(process, 0) != 0 && errno == ESRCH) else { continue }
      unsafe unlink(PathText.absolute(name, in: folder))
    }
  }

  /// Gives a new file its name by a link, which, unlike a rename, never takes the place of what
  /// somebody else put there; false where the file system has no links and nobody did.
  private func linked() throws(WorkTreeError) -> Bool {
    if unsafe link(path, target) == 0 {
      unsafe unlink(path)
      return true
    }
    var status = stat()
    guard errno != EEXIST, unsafe lstat(target, &status) != 0 else {
      throw .changedSinceRead(path: shown)
    }
    return false
  }
}
