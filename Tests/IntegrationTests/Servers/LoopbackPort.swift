import Foundation

/// A TCP port of 127.0.0.1 that nothing listened on a moment ago.
func freeLoopbackPort() throws -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  guard descriptor >= 0 else { throw SetUpFailure("no socket: errno \(errno)") }
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let found = unsafe withUnsafeMutablePointer(to: &address) { pointer in
    unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
      unsafe bind(descriptor, generic, length) == 0
        && getsockname(descriptor, generic, &length) == 0
    }
  }
  guard found else { throw SetUpFailure("no free port: errno \(errno)") }
  return Int(UInt16(bigEndian: address.sin_port))
}
