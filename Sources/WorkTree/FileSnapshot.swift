import Glibc

/// A file as it was read: its bytes, and what tells whether it is still the same.
package struct FileSnapshot: Hashable, Sendable {
  package struct Identity: Hashable, Sendable {
    package let device: UInt64
    package let inode: UInt64
    /// In bytes.
    package let size: Int
    package let modifiedNanoseconds: Int64
    /// Type and permissions, as `stat` has them.
    package let mode: UInt32
  }

  package let bytes: [UInt8]
  package let identity: Identity
  /// How many names the file has. A replacement leaves all but one with the old bytes.
  package let names: Int
}

extension FileSnapshot.Identity {
  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    modifiedNanoseconds =
      Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    mode = UInt32(status.st_mode)
  }
}

extension FileSnapshot {
  /// The largest file of a work tree, in bytes.
  package static let defaultLimit = 64 << 20
  /// The largest file of credentials or certificates, in bytes.
  package static let credentialLimit = 1 << 20

  /// Reads a regular file; a pipe, a device or a folder is refused, and waited for by nobody.
  init(
    reading path: String, following: Bool, limit: Int, shown: String
  ) throws(WorkTreeError) {
    let file = try OpenFile(path, O_RDONLY | (following ? 0 : O_NOFOLLOW), shown: shown)
    let status = try file.status()
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: shown) }
    guard status.st_size <= limit else { throw .tooLarge(path: shown, limit: limit) }
    bytes = try file.readAll(expecting: Int(status.st_size), limit: limit)
    identity = Identity(status)
    names = Int(status.st_nlink)
  }
}

extension WorkTree {
  package func read(
    _ path: String, limit: Int = FileSnapshot.defaultLimit
  ) throws(WorkTreeError) -> FileSnapshot {
    try FileSnapshot(reading: absolutePath(path), following: false, limit: limit, shown: path)
  }

  /// Reads a file of credentials or certificates, the only kind that may lie outside.
  package func readOutside(
    _ path: String, relativeTo folder: String = ".", limit: Int = FileSnapshot.credentialLimit
  ) throws(WorkTreeError) -> FileSnapshot {
    let place = try outsidePath(path, relativeTo: folder)
    return try FileSnapshot(reading: place, following: true, limit: limit, shown: path)
  }
}
