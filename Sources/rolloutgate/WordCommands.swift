import ArgumentParser
import Diagnostics
import Gate
import Outcome
import Rollouts

/// What every command takes by which a person drives a rollout.
struct WordOptions: ParsableArguments {
  @Argument(help: "The rollout, as NAME or NAMESPACE/NAME.")
  var name: String

  @Option(help: ArgumentHelp("Why: one line, kept in the record.", valueName: "text"))
  var reason: String

  @OptionGroup var work: WorkOptions

  @Option(help: "What standard output shows: \(ReportOptions.Format.words).")
  var format: ReportOptions.Format = .auto

  @Flag(help: "Shows the change, and writes nothing.")
  var dryRun = false

  mutating func validate() throws {
    let isBlank = reason.allSatisfy(\.isWhitespace)
    guard !isBlank, !reason.contains(where: \.isNewline), reason.utf8.count <= 500 else {
      throw ValidationError(
        "--reason is empty, has several lines or over 500 bytes; say why in one line")
    }
    guard work.rollouts.isEmpty else {
      throw ValidationError("--rollout and \(name); drop --rollout")
    }
  }

  /// Carries the word out, and tells of it as `run` does.
  func speak(_ kind: Transition.Word.Kind, in process: Surroundings) -> ExitStatus {
    let command = Outcome.Command(of: kind)
    func tell(_ outcome: Outcome) -> ExitStatus {
      process.tell(outcome.done(by: process.job), format, color: work.color)
    }
    func stopped(_ fault: Diagnostic) -> ExitStatus {
      tell(process.stopped(command, for: fault, isDryRun: dryRun))
    }
    if let fault = Folder.enter(work.workTree) { return stopped(fault) }
    return process.inTurn(!dryRun) { fault in
      do throws(InputFault) {
        let inputs = try Inputs(work, quick: nil, answering: .none, in: process)
        let stage = inputs.stage(command, selecting: [name], isDryRun: dryRun, in: process)
        if let fault { return tell(overtaken(stage, by: fault.text, with: inputs.effects).outcome) }
        return tell(
          Gate.speak(Transition.Word(kind, reason: reason), in: stage, with: inputs.effects))
      } catch {
        return stopped(error.diagnostic)
      }
    }
  }
}

struct AbortCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "abort",
    abstract: "Takes all traffic from the canary; its revision is not started again.")

  @OptionGroup var word: WordOptions

  func perform(in process: Surroundings) -> ExitStatus {
    word.speak(.abort, in: process)
  }
}

struct PauseCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Raises nothing until resume; a failure still rolls back.")

  @OptionGroup var word: WordOptions

  func perform(in process: Surroundings) -> ExitStatus {
    word.speak(.pause, in: process)
  }
}

struct ResumeCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Ends a pause.")

  @OptionGroup var word: WordOptions

  func perform(in process: Surroundings) -> ExitStatus {
    word.speak(.resume, in: process)
  }
}

struct RetryCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Lets a revision that has failed start again.")

  @OptionGroup var word: WordOptions

  func perform(in process: Surroundings) -> ExitStatus {
    word.speak(.retry, in: process)
  }
}

struct AdoptCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Goes on from the weight that the manifest has, whatever the record says.")

  @OptionGroup var word: WordOptions

  func perform(in process: Surroundings) -> ExitStatus {
    word.speak(.adopt, in: process)
  }
}

struct PromoteCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Gives the baseline the revision of a canary that has passed at the top.")

  @OptionGroup var word: WordOptions

  func perform(in process: Surroundings) -> ExitStatus {
    word.speak(.promote, in: process)
  }
}
