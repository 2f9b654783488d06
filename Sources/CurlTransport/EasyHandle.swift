import CCurl

/// One libcurl easy handle and the buffer for its error texts.
@safe struct EasyHandle: ~Copyable {
  /// The handle for the multi handle, which borrows it while a transfer runs.
  let pointer: UnsafeMutableRawPointer
  private let errorBuffer: UnsafeMutablePointer<CChar>

  init() throws(CurlError) {
    guard let pointer = unsafe curl_easy_init() else {
      throw CurlError(code: CURLE_OUT_OF_MEMORY)
    }
    unsafe self.pointer = unsafe pointer
    unsafe errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe rolloutgate_easy_set_error_buffer(pointer, errorBuffer)
  }

  deinit {
    unsafe curl_easy_cleanup(pointer)
    unsafe errorBuffer.deallocate()
  }

  func set(_ option: CURLoption, to number: Int) throws(CurlError) {
    try accept(unsafe rolloutgate_easy_set_number(pointer, option, number))
  }

  /// Nil unsets the option.
  func set(_ option: CURLoption, to text: String?) throws(CurlError) {
    guard let text else {
      return try accept(unsafe rolloutgate_easy_set_text(pointer, option, nil))
    }
    try accept(unsafe rolloutgate_easy_set_text(pointer, option, text))
  }

  func setBody(_ body: [UInt8]) throws(CurlError) {
    // An empty array may have no address, which libcurl would take for a body to be read.
    let code = unsafe (body.isEmpty ? [0] : body).withUnsafeBytes { bytes in
      unsafe rolloutgate_easy_set_body(pointer, bytes.baseAddress, curl_off_t(body.count))
    }
    try accept(code)
  }

  /// The list must outlive the transfer.
  func setHeaders(_ headers: borrowing HeaderList) throws(CurlError) {
    try accept(unsafe rolloutgate_easy_set_headers(pointer, headers.first))
  }

  func setReceivers(
    body: curl_write_callback, header: curl_write_callback, context: UnsafeMutableRawPointer
  ) throws(CurlError) {
    try accept(unsafe rolloutgate_easy_set_receivers(pointer, body, header, context))
  }

  func allowOnlyHTTP() throws(CurlError) {
    try accept(unsafe rolloutgate_easy_allow_only_http(pointer))
  }

  func quitWithoutResolver() throws(CurlError) {
    try accept(unsafe rolloutgate_easy_quit_without_resolver(pointer))
  }

  func number(_ info: CURLINFO) -> Int {
    var number = 0
    return unsafe rolloutgate_easy_get_number(pointer, info, &number) == CURLE_OK ? number : 0
  }

  func size(_ info: CURLINFO) -> Int {
    var size: curl_off_t = 0
    return unsafe rolloutgate_easy_get_size(pointer, info, &size) == CURLE_OK ? Int(size) : 0
  }

  func text(_ info: CURLINFO) -> String? {
    var text: UnsafePointer<CChar>?
    guard unsafe rolloutgate_easy_get_text(pointer, info, &text) == CURLE_OK, let text = unsafe text
    else { return nil }
    return unsafe String(cString: text)
  }

  /// The error that ended a transfer with `code`, with what libcurl wrote about it.
  func error(_ code: CURLcode) -> CurlError {
    unsafe CurlError(code: code, detail: String(cString: errorBuffer))
  }

  func clearError() {
    unsafe errorBuffer[0] = 0
  }

  private func accept(_ code: CURLcode) throws(CurlError) {
    guard code == CURLE_OK else { throw error(code) }
  }
}
