import CCurl
import HTTPExchange

/// One easy handle with all it needs, used for one request after the other over one connection.
///
/// A class, since the handle is found again by its address when libcurl reports it.
final class Transfer {
  let easy: EasyHandle
  private let connection: Connection
  private let reception: Reception
  private var headers: HeaderList?
  /// The index of the request that is under way.
  private var request = 0
  /// Whether the run's deadline, and not the attempt's own limit, ends the attempt.
  private var isCutByDeadline = false

  /// A finished attempt.
  struct Outcome {
    let request: Int
    let result: Result<HTTPAnswer, TransportFailure>
    let retryAfter: Duration?
  }

  init(over connection: Connection) throws(CurlError) {
    self.connection = connection
    easy = try EasyHandle()
    reception = Reception(sizeLimit: connection.sizeLimit)
    try reception.receive(from: easy)
    try easy.prepare(for: connection)
  }

  /// Sets everything that this request alone needs. `remaining` is the time until the deadline.
  func prepare(_ request: HTTPRequest, at index: Int, remaining: Duration) throws(CurlError) {
    let list = try HeaderList(Self.headers(of: request, over: connection))
    try easy.setHeaders(list)
    headers = consume list
    try easy.set(CURLOPT_URL, to: request.url)
    // Over TLS, one connection that offers HTTP/2 is worth waiting for; see `MultiHandle`.
    let isSecure = request.url.utf8.prefix(8).elementsEqual("https://".utf8)
    try easy.set(CURLOPT_PIPEWAIT, to: isSecure ? 1 : 0)
    switch request.method {
    case .get: try easy.set(CURLOPT_HTTPGET, to: 1)
    case .post:
      try easy.set(CURLOPT_POST, to: 1)
      try easy.setBody(request.body)
    }
    isCutByDeadline = remaining < connection.timeout
    let limit = min(connection.timeout, remaining)
    try easy.set(CURLOPT_TIMEOUT_MS, to: max(limit.wholeMilliseconds, 1))
    easy.clearError()
    _ = reception.takeBody()
    self.request = index
  }

  /// What the attempt that ended with `code` brought. Its texts are not yet redacted.
  func takeOutcome(_ code: CURLcode) -> Outcome {
    let retryAfter = easy.size(CURLINFO_RETRY_AFTER)
    return Outcome(
      request: request, result: result(code),
      retryAfter: retryAfter > 0 ? .seconds(min(retryAfter, 86_400)) : nil)
  }

  private func result(_ code: CURLcode) -> Result<HTTPAnswer, TransportFailure> {
    let flaw = receptionFlaw(code)
    let body = reception.takeBody()
    if let flaw { return .failure(flaw) }
    if code == CURLE_OPERATION_TIMEDOUT {
      let limit = isCutByDeadline ? connection.deadline : connection.timeout
      return .failure(.timedOut(seconds: limit.seconds, overall: isCutByDeadline))
    }
    guard code == CURLE_OK else { return .failure(easy.error(code).failure) }
    let status = easy.number(CURLINFO_RESPONSE_CODE)
    if (300..<400).contains(status) {
      let target = shownAddress(easy.text(CURLINFO_REDIRECT_URL) ?? "")
      return .failure(.redirected(status: status, to: target))
    }
    let contentType = mediaType(easy.text(CURLINFO_CONTENT_TYPE) ?? "")
    return .success(HTTPAnswer(status: status, contentType: contentType, body: body))
  }

  /// What was wrong with the bytes themselves, which libcurl's code does not say.
  private func receptionFlaw(_ code: CURLcode) -> TransportFailure? {
    if reception.isTooLarge { return .tooLarge(limit: connection.sizeLimit) }
    // A single line that is too long for libcurl is, in its words, a lack of memory.
    if reception.hasTooManyHeaders || (code == CURLE_OUT_OF_MEMORY && reception.isWithinHead) {
      return .brokenAnswer("the headers are too long")
    }
    guard code == CURLE_OK, reception.isWithinHead else { return nil }
    return .brokenAnswer("the connection closed within the headers")
  }

  /// The connection's own first, then the request's, then ours: `HeaderList` keeps the first.
  private static func headers(
    of request: HTTPRequest, over connection: Connection
  ) -> [(name: String, value: String?)] {
    var headers: [(name: String, value: String?)] = connection.headers.map {
      (name: $0.name, value: $0.value.reveal())
    }
    if case .sigV4(let credentials) = connection.authentication,
      let token = credentials.sessionToken
    {
      headers.insert((name: "X-Amz-Security-Token", value: token.reveal()), at: 0)
    }
    headers += request.headers.map { ($0.name, $0.value) }
    if request.method == .post {
      headers.append((name: "Content-Type", value: "application/x-www-form-urlencoded"))
      // To wait for a leave to send would cost a second with servers that give none.
      if request.body.count >= 1 << 20 { headers.append((name: "Expect", value: nil)) }
    }
    return headers
  }
}

/// `application/json` of `Application/JSON; charset=utf-8`.
private func mediaType(_ header: String) -> String {
  let type = header.utf8.prefix { $0 != UInt8(ascii: ";") }.filter { $0 > 0x20 }
  return String(decoding: type, as: UTF8.self).lowercased()
}
