import Foundation

/// A run of the executable that is still under way, for tests that disturb it.
final class RunningGate {
  private let process = Process()
  private let folder: ScratchFolder
  private let ended = DispatchSemaphore(value: 0)

  var processIdentifier: Int32 { process.processIdentifier }

  init(_ arguments: [String], in path: String, environment: [String: String] = [:]) throws {
    folder = try ScratchFolder("running")
    process.executableURL = URL(fileURLWithPath: GateRun.binary)
    process.arguments = arguments
    process.environment = Command.baseEnvironment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null"))
    process.standardOutput = try folder.created("output")
    process.standardError = try folder.created("diagnostics")
    let ended = ended
    process.terminationHandler = { _ in ended.signal() }
    try process.runWithSignalsUnblocked()
    process.closeStreams()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// The exit status, or nil where it had to be killed or a signal ended it.
  func exitStatus(within seconds: Int) -> Int32? {
    if ended.wait(timeout: .now() + .seconds(seconds)) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      return nil
    }
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }

  func output() throws -> String { try folder.read("output") }
  func diagnostics() throws -> String { try folder.read("diagnostics") }
}
