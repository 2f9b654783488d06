import HTTPExchange

/// Where each request of one `send` stands: not begun, under way, waiting for a retry, or done.
struct Batch {
  typealias Instant = ContinuousClock.Instant

  private struct Progress {
    var attempts = 0
    var begun: Instant?
    var result: HTTPExchangeResult?
  }

  private var progress: [Progress]
  /// The first request that was not begun yet.
  private var fresh = 0
  private var retries: [(request: Int, due: Instant)] = []
  private(set) var unfinished: Int

  init(count: Int) {
    progress = Array(repeating: Progress(), count: count)
    unfinished = count
  }

  /// When the next retry is due, where one waits.
  var nextDue: Instant? { retries.lazy.map(\.due).min() }

  /// Begins the next attempt that is due, retries first; nil where none is. Gives its request.
  mutating func begin(at now: Instant) -> Int? {
    guard let request = takeDueRetry(at: now) ?? takeFresh() else { return nil }
    progress[request].attempts += 1
    progress[request].begun = progress[request].begun ?? now
    return request
  }

  func attempts(of request: Int) -> Int { progress[request].attempts }

  mutating func retry(_ request: Int, at due: Instant) {
    retries.append((request, due))
  }

  mutating func finish(
    _ request: Int, with result: Result<HTTPAnswer, TransportFailure>, at now: Instant
  ) {
    guard progress[request].result == nil else { return }
    let begun = progress[request].begun ?? now
    progress[request].result = HTTPExchangeResult(
      result: result, seconds: begun.duration(to: now).seconds,
      attempts: progress[request].attempts)
    unfinished -= 1
  }

  /// Ends every request that is not done, whether begun or not.
  mutating func finishAll(with failure: TransportFailure, at now: Instant) {
    for request in progress.indices { finish(request, with: .failure(failure), at: now) }
    retries = []
    fresh = progress.count
  }

  /// The results in the order of the requests, once none is unfinished.
  consuming func results() -> [HTTPExchangeResult] { progress.compactMap(\.result) }

  private mutating func takeFresh() -> Int? {
    while fresh < progress.count {
      fresh += 1
      if progress[fresh - 1].result == nil { return fresh - 1 }
    }
    return nil
  }

  private mutating func takeDueRetry(at now: Instant) -> Int? {
    guard let index = retries.firstIndex(where: { $0.due <= now }) else { return nil }
    return retries.remove(at: index).request
  }
}
