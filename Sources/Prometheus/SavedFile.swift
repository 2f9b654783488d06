import FoundationEssentials
import HTTPExchange

/// The file's JSON.
struct SavedFile: Codable {
  let schema: Int
  let evaluatedAt: String
  let startedAt: String
  let seconds: Double
  let host: String
  let answers: [Answer]

  struct Answer: Codable {
    let store: String
    let query: String
    let seconds: Double
    let attempts: Int
    let status: Int?
    let contentType: String?
    let body: String?
    /// A body that is not UTF-8, and would be another one as a text.
    let bodyBase64: String?
    let failure: Failure?
  }

  struct Failure: Codable {
    let kind: String
    let text: String?
    let number: Double?
  }
}

extension SavedFile {
  /// Whether the numbers are such as a run writes: they reach reports.
  var isPlausible: Bool {
    isDuration(seconds)
      && answers.allSatisfy { answer in
        isDuration(answer.seconds) && (0...1_000).contains(answer.attempts)
          && answer.status.map((100...599).contains) ?? true
          && answer.failure?.number.map { (0...1e15).contains($0) } ?? true
      }
  }

  private func isDuration(_ seconds: Double) -> Bool { (0...1e9).contains(seconds) }
}

extension SavedFile.Answer {
  init(_ exchange: SavedAnswers.Exchange) {
    store = exchange.store
    query = exchange.query
    seconds = exchange.result.seconds
    attempts = exchange.result.attempts
    switch exchange.result.result {
    case .success(let answer):
      status = answer.status
      contentType = answer.contentType
      body = String(validating: answer.body, as: UTF8.self)
      bodyBase64 = body == nil ? Data(answer.body).base64EncodedString() : nil
      failure = nil
    case .failure(let reason):
      status = nil
      contentType = nil
      body = nil
      bodyBase64 = nil
      failure = SavedFile.Failure(reason)
    }
  }

  private var bytes: [UInt8] {
    if let bodyBase64, let data = Data(base64Encoded: bodyBase64) { return Array(data) }
    return Array((body ?? "").utf8)
  }

  var exchange: SavedAnswers.Exchange {
    let result: Result<HTTPAnswer, TransportFailure>
    if let status {
      result = .success(
        HTTPAnswer(
          status: status, contentType: contentType ?? "", body: bytes))
    } else {
      result = .failure(failure?.transportFailure ?? .brokenAnswer("nothing was saved"))
    }
    return SavedAnswers.Exchange(
      store: store, query: query,
      result: HTTPExchangeResult(result: result, seconds: seconds, attempts: attempts))
  }
}

extension SavedFile.Failure {
  init(_ failure: TransportFailure) {
    (kind, text, number) =
      switch failure {
      case .nameNotResolved(let text): ("nameNotResolved", text, nil)
      case .connectionFailed(let text): ("connectionFailed", text, nil)
      case .tls(let text): ("tls", text, nil)
      case .timedOut(let seconds, let overall):
        (overall ? "deadlinePassed" : "timedOut", nil, seconds)
      case .tooLarge(let limit): ("tooLarge", nil, Double(limit))
      case .redirected(let status, let target): ("redirected", target, Double(status))
      case .brokenAnswer(let text): ("brokenAnswer", text, nil)
      case .unusable(let text): ("unusable", text, nil)
      case .cancelled: ("cancelled", nil, nil)
      }
  }

  var transportFailure: TransportFailure {
    let text = text ?? ""
    let number = number ?? 0
    return switch kind {
    case "nameNotResolved": .nameNotResolved(text)
    case "connectionFailed": .connectionFailed(text)
    case "tls": .tls(text)
    case "timedOut": .timedOut(seconds: number, overall: false)
    case "deadlinePassed": .timedOut(seconds: number, overall: true)
    case "tooLarge": .tooLarge(limit: Int(exactly: number.rounded()) ?? 0)
    case "redirected": .redirected(status: Int(exactly: number.rounded()) ?? 0, to: text)
    case "unusable": .unusable(text)
    case "cancelled": .cancelled
    default: .brokenAnswer(text)
    }
  }
}
