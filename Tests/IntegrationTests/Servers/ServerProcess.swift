import Foundation
import LoopbackServers

/// A server on a free loopback port, started for this process and never outliving it.
final class ServerProcess: Sendable {
  let port: Int
  let folder: ScratchFolder
  private let lifeline: Lifeline

  var address: String { "http://127.0.0.1:\(port)" }

  /// Starts the program and returns once `ready` says so.
  ///
  /// Another process may take the port between our finding it and the server's binding it: the
  /// server then ends, and a second port is tried.
  ///
  /// - Parameters:
  ///   - arguments: made for the port and the server's own empty folder.
  ///   - ready: asked again and again; true once the server on that port answers.
  init(
    _ program: String, arguments: (_ port: Int, _ folder: ScratchFolder) throws -> [String],
    ready: (_ port: Int) throws -> Bool
  ) throws {
    var failure = SetUpFailure("\(program) did not start")
    for _ in 1...3 {
      let port = try Loopback.unusedPort()
      let folder = try ScratchFolder((program as NSString).lastPathComponent)
      let lifeline = Lifeline()
      let shell = try lifeline.start(
        program: try Command.path(of: program), try arguments(port, folder),
        log: try folder.created("log"))
      if try Self.wait(for: shell, until: { try ready(port) }) {
        (self.port, self.folder, self.lifeline) = (port, folder, lifeline)
        return
      }
      lifeline.release()
      failure = SetUpFailure("\(program) did not start:\n" + ((try? folder.read("log")) ?? ""))
    }
    throw failure
  }

  deinit { stop() }

  /// Kills the server; it can't be started again.
  func stop() { lifeline.release() }

  /// What the server has printed so far.
  func log() throws -> String { try folder.read("log") }

  /// Polls, since no server says through a file descriptor that it is ready.
  private static func wait(for shell: Process, until ready: () throws -> Bool) throws -> Bool {
    let deadline = Date(timeIntervalSinceNow: 30)
    while shell.isRunning, Date() < deadline {
      if try ready() { return true }
      usleep(5_000)
    }
    return false
  }
}
