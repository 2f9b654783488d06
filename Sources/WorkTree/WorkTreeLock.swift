import Glibc

/// The sole right to a work tree, among those who ask for it, from `lock()` to `release()`.
///
/// It is an advisory `flock` on the root folder itself. That needs no file, so Git sees nothing; the
/// kernel drops it when the process ends, however it ends; and the root, unlike a folder for
/// records, is neither made by a run nor removed by Git between two of them. Locks of `fcntl` are no
/// choice, since those need a file that is open for writing, which a folder never is.
package struct WorkTreeLock: ~Copyable {
  private let root: OpenFile

  fileprivate init(_ root: consuming OpenFile) {
    self.root = root
  }

  /// Gives the right back, as the end of the process would.
  package consuming func release() {}
}

/// Why a work tree is not one's own.
package enum WorkTreeLockError: Error, Hashable, Sendable {
  /// Another process has it; its number and name where the system tells.
  case held(by: String?)
  /// The file system has no locks, as some network file systems.
  case unavailable(reason: String)
}

extension WorkTree {
  /// Takes the lock, or says at once why not.
  package func lock() throws(WorkTreeLockError) -> WorkTreeLock {
    let file: OpenFile
    do throws(WorkTreeError) {
      file = try OpenFile(root, O_RDONLY | O_DIRECTORY, shown: root)
    } catch {
      throw .unavailable(reason: "\(error)")
    }
    var result: Int32
    repeat {
      result = flock(file.descriptor, LOCK_EX | LOCK_NB)
    } while result != 0 && errno == EINTR
    guard result != 0 else { return WorkTreeLock(file) }
    guard errno == EWOULDBLOCK else {
      throw .unavailable(reason: unsafe String(cString: strerror(errno)))
    }
    throw .held(by: LockHolder.name(of: file))
  }
}

/// Who holds a lock, as far as Linux tells in `/proc/locks` (proc(5)).
private enum LockHolder {
  private static let limit = 1 << 20

  /// `process 123 (rolloutgate)`; nil where it can't be seen, as from another container.
  static func name(of file: borrowing OpenFile) -> String? {
    guard let status = try? file.status(), let locks = text(of: "/proc/locks") else { return nil }
    // `1: FLOCK  ADVISORY  WRITE 123 00:2f:4567 0 EOF`
    let place = "\(device(status.st_dev)):\(status.st_ino)"
    for line in locks.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 6, words[1] == "FLOCK", words[3] == "WRITE", words[5] == place,
        let process = Int32(words[4]), process > 0
      else { continue }
      let name = text(of: "/proc/\(process)/comm")?.split(separator: "\n").first
      return "process \(process)" + (name.map { " (\($0))" } ?? "")
    }
    return nil
  }

  /// Major and minor number, as makedev(3) packs them, in at least two hexadecimal digits each.
  private static func device(_ number: dev_t) -> String {
    let number = UInt64(number)
    let major = (number >> 8) & 0xFFF | (number >> 32) & ~0xFFF
    let minor = number & 0xFF | (number >> 12) & ~0xFF
    return [major, minor].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      .joined(separator: ":")
  }

  private static func text(of path: String) -> String? {
    guard let file = try? OpenFile(path, O_RDONLY, shown: path),
      let bytes = try? file.readAll(expecting: 0, limit: limit)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
