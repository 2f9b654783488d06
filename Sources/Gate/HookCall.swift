import HTTPExchange
import Rollouts

/// One call of a hook, with all that is needed to make it.
package struct HookCall: Hashable, Sendable {
  package enum Way: Hashable, Sendable {
    /// The connection's timeout is that of the whole call, and its rule says what is repeated.
    case http(HTTPRequest, over: Connection)
    case program(ProgramCall)
    /// It can't be made, as without one of its secrets; why, in words for a person.
    case impossible(String)
  }

  package let kind: HookKind
  /// Unique in its rollout.
  package let name: String
  package let way: Way

  package init(_ kind: HookKind, name: String, by way: Way) {
    self.kind = kind
    self.name = name
    self.way = way
  }
}

/// A program that is to be run to its end.
package struct ProgramCall: Hashable, Sendable {
  /// The program, by its path or by its name in `PATH`, and its arguments; never empty, without NUL.
  package let words: [String]
  /// What it reads on its standard input.
  package let input: [UInt8]
  /// The folder that it starts in, relative to the work tree; empty for the work tree itself.
  package let folder: String
  /// Set beside the variables that the gate itself was given.
  package let variables: [String: String]
  package let timeout: Duration
  /// The most bytes that are kept of its standard output, and of its standard error.
  package let outputLimit: Int

  package init(
    _ words: [String], input: [UInt8] = [], folder: String = "", variables: [String: String] = [:],
    timeout: Duration, outputLimit: Int = 64 << 10
  ) {
    self.words = words
    self.input = input
    self.folder = folder
    self.variables = variables
    self.timeout = timeout
    self.outputLimit = outputLimit
  }
}

/// What came of a program.
package struct ProgramResult: Hashable, Sendable {
  package enum End: Hashable, Sendable {
    /// With this status, 0...255.
    case exited(Int32)
    /// By a signal that the gate did not send.
    case signalled(Int32)
    /// It was killed with all of its process group, since its time was up.
    case timedOut
    /// The same, or never started, since somebody asked the run to stop.
    case interrupted
    /// It could not be started or followed; why, in words for a person.
    case failed(String)
  }

  package let end: End
  /// The beginning of its standard output, as long as the call wanted it at most.
  package let output: [UInt8]
  /// The beginning of its standard error, no longer either.
  package let errors: [UInt8]
  package let seconds: Double

  package init(_ end: End, output: [UInt8] = [], errors: [UInt8] = [], seconds: Double = 0) {
    self.end = end
    self.output = output
    self.errors = errors
    self.seconds = seconds
  }
}
