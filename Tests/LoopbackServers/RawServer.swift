import Foundation
import Synchronization

/// A server of bytes on a free loopback port: it says what the test tells it to, HTTP or not.
package final class RawServer: Sendable {
  package enum Reply {
    /// The bytes, and then the next request of the connection, or its end.
    case bytes(String, thenClose: Bool = true)
    /// The head, and then the chunk again and again until the client leaves.
    case endless(head: String, chunk: [UInt8])
    /// Nothing at all, with the connection open.
    case silence
  }

  package let port: Int
  private let listener: Int32
  private let state = Mutex(State())

  private struct State {
    var requests: [String] = []
    var connections: [Int32] = []
    var isStopped = false
  }

  /// `reply` gets the number of the request, from 1, and its text.
  ///
  /// With `readsNothing` it replies at once, to request number 0.
  package init(
    readsNothing: Bool = false, _ reply: @escaping @Sendable (Int, String) -> Reply
  ) throws {
    (listener, port) = try Loopback.listen()
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        guard let self, self.adopt(connection) else {
          close(connection)
          continue
        }
        Thread.detachNewThread { [weak self] in self?.serve(connection, readsNothing, reply) }
      }
      // Not by `stop`: the number must not be another server's while this thread accepts.
      close(listener)
    }
  }

  /// No thread serves a connection any more: each of them holds the server.
  deinit {
    stop()
    for connection in state.withLock({ $0.connections }) { close(connection) }
  }

  /// The requests so far, each with its headers and its body.
  package var requests: [String] { state.withLock { $0.requests } }

  package var connectionCount: Int { state.withLock { $0.connections.count } }

  package var address: String { "http://127.0.0.1:\(port)" }

  package func url(_ path: String = "/api/v1/query", scheme: String = "http") -> String {
    "\(scheme)://127.0.0.1:\(port)\(path)"
  }

  package func stop() {
    let open = state.withLock { state in
      defer { state.isStopped = true }
      return state.isStopped ? [] : state.connections + [listener]
    }
    for descriptor in open { shutdown(descriptor, Int32(SHUT_RDWR)) }
  }

  private func adopt(_ connection: Int32) -> Bool {
    state.withLock { state in
      state.connections.append(connection)
      return !state.isStopped
    }
  }

  private func serve(_ connection: Int32, _ readsNothing: Bool, _ reply: (Int, String) -> Reply) {
    // Not closed, but shut down: the number must not be another connection's when `stop` comes.
    defer { shutdown(connection, Int32(SHUT_RDWR)) }
    if readsNothing, case .bytes(let text, _) = reply(0, "") {
      _ = Loopback.write(Array(text.utf8), to: connection)
      return
    }
    while let request = Loopback.readRequest(from: connection) {
      let number = state.withLock { state in
        state.requests.append(request)
        return state.requests.count
      }
      switch reply(number, request) {
      case .bytes(let text, let thenClose):
        guard Loopback.write(Array(text.utf8), to: connection), !thenClose else { return }
      case .endless(let head, let chunk):
        guard Loopback.write(Array(head.utf8), to: connection) else { return }
        while Loopback.write(chunk, to: connection) {}
        return
      case .silence:
        _ = Loopback.readRequest(from: connection)
        return
      }
    }
  }
}
