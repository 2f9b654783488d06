import Diagnostics
import HTTPExchange

extension SavedAnswers {
  /// Reads a file that `text` wrote, and refuses numbers that no run writes: they reach reports.
  package init(reading bytes: [UInt8], in file: String) throws(Diagnostic) {
    do throws(JSONFault) {
      let saved = try JSONValue.members(reading: bytes)
      let schema = try saved.required("schema", .integer)
      guard schema == 1 else {
        throw .member(path: "schema", what: "is \(schema), and this program knows 1")
      }
      self.init(
        evaluatedAt: try saved.required("evaluatedAt", .timestamp),
        startedAt: try saved.required("startedAt", .timestamp),
        seconds: try saved.required("seconds", .seconds),
        host: try saved.required("host", .text),
        exchanges: try saved.list("answers", of: Exchange.init),
        job: try saved.optional("job", .text))
    } catch {
      throw error.diagnostic(
        in: file, "this is no file of saved answers", advice: "make one with --save-answers")
    }
  }

  /// The same bytes for the same answers.
  package var text: [UInt8] {
    let members: [(String, JSONText?)] = [
      ("answers", .list(exchanges.map(\.json))), ("evaluatedAt", .text("\(evaluatedAt)")),
      ("host", .text(host)), ("job", job.map(JSONText.text)), ("schema", .integer(1)),
      ("seconds", .number(seconds)), ("startedAt", .text("\(startedAt)")),
    ]
    let file = JSONText.members(members.compactMap { name, value in value.map { (name, $0) } })
    return Array(file.document.utf8)
  }
}

extension SavedAnswers.Exchange {
  fileprivate init(_ saved: [String: JSONValue]) throws(JSONFault) {
    store = try saved.required("store", .text)
    query = try saved.required("query", .text)
    let answer: Result<HTTPAnswer, TransportFailure>
    if let failure = try saved.optional("failure", as: TransportFailure.init) {
      answer = .failure(failure)
    } else {
      let body: [UInt8]
      if let text = try saved.optional("body", .text) {
        body = Array(text.utf8)
      } else {
        body = try saved.required("bodyBase64", .bytes)
      }
      answer = .success(
        HTTPAnswer(
          status: try saved.required("status", .integer(in: 100...599)),
          contentType: try saved.optional("contentType", .text) ?? "",
          body: body))
    }
    result = HTTPExchangeResult(
      result: answer, seconds: try saved.required("seconds", .seconds),
      attempts: try saved.required("attempts", .integer(in: 0...1_000)))
  }

  fileprivate var json: JSONText {
    var members: [(name: String, value: JSONText)] = [("attempts", .integer(result.attempts))]
    switch result.result {
    case .success(let answer):
      // A body that is not UTF-8 would be another one as a text.
      members.append(
        String(validating: answer.body, as: UTF8.self).map { ("body", .text($0)) }
          ?? ("bodyBase64", .text(Base64.text(of: answer.body))))
      members.append(("contentType", .text(answer.contentType)))
    case .failure(let failure): members.append(("failure", failure.json))
    }
    members += [("query", .text(query)), ("seconds", .number(result.seconds))]
    if case .success(let answer) = result.result {
      members.append(("status", .integer(answer.status)))
    }
    return .members(members + [("store", .text(store))])
  }
}

extension TransportFailure {
  fileprivate init(_ saved: [String: JSONValue]) throws(JSONFault) {
    let text = try saved.optional("text", .text) ?? ""
    let number = try saved.optional("number", .number(in: 0...1e15)) ?? 0
    let kind = try saved.required("kind", .text)
    switch kind {
    case "nameNotResolved": self = .nameNotResolved(text)
    case "connectionFailed": self = .connectionFailed(text)
    case "tls": self = .tls(text)
    case "timedOut": self = .timedOut(seconds: number, overall: false)
    case "deadlinePassed": self = .timedOut(seconds: number, overall: true)
    case "tooLarge": self = .tooLarge(limit: Int(number))
    case "redirected": self = .redirected(status: Int(number), to: text)
    case "brokenAnswer": self = .brokenAnswer(text)
    case "unusable": self = .unusable(text)
    case "cancelled": self = .cancelled
    default: throw .member(path: "kind", what: "is \"\(kind)\", which this program does not know")
    }
  }

  fileprivate var json: JSONText {
    func json(_ kind: String, number: Double? = nil, text: String? = nil) -> JSONText {
      let number = number.map { [("number", JSONText.number($0))] } ?? []
      let text = text.map { [("text", JSONText.text($0))] } ?? []
      return .members([("kind", .text(kind))] + number + text)
    }
    return switch self {
    case .nameNotResolved(let text): json("nameNotResolved", text: text)
    case .connectionFailed(let text): json("connectionFailed", text: text)
    case .tls(let text): json("tls", text: text)
    case .timedOut(let seconds, let overall):
      json(overall ? "deadlinePassed" : "timedOut", number: seconds)
    case .tooLarge(let limit): json("tooLarge", number: Double(limit))
    case .redirected(let status, let target):
      json("redirected", number: Double(status), text: target)
    case .brokenAnswer(let text): json("brokenAnswer", text: text)
    case .unusable(let text): json("unusable", text: text)
    case .cancelled: json("cancelled")
    }
  }
}

extension JSONKind<Double> {
  fileprivate static var seconds: Self { number(in: 0...1e9) }
}

extension JSONKind<[UInt8]> {
  fileprivate static var bytes: Self { text("text in Base64") { Base64.bytes(of: $0) } }
}
