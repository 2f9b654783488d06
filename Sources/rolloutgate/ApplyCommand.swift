import ArgumentParser
import Diagnostics
import Gate
import Outcome
import Reports

struct ApplyCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Writes what an earlier job decided, if it still holds.",
    discussion: """
      The decision is the JSON report of run --dry-run. It is taken again from the files as they are \
      now: another revision, weight or record, and an older judgement than --max-age, are stale (exit \
      status 3); what is written already is a success. A roll back of the same revision is always \
      carried out.
      """)

  @Option(help: ArgumentHelp("The JSON report of an earlier run.", valueName: "file"))
  var decision: String

  @Option(help: ArgumentHelp("Older judgements are stale. Default 15m.", valueName: "duration"))
  var maxAge = "15m"

  @OptionGroup var work: WorkOptions
  @OptionGroup var pipeline: PipelineOptions

  @OptionGroup var reporting: ReportOptions

  @Flag(help: "Shows the change, and writes nothing.")
  var dryRun = false

  mutating func validate() throws {
    guard DurationText.duration(maxAge) != nil else {
      throw ValidationError("--max-age is \"\(maxAge)\"; write a duration such as 15m or 1h")
    }
  }

  func perform(in process: Surroundings) -> ExitStatus {
    if let fault = Folder.enter(work.workTree) { return stopped(fault, in: process) }
    let (status, announcement) = process.inTurn(!dryRun) { fault -> (ExitStatus, Announcement?) in
      do throws(InputFault) {
        let inputs = try Inputs(work, quick: nil, answering: .none, in: process)
        let outcome = try outcome(of: inputs, in: process, overtakenBy: fault)
          .done(by: process.job)
        return (
          tell(outcome, in: process),
          Announcement(
            of: outcome, to: inputs.configuration.recipients, with: inputs.effects)
        )
      } catch {
        return (stopped(error.diagnostic, in: process), nil)
      }
    }
    announcement?.make(showing: work.verbose, in: process)
    return status
  }

  private func outcome(
    of inputs: Inputs, in process: Surroundings, overtakenBy fault: TurnFault?
  ) throws(InputFault) -> Outcome {
    let stage = inputs.stage(
      .apply, isDryRun: dryRun, runID: pipeline.run(in: process), in: process)
    if let fault { return overtaken(stage, by: fault.text, with: inputs.effects).outcome }
    return Gate.apply(
      try readDecisions(), maxAge: DurationText.duration(maxAge) ?? .zero, in: stage,
      with: inputs.effects)
  }

  private func tell(_ outcome: Outcome, in process: Surroundings) -> ExitStatus {
    process.tell(
      outcome, reporting.format, color: work.color, reports: reporting.targets)
  }

  private func stopped(_ fault: Diagnostic, in process: Surroundings) -> ExitStatus {
    tell(process.stopped(.apply, for: fault, isDryRun: dryRun), in: process)
  }

  private func readDecisions() throws(InputFault) -> EarlierDecisions {
    do throws(Diagnostic) {
      let bytes = try Folder.bytes(of: decision)
      return try EarlierDecisions(reading: bytes, in: decision)
    } catch {
      throw InputFault(diagnostic: error)
    }
  }
}
