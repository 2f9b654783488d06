import Glibc

/// One end of a pipe, closed with this value.
final class PipeEnd {
  /// -1 once it is closed.
  private(set) var descriptor: Int32

  var isOpen: Bool { descriptor >= 0 }

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close() }

  func close() {
    guard isOpen else { return }
    _ = Glibc.close(descriptor)
    descriptor = -1
  }

  /// A new pipe, which no program inherits by itself; nil where there are too many files open.
  ///
  /// Neither end is one of the standard streams, even where the gate was started without them: what
  /// becomes a program's streams must not lie in their way.
  static func pair() -> (reading: PipeEnd, writing: PipeEnd)? {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    let low = ends.map(PipeEnd.init)
    let moved = low.map { fcntl($0.descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) }
      .map(PipeEnd.init)
    return moved.allSatisfy(\.isOpen) ? (moved[0], moved[1]) : nil
  }

  /// Lets reads and writes at this end return at once.
  func stopWaiting() {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Writes as much as there is room for, and closes the end after the last byte, or where nobody
  /// reads any more. The process must ignore SIGPIPE.
  func write(_ bytes: inout ArraySlice<UInt8>) {
    while isOpen, !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else { break }
      bytes = bytes.dropFirst(count)
    }
    close()
  }

  /// Reads what is there, at most one buffer of it, keeps what fits under the limit, and drops the
  /// rest; closes the end where nobody can write any more. False where nothing was there.
  func read(into bytes: inout [UInt8], limit: Int) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe buffer.withUnsafeMutableBytes { buffer in
      unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return false }
    guard count > 0 else {
      close()
      return false
    }
    bytes += buffer.prefix(min(count, limit - bytes.count))
    return true
  }
}
