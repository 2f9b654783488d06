import Glibc

/// An open file, closed when it goes out of scope.
struct OpenFile: ~Copyable {
  let descriptor: Int32
  private let path: String

  /// Opens without waiting, so that a pipe or a device can't hold up the run, and without becoming
  /// a program's that the run starts. `path` is opened and `shown` goes into errors.
  init(
    _ path: String, _ flags: Int32, mode: mode_t = 0,
    as operation: WorkTreeError.Operation = .open, shown: String
  ) throws(WorkTreeError) {
    var opened: Int32
    repeat {
      opened = unsafe Glibc.open(path, flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, mode)
    } while opened < 0 && errno == EINTR
    guard opened >= 0 else { throw .failed(operation, shown) }
    descriptor = opened
    self.path = shown
  }

  deinit { close(descriptor) }

  func status() throws(WorkTreeError) -> stat {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .failed(.read, path) }
    return status
  }

  /// Everything, up to `limit` bytes.
  func readAll(expecting size: Int, limit: Int) throws(WorkTreeError) -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more than expected, so that the end shows itself in the first read.
    var buffer = [UInt8](repeating: 0, count: min(max(size, 4_095), limit) + 1)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .failed(.read, path) }
      guard count > 0 else { return bytes }
      bytes += buffer.prefix(count)
      guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
    }
  }

  func writeAll(_ bytes: [UInt8]) throws(WorkTreeError) {
    guard Self.write(bytes, to: descriptor) else { throw .failed(.write, path) }
  }

  /// All bytes, in as many writes as it takes; false, with `errno`, where one fails.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { rest in
        unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno == EAGAIN {
        // A pipe that is full: wait for its reader.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Owner first, as far as the system lets us: a change of it takes bits off the mode.
  func adoptOwnerAndMode(of target: String) throws(WorkTreeError) {
    var status = stat()
    guard unsafe stat(target, &status) == 0 else { throw .failed(.read, path) }
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    guard fchmod(descriptor, status.st_mode & 0o7777) == 0 else { throw .failed(.write, path) }
  }

  func sync() throws(WorkTreeError) {
    // Some file systems can't sync a folder, and say so.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw .failed(.sync, path)
    }
  }
}
