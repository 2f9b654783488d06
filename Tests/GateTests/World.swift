import Diagnostics
import Gate
import GateConfig
import HTTPExchange
import Outcome
import Prometheus

/// A work tree as a dictionary and a store as a closure, in which whole stages are run.
final class World {
  var files: [String: [UInt8]]
  /// The bytes a store answers a query with.
  var answer: (String) -> HTTPAnswer
  /// How a store takes a request, before it looks at the query.
  var refusal: (HTTPRequest) -> HTTPAnswer? = { _ in nil }
  var environment: [String: String] = [:]
  /// What Git had of a file before its last change.
  var earlier: (String) -> [UInt8]? = { _ in nil }
  /// The addresses of the work tree's repository.
  var remotes: [String] = []
  /// How many writes still succeed; those after them do nothing, as after a kill.
  var writesLeft = Int.max
  /// Called before each write with its path.
  var beforeWrite: (World, String) -> Void = { _, _ in }
  /// How a hook ends, by its name.
  var hookEnds: [String: HookOutcome.End] = [:]
  private(set) var hookCalls: [HookCall] = []
  /// Called before each call of a hook.
  var beforeHook: (World) -> Void = { _ in }
  /// How long a hook takes.
  var hookTakes: Duration = .zero
  /// What comes of a message to people.
  var receipt: (HTTPRequest) -> Result<HTTPAnswer, TransportFailure> = { _ in
    .success(HTTPAnswer(status: 204, contentType: "", body: []))
  }
  private(set) var deliveries: [Delivery] = []
  private(set) var inquiries: [Inquiry] = []
  private(set) var writes: [String] = []
  private(set) var reads: [String] = []
  /// What the wall clock says.
  var clock = World.now
  /// By the clock that nobody sets.
  private(set) var seconds = 1.0
  /// How long a store takes to answer.
  var sendTakes: Duration = .zero
  /// Whether somebody asks the run to stop; asked after each wait, and while a store is asked.
  var isStopped: (World) -> Bool = { _ in false }
  private(set) var progress: [Progress] = []

  static let now = Timestamp(rfc3339: "2026-01-01T00:50:00Z") ?? .epoch

  init(_ files: [String: String], answer: @escaping (String) -> HTTPAnswer = World.healthy) {
    self.files = files.mapValues { Array($0.utf8) }
    self.answer = answer
  }

  func text(_ path: String) -> String? { files[path].map { String(decoding: $0, as: UTF8.self) } }

  /// Runs a stage over `rolloutgate.yaml`.
  func run(
    _ command: Outcome.Command = .run, revision: String? = "1.1.0", selection: [String] = [],
    isDryRun: Bool = false, at now: Timestamp = World.now, sampling: Sampling = .once
  ) -> Outcome {
    Gate.run(
      stage(command, revision: revision, selection: selection, isDryRun: isDryRun, at: now),
      sampling, with: effects
    ).outcome
  }

  func stage(
    _ command: Outcome.Command = .run, revision: String? = "1.1.0", selection: [String] = [],
    isDryRun: Bool = false, at now: Timestamp = World.now
  ) -> Stage {
    let config = ConfigFile(
      name: "rolloutgate.yaml", folder: "", bytes: files["rolloutgate.yaml"] ?? [])
    return Stage(
      command: command, configuration: readConfigs([config]), selection: selection,
      revision: revision, startedAt: now, isDryRun: isDryRun, version: "0", host: "test")
  }

  var effects: Effects {
    Effects(
      read: { path in
        self.reads.append(path)
        // As in a work tree, two ways to write a path lead to one file.
        return self.found(Self.straight(path))
      },
      create: { path, bytes in self.write(path, bytes, over: nil) },
      readSecret: { path, _ in self.files[path].map(Result.success) ?? .failure(.missing) },
      secretPath: { path, _ in "/" + path },
      environment: { self.environment[$0] },
      send: { inquiries in
        let results = inquiries.map { inquiry in
          self.inquiries.append(inquiry)
          return zip(inquiry.queries, inquiry.requests).map { query, request in
            HTTPExchangeResult(
              result: self.isStopped(self)
                ? .failure(.cancelled) : .success(self.refusal(request) ?? self.answer(query)),
              seconds: 0, attempts: 1)
          }
        }
        self.pass(self.sendTakes)
        return results
      },
      elapsed: { self.seconds }, now: { self.clock },
      wait: { duration in
        self.pass(duration)
        return self.isStopped(self)
      },
      tell: { self.progress.append($0) },
      call: { calls in
        calls.map { call in
          self.beforeHook(self)
          self.hookCalls.append(call)
          self.pass(self.hookTakes)
          return HookOutcome(
            kind: call.kind, name: call.name, end: self.hookEnds[call.name] ?? .success, text: "",
            status: "HTTP 200", seconds: 0, attempts: 1)
        }
      },
      deliver: { deliveries in
        self.deliveries += deliveries
        return deliveries.map { delivery in
          delivery.requests.map {
            HTTPExchangeResult(result: self.receipt($0), seconds: 0, attempts: 1)
          }
        }
      },
      earlier: { self.earlier($0) },
      search: { wanted, found in
        for (path, bytes) in self.files.sorted(by: { $0.key < $1.key })
        where wanted.finds(path, holding: bytes) { found(path, .success(bytes)) }
        return true
      },
      remotes: { self.remotes })
  }

  private func pass(_ duration: Duration) {
    clock = clock.advanced(by: duration)
    seconds += duration.inSeconds
  }

  private func found(_ path: String) -> Result<FoundFile, ReadFailure> {
    guard let bytes = files[path] else { return .failure(.missing) }
    return .success(
      FoundFile(path: path, bytes: bytes) { new in self.write(path, new, over: bytes) })
  }

  private func write(
    _ path: String, _ bytes: [UInt8], over old: [UInt8]?
  ) -> Result<FoundFile, WriteFailure> {
    beforeWrite(self, path)
    guard writesLeft > 0 else { return .failure(WriteFailure("\(path): killed")) }
    guard files[path] == old else {
      return .failure(WriteFailure("\(path) changed since it was read"))
    }
    writesLeft -= 1
    writes.append(path)
    files[path] = bytes
    return found(path).mapError { _ in WriteFailure("\(path) is gone") }
  }
}

// The store's answers.
extension World {
  static func value(_ value: String, at time: Timestamp = now) -> HTTPAnswer {
    json(
      #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"#
        + #""value":[\#(time.unixSeconds),"\#(value)"]}]}}"#)
  }

  static let nothing = json(#"{"status":"success","data":{"resultType":"vector","result":[]}}"#)

  static func json(_ text: String, status: Int = 200) -> HTTPAnswer {
    HTTPAnswer(status: status, contentType: "application/json", body: Array(text.utf8))
  }

  static func healthy(_ query: String) -> HTTPAnswer { serving(query, failures: "0") }

  static func failing(_ query: String) -> HTTPAnswer { serving(query, failures: "100") }

  /// By default a tenth of the traffic goes to the canary.
  static func serving(
    _ query: String, failures: String, requests: String = "1000", baseline: String = "9000",
    at time: Timestamp = now
  ) -> HTTPAnswer {
    if query.hasPrefix("max(timestamp(") { return value("\(time.unixSeconds - 10)", at: time) }
    if query.contains("response_code=~") { return value(failures, at: time) }
    return value(query.contains("-primary\"") ? baseline : requests, at: time)
  }
}
