import Foundation

/// One run of the executable, as a pipeline starts it.
struct GateRun {
  /// Nil where a signal ended it or it had to be killed: never the contract.
  let exitStatus: Int32?
  let output: String
  let diagnostics: String

  /// Runs the binary that `ROLLOUTGATE_BINARY` names (`make test` names the release build), else
  /// the one built beside these tests.
  init(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    input: String = ""
  ) throws {
    let command = try Command.run(
      Self.binary, arguments, in: folder, environment: environment, input: input)
    exitStatus = if case .exited(let status) = command.end { status } else { nil }
    output = command.text
    diagnostics = command.diagnostics
  }

  /// Every kind that `--report` knows.
  static let reportKinds = [
    "junit", "junit-strict", "json", "dotenv", "html", "svg", "markdown", "comments",
    "gitlab-annotations", "metrics", "codequality",
  ]

  static let binary =
    ProcessInfo.processInfo.environment["ROLLOUTGATE_BINARY"]
    ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("rolloutgate").path
}
