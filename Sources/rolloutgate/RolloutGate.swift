import ArgumentParser
import Glibc
import Outcome

@main
struct RolloutGate: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "rolloutgate",
    abstract: "Judges a canary by its metrics and writes the next traffic weight for Git.",
    discussion: """
      Exit status: 0 pass, or nothing left to do; 1 a limit was broken, or the revision has failed \
      before; 2 the command line, a config, a manifest or a record is wrong; 3 inconclusive; 4 the \
      store could not be reached or answered with an error; 5 a file could not be written.

      Every option can be given as an environment variable: --save-answers FILE is \
      ROLLOUTGATE_SAVE_ANSWERS=FILE, and repeatable ones hold one value a line. An option overrides \
      its variable, and the variable overrides the config.
      """,
    version: version,
    subcommands: [
      RunCommand.self, CheckCommand.self, LintCommand.self, ExplainCommand.self,
      StatusCommand.self, ApplyCommand.self, AbortCommand.self, PauseCommand.self,
      ResumeCommand.self, RetryCommand.self, AdoptCommand.self, PromoteCommand.self,
      InitCommand.self, ConvertCommand.self, SchemaCommand.self,
    ])

  /// Nothing was judged, so this must not end with 0: a pipeline's empty variable leads here.
  func run() throws {
    throw ValidationError("no subcommand is given; begin with run, check, lint, explain or status")
  }

  /// The one place where a result becomes the process's exit status.
  static func main() {
    let process = Surroundings()
    process.blockSignals()
    let given = Array(CommandLine.arguments.dropFirst())
    let arguments = OptionVariable.arguments(given, environment: process.environment)
    do {
      var command = try parse(straight: arguments) ?? parseAsRoot(arguments)
      if let command = command as? any GateCommand {
        process.exit(with: command.perform(in: process))
      }
      try command.run()
      process.exit(with: .pass)
    } catch {
      let message = fullMessage(for: error)
      guard exitCode(for: error) != .success else {
        process.show(message + "\n")
        process.exit(with: .pass)
      }
      // The parser's own text, in several lines.
      for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
        process.warn(String(line))
      }
      UsageReport(arguments).write(message, in: process)
      process.exit(with: .wrongInput)
    }
  }
}

extension RolloutGate {
  /// The subcommand that the first argument names, read without a way round the root, which takes a
  /// tenth of a whole run; nil for all else, and for what it can't read, so that the root says why.
  private static func parse(straight arguments: [String]) -> (any ParsableCommand)? {
    guard let name = arguments.first else { return nil }
    let command = configuration.subcommands.first { $0.configuration.commandName == name }
    guard let command = command as? any GateCommand.Type else { return nil }
    return try? command.parse(Array(arguments.dropFirst()))
  }
}

/// A subcommand that gives the process's exit status back.
protocol GateCommand: ParsableCommand {
  func perform(in process: Surroundings) -> ExitStatus
}
