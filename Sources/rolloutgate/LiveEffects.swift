import CurlTransport
import Diagnostics
import Gate
import HTTPExchange
import Outcome
import Prometheus
import WorkTree

extension Effects {
  /// The effects of a real run: files of a work tree, and a store over the network or from answers.
  ///
  /// - Parameter isVerbose: Whether each request is shown.
  init(
    in tree: WorkTree, answering source: AnswerSource, showing isVerbose: Bool,
    _ process: Surroundings
  ) throws(InputFault) {
    let transport = Transport(isStopped: process.isStopped)
    self.init(
      read: { path in tree.found(path) },
      create: { path, bytes in
        do throws(WorkTreeError) {
          let real = try tree.resolve(path)
          let snapshot = try tree.replacement(of: real, with: bytes, expecting: nil)
          return snapshot.map { .success(tree.file(real, as: $0)) }
            ?? .failure(WriteFailure("\(path): nothing was written"))
        } catch {
          return .failure(WriteFailure("\(error)"))
        }
      },
      readSecret: { path, folder in
        do throws(WorkTreeError) {
          return .success(
            try tree.readOutside(path, relativeTo: folder.isEmpty ? "." : folder).bytes)
        } catch {
          return .failure(ReadFailure(error))
        }
      },
      secretPath: { path, folder in
        (try? tree.outsidePath(path, relativeTo: folder.isEmpty ? "." : folder)) ?? path
      },
      environment: process.environment,
      send: Self.sender(to: source, over: transport),
      elapsed: process.elapsed, now: process.now, wait: process.wait,
      tell: { process.show($0) },
      call: Self.caller(over: transport, showing: isVerbose, process),
      deliver: { transport.send($0) },
      earlier: { path in
        GitHistory(process).beforeLastChange(
          of: path, present: (try? tree.found(path).get())?.bytes)
      },
      search: { wanted, found in
        tree.search(for: FileSearch(wanted)) { path, file in
          found(path, file.map(\.bytes).mapError(ReadFailure.init))
        }
      },
      remotes: { GitHistory(process).remotes() },
      show: { asked in
        if isVerbose { for query in asked { process.warn(query.line) } }
      })
  }

  private static func sender(
    to source: AnswerSource, over transport: Transport
  ) -> ([Inquiry]) -> [[HTTPExchangeResult]] {
    switch source {
    case .none:
      return { inquiries in inquiries.map { $0.unanswered(.cancelled) } }
    case .saved(let answers):
      return { inquiries in
        inquiries.map { answers.answers(to: $0.queries, of: $0.store) }
      }
    case .store:
      return { inquiries in transport.send(inquiries) }
    }
  }

  private static func caller(
    over transport: Transport, showing isVerbose: Bool, _ process: Surroundings
  ) -> ([HookCall]) -> [HookOutcome] {
    { calls in
      let caller = HookCaller(
        sending: transport.send, environment: process.variables, isStopped: process.isStopped)
      let outcomes = caller.make(calls)
      if isVerbose { for outcome in outcomes { process.warn(outcome.line) } }
      return outcomes
    }
  }
}

/// `0.012 s`, or `0.512 s in 3 attempts`.
private func took(_ seconds: Double, _ attempts: Int) -> String {
  DecimalText.fixed(seconds, fractionDigits: 3) + " s"
    + (attempts > 1 ? " in \(attempts) attempts" : "")
}

extension AskedQuery {
  /// One line for `-v`: `asked http://prometheus:9090 for 2026-01-01T00:50:00Z, 0.012 s: 42 <- sum(...)`.
  fileprivate var line: String {
    let text = query.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "asked \(store) for \(moment), \(took(seconds, attempts)): \(answer) <- \(text)"
  }
}

extension HookOutcome {
  /// The same for a hook: `called load-test (rollout), 1.204 s: HTTP 200`.
  fileprivate var line: String {
    "called \(name) (\(kind.rawValue)), \(took(seconds, attempts)): \(status)"
  }
}

/// The transport of a run, made when the first store is asked and kept for the others.
private final class Transport {
  private let isStopped: () -> Bool
  private var opened: OpenTransport?

  init(isStopped: @escaping () -> Bool) {
    self.isStopped = isStopped
  }

  func send(_ inquiries: [Inquiry]) -> [[HTTPExchangeResult]] {
    do throws(TransportFailure) {
      return try open().send(inquiries)
    } catch {
      return inquiries.map { $0.unanswered(error) }
    }
  }

  func send(_ deliveries: [Delivery]) -> [[HTTPExchangeResult]] {
    do throws(TransportFailure) {
      return try open().send(deliveries)
    } catch {
      let failed = HTTPExchangeResult(result: .failure(error), seconds: 0, attempts: 0)
      return deliveries.map { $0.requests.map { _ in failed } }
    }
  }

  /// The request of a hook, over the same connections as the queries.
  func send(_ request: HTTPRequest, over connection: Connection) -> HTTPExchangeResult {
    do throws(TransportFailure) {
      return try open().send(request, over: connection)
    } catch {
      return HTTPExchangeResult(result: .failure(error), seconds: 0, attempts: 0)
    }
  }
}

extension Transport {
  private func open() throws(TransportFailure) -> OpenTransport {
    if let opened { return opened }
    let transport = try OpenTransport(isStopped: isStopped)
    opened = transport
    return transport
  }
}

/// A class, since closures can't hold what can't be copied.
private final class OpenTransport {
  private let curl: CurlTransport

  init(isStopped: @escaping () -> Bool) throws(TransportFailure) {
    curl = try CurlTransport(isCancelled: isStopped)
  }

  /// Whatever a server sends back, the run never sees a secret in it: a proxy's error page may show
  /// the request's own headers.
  func send(_ inquiries: [Inquiry]) -> [[HTTPExchangeResult]] {
    let groups = inquiries.map { CurlTransport.Group($0.requests, over: $0.connection) }
    return zip(inquiries, curl.send(groups)).map { inquiry, results in
      let redact = Redaction(of: inquiry.connection)
      return results.map { $0.redacted(by: redact) }
    }
  }

  /// Of what comes back, nothing is shown but the status.
  func send(_ deliveries: [Delivery]) -> [[HTTPExchangeResult]] {
    curl.send(deliveries.map { CurlTransport.Group($0.requests, over: $0.connection) })
  }

  func send(_ request: HTTPRequest, over connection: Connection) -> HTTPExchangeResult {
    let failure = HTTPExchangeResult(result: .failure(.cancelled), seconds: 0, attempts: 0)
    return (curl.send([request], over: connection).first ?? failure)
      .redacted(by: Redaction(of: connection))
  }
}

extension HTTPExchangeResult {
  /// Also in whole microseconds, which saved answers keep exactly.
  fileprivate func redacted(by redact: Redaction) -> HTTPExchangeResult {
    HTTPExchangeResult(
      result:
        result
        .map { answer in
          HTTPAnswer(
            status: answer.status, contentType: redact(answer.contentType),
            body: Array(String(decoding: redact(answer.body), as: UTF8.self).utf8))
        }
        .mapError { $0.redacted(by: redact) },
      seconds: (seconds * 1_000_000).rounded() / 1_000_000, attempts: attempts)
  }
}

extension Inquiry {
  fileprivate func unanswered(_ failure: TransportFailure) -> [HTTPExchangeResult] {
    queries.map { _ in HTTPExchangeResult(result: .failure(failure), seconds: 0, attempts: 0) }
  }
}

extension WorkTree {
  /// A file with the way to replace it while it is still as it was read.
  fileprivate func found(_ path: String) -> Result<FoundFile, ReadFailure> {
    do throws(WorkTreeError) {
      let real = try resolve(path)
      return .success(file(real, as: try read(real)))
    } catch {
      return .failure(ReadFailure(error))
    }
  }

  fileprivate func file(_ path: String, as snapshot: FileSnapshot) -> FoundFile {
    FoundFile(path: path, bytes: snapshot.bytes) { bytes in
      do throws(WorkTreeError) {
        let written = try replacement(of: path, with: bytes, expecting: snapshot)
        return .success(file(path, as: written ?? snapshot))
      } catch {
        return .failure(WriteFailure("\(error)"))
      }
    }
  }
}

extension FileSearch {
  fileprivate init(_ wanted: TreeSearch) {
    self.init(
      endings: wanted.endings, holding: wanted.texts, orNamed: wanted.names, upTo: wanted.limit,
      alsoIn: wanted.folders)
  }
}

extension ReadFailure {
  fileprivate init(_ error: WorkTreeError) {
    // Only a file that is not there counts as missing: a record that can't be read must not be
    // taken for one that was never written.
    if case .missing = error {
      self = .missing
    } else {
      self = .unreadable("\(error)")
    }
  }
}
