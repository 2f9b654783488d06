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

  /// Sends all `requests` and gives their results in the same order.
  ///
  /// A failure is the result of the request that it met; its text is free of the connection's
  /// secrets. The bodies of answers are as they came.
  package func send(
    _ requests: [HTTPRequest], over connection: Connection
  ) -> [HTTPExchangeResult] {
    var sending = Sending(requests, over: connection, at: .now)
    do throws(CurlError) {
      try sending.makeTransfers(atMost: Self.window)
      while !sending.isDone {
        if isCancelled() {
          sending.finishAll(with: .cancelled, at: .now)
        } else if sending.deadline <= .now {
          sending.finishAll(with: sending.deadlinePassed, at: .now)
        } else {
          try advance(&sending)
        }
      }
    } catch {
      sending.finishAll(with: error.failure, at: .now)
    }
    sending.abandonTransfers(on: multi)
    return sending.results
  }

  private func advance(_ sending: inout Sending) throws(CurlError) {
    sending.beginDue(on: multi, at: .now)
    try multi.perform()
    var hasRoom = false
    while let ended = unsafe multi.takeFinished() {
      unsafe sending.settle(ended.easy, ended.code, on: multi, at: .now, jitter: jitter())
      hasRoom = true
    }
    // Begin what follows before waiting: without transfers, no socket would end the wait.
    if hasRoom { return }
    let wait = min(ContinuousClock.now.duration(to: sending.nextWake), Self.longestWait)
    try multi.wait(milliseconds: wait.wholeMilliseconds)
  }
}
