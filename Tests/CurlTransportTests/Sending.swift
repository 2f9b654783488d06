import CurlTransport
import Glibc
import HTTPExchange

/// The executable ignores this signal; here the tests stand in for it.
private let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

func send(
  _ requests: [HTTPRequest], over connection: Connection = Connection(retry: once),
  isCancelled: @escaping () -> Bool = { false }
) throws -> [HTTPExchangeResult] {
  _ = ignoresBrokenPipes
  return try CurlTransport(isCancelled: isCancelled, jitter: { 0 }).send(requests, over: connection)
}

func send(
  _ request: HTTPRequest, over connection: Connection = Connection(retry: once)
) throws -> HTTPExchangeResult {
  try send([request], over: connection)[0]
}

/// Without retries.
let once = RetryRule(attempts: 1)
/// With three attempts and hardly any wait.
let soon = RetryRule(attempts: 3, firstWait: .milliseconds(1))

func get(_ url: String) -> HTTPRequest { HTTPRequest(method: .get, url: url) }

func post(_ url: String, _ body: String = "query=up") -> HTTPRequest {
  HTTPRequest(method: .post, url: url, body: Array(body.utf8))
}

extension HTTPExchangeResult {
  var status: Int? { try? result.get().status }

  var text: String? { (try? result.get()).map { String(decoding: $0.body, as: UTF8.self) } }

  var failure: TransportFailure? {
    guard case .failure(let failure) = result else { return nil }
    return failure
  }
}

extension TransportFailure {
  /// The name of the case, for tables.
  var kind: String {
    switch self {
    case .nameNotResolved: "nameNotResolved"
    case .connectionFailed: "connectionFailed"
    case .tls: "tls"
    case .timedOut(_, let overall): overall ? "timedOut overall" : "timedOut"
    case .tooLarge: "tooLarge"
    case .redirected: "redirected"
    case .brokenAnswer: "brokenAnswer"
    case .unusable: "unusable"
    case .cancelled: "cancelled"
    }
  }
}
