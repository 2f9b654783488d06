import Foundation

/// A program that was run to its end, and what came of it.
struct Command {
  enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// It was still running after the time it was given, and was killed.
    case killed(afterSeconds: Int)
  }

  let end: End
  let output: [UInt8]
  let diagnostics: String

  var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs a program with an empty or a given standard input, and with no variables but `PATH`,
  /// `HOME` and the given ones, so that a test does the same in every pipeline and terminal.
  static func run(
    _ program: String, _ arguments: [String], in folder: String? = nil,
    environment: [String: String] = [:], input: String = "", within seconds: Int = 60
  ) throws -> Command {
    let scratch = try ScratchFolder("command")
    try scratch.write(input, to: "input")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path(of: program))
    process.arguments = arguments
    process.environment = baseEnvironment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder ?? scratch.path)
    process.standardInput = try FileHandle(forReadingFrom: scratch.url("input"))
    process.standardOutput = try scratch.created("output")
    process.standardError = try scratch.created("diagnostics")
    let end = try runToEnd(process, within: seconds)
    return Command(
      end: end, output: [UInt8](try Data(contentsOf: scratch.url("output"))),
      diagnostics: try String(contentsOf: scratch.url("diagnostics"), encoding: .utf8))
  }

  /// As `run`, for a program whose failure is not what the test is about.
  @discardableResult
  static func require(
    _ program: String, _ arguments: [String], in folder: String? = nil,
    environment: [String: String] = [:]
  ) throws -> String {
    let command = try run(program, arguments, in: folder, environment: environment)
    guard command.end == .exited(0) else {
      throw SetUpFailure("\(program) \(arguments.joined(separator: " ")): \(command)")
    }
    return command.text
  }

  private static func runToEnd(_ process: Process, within seconds: Int) throws -> End {
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.runWithSignalsUnblocked()
    process.closeStreams()
    if ended.wait(timeout: .now() + .seconds(seconds)) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      return .killed(afterSeconds: seconds)
    }
    return process.terminationReason == .exit
      ? .exited(process.terminationStatus) : .signalled(process.terminationStatus)
  }

  static var baseEnvironment: [String: String] {
    let own = ProcessInfo.processInfo.environment
    return ["PATH": searchPath, "HOME": own["HOME"] ?? "/", "LC_ALL": "C.UTF-8"]
  }

  /// Debian keeps nginx where only root looks.
  private static let searchPath =
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin") + ":/usr/sbin:/sbin"

  static func path(of program: String) throws -> String {
    if program.contains("/") { return program }
    for folder in searchPath.split(separator: ":") {
      let candidate = "\(folder)/\(program)"
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    throw SetUpFailure("\(program) is not installed; run .ci/install-packages test")
  }

  static func isInstalled(_ program: String) -> Bool { (try? path(of: program)) != nil }
}

extension Command: CustomStringConvertible {
  var description: String { "\(end)\n\(text)\n\(diagnostics)" }
}

/// The ground of a test could not be laid; says nothing about what is tested.
struct SetUpFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
