import CCurl
import HTTPExchange

/// One call of `send` under way: its requests, its transfers and its one deadline.
struct Sending {
  typealias Instant = ContinuousClock.Instant

  let deadline: Instant
  private let requests: [HTTPRequest]
  private let connection: Connection
  private let redaction: Redaction
  private var batch: Batch
  private var idle: [Transfer] = []
  private var running: [Transfer] = []

  /// Begins with every request refused that must not be sent.
  init(_ requests: [HTTPRequest], over connection: Connection, at now: Instant) {
    self.requests = requests
    self.connection = connection
    deadline = now + min(connection.deadline, .seconds(86_400))
    redaction = Redaction(of: connection)
    batch = Batch(count: requests.count)
    let flaw = connection.flaw
    for (index, request) in requests.enumerated() {
      guard let flaw = flaw ?? request.flaw(over: connection) else { continue }
      batch.finish(index, with: .failure(.unusable(flaw)), at: now)
    }
  }

  var isDone: Bool { batch.unfinished == 0 }

  var results: [HTTPExchangeResult] { batch.results() }

  var deadlinePassed: TransportFailure {
    .timedOut(seconds: connection.deadline.seconds, overall: true)
  }

  /// When something is due that no socket tells of.
  var nextWake: Instant {
    guard !idle.isEmpty, let due = batch.nextDue else { return deadline }
    return min(due, deadline)
  }

  mutating func makeTransfers(atMost count: Int) throws(CurlError) {
    while idle.count < min(count, batch.unfinished) { idle.append(try Transfer(over: connection)) }
  }

  /// Begins attempts that are due while there are transfers to carry them.
  mutating func beginDue(on multi: borrowing MultiHandle, at now: Instant) {
    while let transfer = idle.last, let index = batch.begin(at: now) {
      do throws(CurlError) {
        let remaining = now.duration(to: deadline)
        try transfer.prepare(requests[index], at: index, remaining: remaining)
        try multi.add(transfer.easy)
        running.append(idle.removeLast())
      } catch {
        finish(index, with: .failure(error.failure), at: now)
      }
    }
  }

  /// Whether this sending's transfer it is that libcurl names by its address.
  func carries(_ easy: UnsafeMutableRawPointer) -> Bool {
    running.contains { unsafe $0.easy.pointer == easy }
  }

  /// Takes the outcome of the transfer that ended with `code`, and retries or finishes its request.
  mutating func settle(
    _ easy: UnsafeMutableRawPointer, _ code: CURLcode, on multi: borrowing MultiHandle,
    at now: Instant, jitter: Double
  ) {
    let ended = running.firstIndex { unsafe $0.easy.pointer == easy }
    guard let transfer = ended.map({ running.remove(at: $0) }) else { return }
    multi.remove(transfer.easy)
    idle.append(transfer)
    let outcome = transfer.takeOutcome(code)
    let step = connection.retry.step(
      after: outcome.result, attempt: batch.attempts(of: outcome.request),
      retryAfter: outcome.retryAfter, remaining: now.duration(to: deadline), jitter: jitter)
    switch step {
    case .retry(let wait): batch.retry(outcome.request, at: now + wait)
    case .accept: finish(outcome.request, with: outcome.result, at: now)
    }
  }

  mutating func finishAll(with failure: TransportFailure, at now: Instant) {
    batch.finishAll(with: failure.redacted(by: redaction), at: now)
  }

  /// Ends what still runs, so that no handle outlives its stay on `multi`.
  mutating func abandonTransfers(on multi: borrowing MultiHandle) {
    for transfer in running { multi.remove(transfer.easy) }
    running = []
  }

  private mutating func finish(
    _ index: Int, with result: Result<HTTPAnswer, TransportFailure>, at now: Instant
  ) {
    batch.finish(index, with: result.mapError { $0.redacted(by: redaction) }, at: now)
  }
}
