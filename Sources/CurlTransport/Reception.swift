import CCurl

/// What arrives for one transfer. A class, since libcurl's callbacks write to it by its address.
final class Reception {
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false
  private(set) var hasTooManyHeaders = false
  /// Whether headers have begun and not ended, as when the connection closes among them: to
  /// libcurl that is a whole answer.
  private(set) var isWithinHead = false
  private var headerBytes = 0
  private let sizeLimit: Int

  /// Headers without end are as good a way to fill a memory as a body without end.
  static let headerLimit = 256 << 10

  init(sizeLimit: Int) {
    self.sizeLimit = sizeLimit
  }

  /// Empties it for the next transfer, and hands out the body.
  func takeBody() -> [UInt8] {
    defer {
      body = []
      headerBytes = 0
      (isTooLarge, hasTooManyHeaders, isWithinHead) = (false, false, false)
    }
    return body
  }

  /// Tells libcurl where to write. `self` must outlive the handle's transfers.
  func receive(from easy: borrowing EasyHandle) throws(CurlError) {
    try unsafe easy.setReceivers(
      body: { bytes, size, count, context in
        unsafe Reception.at(context)?.append(bytes, count: size * count) ?? 0
      },
      header: { bytes, size, count, context in
        unsafe Reception.at(context)?.takeHeader(bytes, count: size * count) ?? 0
      },
      context: Unmanaged.passUnretained(self).toOpaque())
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> Reception? {
    unsafe context.map { unsafe Unmanaged<Reception>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Any number but `count` makes libcurl end the transfer.
  private func append(_ bytes: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
    guard count <= sizeLimit - body.count else {
      isTooLarge = true
      return 0
    }
    unsafe body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    return count
  }

  private func takeHeader(_ bytes: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
    headerBytes += count
    hasTooManyHeaders = headerBytes > Self.headerLimit
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
    // Between them come headers, and trailers after the body, which change nothing.
    if unsafe line.starts(with: "HTTP/".utf8) { isWithinHead = true }
    if unsafe line.allSatisfy({ $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }) {
      isWithinHead = false
    }
    return hasTooManyHeaders ? 0 : count
  }
}
