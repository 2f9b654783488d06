import Foundation

/// A pipe whose other end a shell watches: when this process ends, killed or crashed even, the
/// kernel closes our end, and the shell does what it was told to do then.
///
/// A parent-death signal (`PR_SET_PDEATHSIG`) would not do: it follows the thread that started the
/// child, and the threads of a test come and go.
final class Lifeline: Sendable {
  private let pipe = Pipe()

  /// Runs shell commands once this value is released or the process has ended.
  func hold(whenReleased commands: String) throws {
    try start("trap '' INT HUP TERM; read -r _; \(commands)", arguments: [])
  }

  /// Starts a program that is killed as soon as this value is released or the process has ended.
  ///
  /// - Parameter log: takes what the program prints.
  /// - Returns: the shell above the program, which ends when the program does.
  func start(
    program: String, _ arguments: [String], log: FileHandle
  ) throws -> Process {
    try start(Self.guardScript, arguments: [program] + arguments, log: log)
  }

  func release() {
    try? pipe.fileHandleForWriting.close()
  }

  @discardableResult
  private func start(
    _ script: String, arguments: [String], log: FileHandle? = nil
  ) throws -> Process {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", script, "sh"] + arguments
    shell.environment = Command.baseEnvironment
    shell.standardInput = pipe.fileHandleForReading
    shell.standardOutput = log ?? FileHandle.nullDevice
    shell.standardError = log ?? FileHandle.nullDevice
    try shell.runWithSignalsUnblocked()
    return shell
  }

  private static let guardScript = """
    trap '' INT HUP TERM
    exec 3<&0 </dev/null
    "$@" 3<&- &
    program=$!
    { read -r _ <&3; kill -KILL $program; } &
    exec 3<&-
    wait $program
    status=$?
    kill -KILL $! 2>/dev/null
    exit $status
    """
}
