import HTTPExchange

/// Sends requests over libcurl, many at once over few connections, on the calling thread.
///
/// Connections stay open between calls of `send` and close with the transport. The process must
/// ignore SIGPIPE: libcurl is told to leave signals alone, and OpenSSL may write to a socket that
/// the server closed.
package struct CurlTransport: ~Copyable {
  /// As many transfers as connections, so that none waits inside libcurl while its time runs.
  private static let window = 8
  /// The longest time until a cancellation is noticed.
  private static let longestWait: Duration = .milliseconds(200)

  private let multi: MultiHandle
  private let isCancelled: () -> Bool
  private let jitter: () -> Double

  /// Fails only where libcurl can't be set up at all, as without memory.
  ///
  /// - Parameters:
  ///   - isCancelled: Asked at least every 200 ms while requests are under way.
  ///   - jitter: A number in 0..<1, new with each call.
  package init(
    isCancelled: @escaping () -> Bool = { false },
    jitter: @escaping () -> Double = { .random(in: 0..<1) }
  ) throws(TransportFailure) {
    do {
      multi = try MultiHandle(connectionsPerHost: Self.window)
    } catch {
      throw error.failure
    }
    self.isCancelled = isCancelled
    self.jitter = jitter
  }

  /// Requests that go over one connection's settings.
  package struct Group {
    package let requests: [HTTPRequest]
    package let connection: Connection

    package init(_ requests: [HTTPRequest], over connection: Connection) {
      self.requests = requests
      self.connection = connection
    }
  }

  /// Sends all `requests` and gives their results in the same order.
  package func send(
    _ requests: [HTTPRequest], over connection: Connection
  ) -> [HTTPExchangeResult] {
    send([Group(requests, over: connection)]).first ?? []
  }

  /// Sends all groups at once, each under its own deadline from now on, so that a silent server
  /// holds up nobody else's answers; gives the results in the same order.
  ///
  /// A failure is the result of the request that it met; its text is free of the connection's
  /// secrets. The bodies of answers are as they came.
  package func send(_ groups: [Group]) -> [[HTTPExchangeResult]] {
    let begin = ContinuousClock.now
    var sendings = groups.map { Sending($0.requests, over: $0.connection, at: begin) }
    for index in sendings.indices {
      do throws(CurlError) {
        try sendings[index].makeTransfers(atMost: Self.window)
      } catch {
        sendings[index].finishAll(with: error.failure, at: .now)
      }
    }
    while sendings.contains(where: { !$0.isDone }) {
      for index in sendings.indices where !sendings[index].isDone {
        if isCancelled() {
          sendings[index].finishAll(with: .cancelled, at: .now)
        } else if sendings[index].deadline <= .now {
          sendings[index].finishAll(with: sendings[index].deadlinePassed, at: .now)
        }
        if sendings[index].isDone { sendings[index].abandonTransfers(on: multi) }
      }
      do throws(CurlError) {
        try advance(&sendings)
      } catch {
        for index in sendings.indices {
          sendings[index].finishAll(with: error.failure, at: .now)
        }
      }
    }
    for index in sendings.indices { sendings[index].abandonTransfers(on: multi) }
    return sendings.map(\.results)
  }

  private func advance(_ sendings: inout [Sending]) throws(CurlError) {
    for index in sendings.indices where !sendings[index].isDone {
      sendings[index].beginDue(on: multi, at: .now)
    }
    try multi.perform()
    var hasRoom = false
    while let ended = unsafe multi.takeFinished() {
      for index in sendings.indices where unsafe sendings[index].carries(ended.easy) {
        unsafe sendings[index].settle(ended.easy, ended.code, on: multi, at: .now, jitter: jitter())
      }
      hasRoom = true
    }
    // Begin what follows before waiting: without transfers, no socket would end the wait.
    guard !hasRoom, let wake = sendings.lazy.filter({ !$0.isDone }).map(\.nextWake).min() else {
      return
    }
    let wait = min(ContinuousClock.now.duration(to: wake), Self.longestWait)
    try multi.wait(milliseconds: wait.wholeMilliseconds)
  }
}
