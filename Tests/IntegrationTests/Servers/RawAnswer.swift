import Foundation
import LoopbackServers

extension RawServer {
  /// A server that gives whole answers, as late as the test likes: an answer is made while the gate
  /// waits for it.
  ///
  /// - Parameter reply: The bytes of the HTTP answer to a request with its headers and its body; nil
  ///   to stay silent until the client leaves.
  convenience init(_ reply: @escaping @Sendable (_ request: String) -> String?) throws {
    try self.init { _, request in
      reply(request).map { .bytes($0, thenClose: false) } ?? .silence
    }
  }
}

/// Whole HTTP answers.
enum RawAnswer {
  static func body(_ text: String, status: String = "200 OK", type: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
      + text
  }

  static func json(_ text: String, status: String = "200 OK") -> String {
    body(text, status: status, type: "application/json")
  }

  /// A vector with one number of some seconds ago: no answer may be of a later second than asked.
  static func numberOfNow(_ value: String) -> String {
    let time = Int(Date().timeIntervalSince1970) - 5
    return json(
      #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":["#
        + "\(time)" + #",""# + value + #""]}]}}"#)
  }

  /// A vector with one number at the fixtures' evaluation time.
  static func number(_ value: String) -> String {
    json(
      #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":["#
        + FixtureMetrics.evaluationTime + #",""# + value + #""]}]}}"#)
  }
}
