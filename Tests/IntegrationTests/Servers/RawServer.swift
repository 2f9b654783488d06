import Foundation
import Synchronization

/// A server of bytes in this process: it answers what the test says, and as late as the test likes,
/// since the answer is made while the gate waits for it.
final class RawServer: Sendable {
  /// - Returns: The bytes of the whole HTTP answer; nil to stay silent until the client leaves.
  typealias Reply = @Sendable (_ request: String) -> String?

  let port: Int
  private let listener: Int32
  private let received = Mutex<[String]>([])

  var address: String { "http://127.0.0.1:\(port)" }

  /// The requests so far, each with its headers and its body.
  var requests: [String] { received.withLock { $0 } }

  init(_ reply: @escaping Reply) throws {
    (listener, port) = try Self.listen()
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        Thread.detachNewThread { [weak self] in
          self?.serve(connection, reply)
          close(connection)
        }
      }
      close(listener)
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  private func serve(_ connection: Int32, _ reply: Reply) {
    let stream = FileHandle(fileDescriptor: connection, closeOnDealloc: false)
    while let request = Self.readRequest(from: stream) {
      received.withLock { $0.append(request) }
      guard let answer = reply(request) else {
        _ = stream.availableData
        return
      }
      guard (try? stream.write(contentsOf: Data(answer.utf8))) != nil else { return }
    }
  }

  /// One request with its whole body; nil where the client has left.
  private static func readRequest(from stream: FileHandle) -> String? {
    var text = ""
    while true {
      if let end = text.range(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound].lowercased()
        let length = head.components(separatedBy: "content-length: ").dropFirst().first
          .flatMap { Int($0.prefix { $0.isNumber }) }
        if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
      }
      let data = stream.availableData
      guard !data.isEmpty else { return nil }
      text += String(decoding: data, as: UTF8.self)
    }
  }

  private static func listen() throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        unsafe bind(descriptor, generic, length) == 0 && Glibc.listen(descriptor, 64) == 0
          && getsockname(descriptor, generic, &length) == 0
      }
    }
    guard descriptor >= 0, isBound else { throw SetUpFailure("no free port: errno \(errno)") }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
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
