/// What came back for one request: an answer of the server, whatever its status, or a failure.
package struct HTTPExchangeResult: Hashable, Sendable {
  package let result: Result<HTTPAnswer, TransportFailure>
  /// Wall time from the first attempt to the end of the last, in seconds.
  package let seconds: Double
  /// How often the request was sent: 1 or more; 0 where the deadline had passed before.
  package let attempts: Int

  package init(result: Result<HTTPAnswer, TransportFailure>, seconds: Double, attempts: Int) {
    self.result = result
    self.seconds = seconds
    self.attempts = attempts
  }
}

/// A whole HTTP answer.
package struct HTTPAnswer: Hashable, Sendable {
  package let status: Int
  /// Without parameters and in lower case: `application/json`; empty where the server named none.
  package let contentType: String
  package let body: [UInt8]

  package init(status: Int, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}

/// Why a request brought no answer. Every text is free of secrets.
package enum TransportFailure: Error, Hashable, Sendable {
  case nameNotResolved(String)
  case connectionFailed(String)
  /// The certificate was refused, by us or by the server, or the handshake failed.
  case tls(String)
  /// No whole answer within `seconds`; `overall` when the run's one deadline ended it.
  case timedOut(seconds: Double, overall: Bool)
  /// The body grew past the cap, in bytes after decompression.
  case tooLarge(limit: Int)
  /// The server redirected; nothing was sent there. The target is named without user and query.
  case redirected(status: Int, to: String)
  /// The connection closed early, or the bytes were no HTTP.
  case brokenAnswer(String)
  /// A credential, certificate or address can't be used.
  case unusable(String)
  /// A signal ended the run.
  case cancelled
}
