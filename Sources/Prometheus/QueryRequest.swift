import Diagnostics
import HTTPExchange
import Queries

/// How a query is put to the store.
package struct QueryAPI: Hashable, Sendable {
  /// The address with its path prefix, without a slash at its end.
  package let address: String
  package let method: HTTPRequest.Method
  /// Sent with each query, in this order, beside `query`, `time` and `timeout`.
  package let parameters: [Parameter]
  /// The longest time the store may take; it is asked to stop then.
  package let timeout: Duration

  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Thanos and VictoriaMetrics are asked for an error where they would answer in part; stores that
  /// do not know these parameters ignore them.
  package static let wholeAnswers = [
    Parameter(name: "partial_response", value: "false"),
    Parameter(name: "deny_partial_response", value: "1"),
  ]

  package init(
    address: String, method: HTTPRequest.Method = .post, parameters: [Parameter] = wholeAnswers,
    timeout: Duration
  ) {
    self.address = address
    self.method = method
    self.parameters = parameters
    self.timeout = timeout
  }

  /// An instant query at one moment, as a form in the body unless the method is GET.
  ///
  /// The path is appended to the address and never resolved against it, so that a prefix stays.
  /// Source: Prometheus HTTP API, "Instant queries".
  package func request(for query: String, at time: Timestamp) -> HTTPRequest {
    request(
      to: "query",
      [
        Parameter(name: "query", value: query),
        Parameter(name: "time", value: Self.text(of: time.unixSeconds)),
      ])
  }

  /// A query over a span that ends at a moment or before it.
  /// Source: Prometheus HTTP API, "Range queries".
  package func request(
    for query: String, over range: QueryRange, at time: Timestamp
  ) -> HTTPRequest {
    let now = time.unixSeconds
    return request(
      to: "query_range",
      [
        Parameter(name: "query", value: query),
        Parameter(name: "start", value: Self.text(of: now - range.start.inSeconds)),
        Parameter(name: "end", value: Self.text(of: now - range.end.inSeconds)),
        Parameter(name: "step", value: Self.text(of: range.step.inSeconds)),
      ])
  }

  private static func text(of seconds: Double) -> String {
    DecimalText.text(seconds, fractionDigits: 3)
  }

  private func request(to endpoint: String, _ asked: [Parameter]) -> HTTPRequest {
    let fields =
      asked + [Parameter(name: "timeout", value: DurationText.text(timeout))] + parameters
    let form = fields.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
      .joined(separator: "&")
    let url = address + "/api/v1/" + endpoint
    return switch method {
    case .post: HTTPRequest(method: .post, url: url, body: Array(form.utf8))
    case .get: HTTPRequest(method: .get, url: url + "?" + form)
    }
  }

  /// The same questions as GET, for a server that does not know the POST form of them.
  package func asGet() -> QueryAPI {
    QueryAPI(address: address, method: .get, parameters: parameters, timeout: timeout)
  }
}
