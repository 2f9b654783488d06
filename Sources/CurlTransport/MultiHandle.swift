import CCurl

/// libcurl's multi handle: the transfers that run, and the connections that outlive them.
@safe struct MultiHandle: ~Copyable {
  private let pointer: UnsafeMutableRawPointer

  /// libcurl's own set-up, once in the process; a static `let` is initialized by one thread only.
  private static let globalCode = rolloutgate_global_init()

  init(connectionsPerHost: Int) throws(CurlError) {
    guard Self.globalCode == CURLE_OK else { throw CurlError(code: Self.globalCode) }
    guard let pointer = unsafe curl_multi_init() else {
      throw CurlError(code: CURLE_OUT_OF_MEMORY)
    }
    unsafe self.pointer = unsafe pointer
    // These options are older than any libcurl with SigV4, and fail only where they are unknown.
    unsafe rolloutgate_multi_set_number(pointer, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    unsafe rolloutgate_multi_set_number(
      pointer, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
    unsafe rolloutgate_multi_set_number(pointer, CURLMOPT_MAXCONNECTS, connectionsPerHost)
  }

  deinit { unsafe curl_multi_cleanup(pointer) }

  func add(_ easy: borrowing EasyHandle) throws(CurlError) {
    try accept(unsafe curl_multi_add_handle(pointer, easy.pointer))
  }

  /// Ends the transfer where it still runs. Never fails for a handle that was added.
  func remove(_ easy: borrowing EasyHandle) {
    unsafe curl_multi_remove_handle(pointer, easy.pointer)
  }

  /// Moves every transfer as far as it goes without waiting.
  func perform() throws(CurlError) {
    var running: Int32 = 0
    try accept(unsafe curl_multi_perform(pointer, &running))
  }

  /// Waits for something to do, at most `milliseconds`; a signal may end it early.
  func wait(milliseconds: Int) throws(CurlError) {
    let limited = Int32(clamping: max(milliseconds, 0))
    try accept(unsafe curl_multi_poll(pointer, nil, 0, limited, nil))
  }

  /// A transfer that ended and was not taken yet: its handle and its code.
  func takeFinished() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(pointer, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE,
        let easy = unsafe message.pointee.easy_handle
      else { continue }
      return unsafe (easy, message.pointee.data.result)
    }
    return nil
  }

  private func accept(_ code: CURLMcode) throws(CurlError) {
    guard code == CURLM_OK else {
      let text = unsafe String(cString: curl_multi_strerror(code))
      throw CurlError(code: CURLE_BAD_FUNCTION_ARGUMENT, detail: text)
    }
  }
}
