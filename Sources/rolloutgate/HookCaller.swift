import Gate
import HTTPExchange
import Outcome

/// Makes the calls of hooks, one after the other, each within its own time.
package struct HookCaller {
  private let send: (HTTPRequest, Connection) -> HTTPExchangeResult
  private let environment: [String]
  private let isStopped: () -> Bool

  /// - Parameters:
  ///   - send: Its texts must be free of the connection's secrets.
  ///   - environment: What programs are given on, as `NAME=value`.
  ///   - isStopped: Whether somebody asked the run to stop.
  package init(
    sending send: @escaping (HTTPRequest, Connection) -> HTTPExchangeResult,
    environment: [String], isStopped: @escaping () -> Bool
  ) {
    self.send = send
    self.environment = environment
    self.isStopped = isStopped
  }

  package func make(_ calls: [HookCall]) -> [HookOutcome] {
    calls.map { call in
      switch call.way {
      case .http(let request, let connection): call.outcome(of: send(request, connection))
      case .program(let program):
        call.outcome(of: run(program, environment: environment, isStopped: isStopped))
      case .impossible(let why): call.notMade(because: why)
      }
    }
  }
}
