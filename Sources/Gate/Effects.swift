import Diagnostics
import HTTPExchange
import Outcome

/// Everything that a stage does to the world, or learns from it, as a value of closures.
package struct Effects {
  /// Reads a file of the work tree, by its path relative to it.
  package let read: (_ path: String) -> Result<FoundFile, ReadFailure>
  /// Writes a file that did not exist when it was read.
  package let create: (_ path: String, _ bytes: [UInt8]) -> Result<FoundFile, WriteFailure>
  /// Reads a credential or certificate, which may lie outside the work tree; relative paths begin
  /// at the given folder of the work tree.
  package let readSecret: (_ path: String, _ folder: String) -> Result<[UInt8], ReadFailure>
  /// The path of such a file as another library can open it.
  package let secretPath: (_ path: String, _ folder: String) -> String
  package let environment: (_ name: String) -> String?
  /// Puts queries to stores, to all of them at once; the results come in the order of the inquiries
  /// and of their queries.
  package let send: ([Inquiry]) -> [[HTTPExchangeResult]]
  /// Makes the calls of hooks, one after the other, and gives an outcome for each.
  package let call: ([HookCall]) -> [HookOutcome]
  /// Makes deliveries, all of them at once; the results come in their order and in that of their
  /// requests.
  package let deliver: ([Delivery]) -> [[HTTPExchangeResult]]
  /// What a file held before the last commit that touched it, removed or put back; nil where Git has
  /// no such commit, or does not know.
  package let earlier: (_ path: String) -> [UInt8]?
  /// Goes through the whole work tree and hands out the files that are looked for, one after the
  /// other; whether that was all of it.
  package let search:
    (TreeSearch, _ found: (_ path: String, Result<[UInt8], ReadFailure>) -> Void) -> Bool
  /// The addresses of the repository that the work tree is of; none where Git knows none.
  package let remotes: () -> [String]
  /// Time since the run began, in seconds, by a clock that nobody sets.
  package let elapsed: () -> Double
  /// The wall clock.
  package let now: () -> Timestamp
  /// Waits so long; whether somebody asked the run to stop meanwhile.
  package let wait: (Duration) -> Bool
  /// Shows a person how a run of several samples is getting on.
  package let tell: (Progress) -> Void
  /// Shows a person what was asked, right after the answers came.
  package let show: ([AskedQuery]) -> Void

  package init(
    read: @escaping (String) -> Result<FoundFile, ReadFailure>,
    create: @escaping (String, [UInt8]) -> Result<FoundFile, WriteFailure>,
    readSecret: @escaping (String, String) -> Result<[UInt8], ReadFailure>,
    secretPath: @escaping (String, String) -> String,
    environment: @escaping (String) -> String?,
    send: @escaping ([Inquiry]) -> [[HTTPExchangeResult]],
    elapsed: @escaping () -> Double, now: @escaping () -> Timestamp,
    wait: @escaping (Duration) -> Bool, tell: @escaping (Progress) -> Void,
    call: @escaping ([HookCall]) -> [HookOutcome] = Effects.callingNothing,
    deliver: @escaping ([Delivery]) -> [[HTTPExchangeResult]] = { _ in [] },
    earlier: @escaping (String) -> [UInt8]? = { _ in nil },
    search: @escaping (TreeSearch, (String, Result<[UInt8], ReadFailure>) -> Void) -> Bool = {
      _, _ in true
    },
    remotes: @escaping () -> [String] = { [] },
    show: @escaping ([AskedQuery]) -> Void = { _ in }
  ) {
    self.read = read
    self.create = create
    self.readSecret = readSecret
    self.secretPath = secretPath
    self.environment = environment
    self.send = send
    self.elapsed = elapsed
    self.earlier = earlier
    self.search = search
    self.remotes = remotes
    self.now = now
    self.wait = wait
    self.tell = tell
    self.show = show
    self.call = call
    self.deliver = deliver
  }

  /// For runs that call no hooks.
  package static func callingNothing(_ calls: [HookCall]) -> [HookOutcome] {
    calls.map { call in
      HookOutcome(
        kind: call.kind, name: call.name, end: .notCalled, text: "this run calls no hooks",
        status: "not called", seconds: 0, attempts: 0)
    }
  }
}

/// A file as it was read, and the one way to replace it: only while it is still that file.
package struct FoundFile {
  /// Relative to the work tree, without detours.
  package let path: String
  package let bytes: [UInt8]
  package let replace: (_ bytes: [UInt8]) -> Result<FoundFile, WriteFailure>

  package init(
    path: String, bytes: [UInt8],
    replace: @escaping (_ bytes: [UInt8]) -> Result<FoundFile, WriteFailure>
  ) {
    self.path = path
    self.bytes = bytes
    self.replace = replace
  }
}

/// What is looked for in a whole work tree. Git's own files are not, nor what lies behind a link.
package struct TreeSearch: Sendable {
  /// The ends of names, as `.yaml`.
  package let endings: [String]
  /// What files with such names hold, one of these.
  package let texts: [String]
  /// Names of files that are found whatever they hold.
  package let names: Set<String>
  /// The largest file that is looked into, in bytes.
  package let limit: Int
  /// Folders that are looked into although they are hidden or hold others' code.
  package let folders: [String]

  package init(
    endings: [String], texts: [String], names: Set<String> = [], limit: Int,
    folders: [String] = []
  ) {
    self.endings = endings
    self.texts = texts
    self.names = names
    self.limit = limit
    self.folders = folders
  }
}

package enum ReadFailure: Error, Hashable, Sendable {
  case missing
  /// In words for a person, the path included.
  case unreadable(String)
}

/// In words for a person, the path included.
package struct WriteFailure: Error, Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }
}

/// Queries to one store, with the requests that carry them.
package struct Inquiry: Sendable {
  /// The name by which saved answers know the store: its address, and what tells it from others.
  package let store: String
  package let queries: [String]
  /// One for each query.
  package let requests: [HTTPRequest]
  package let connection: Connection
}
