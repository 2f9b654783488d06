import ArgumentParser
import Outcome

struct RunCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    // The root looks for requests of completions; looking here again takes a tenth of a run.
    _superCommandName: "rolloutgate",
    abstract: "Judges, decides, writes the next weight and the record, and reports.",
    discussion: """
      Manifest and record are written into the work tree; the pipeline commits and pushes them. \
      They may have changed whatever the exit status is: a roll back must reach Git although the \
      job is red, so commit whenever `changed` is true.
      """)

  @OptionGroup var work: WorkOptions
  @OptionGroup var judging: JudgeOptions
  @OptionGroup var reporting: ReportOptions

  @Flag(help: "Decides and shows the change, and writes neither manifest nor record.")
  var dryRun = false

  @Flag(
    help: """
      Writes although the run is judged from saved answers, or at a time more than 15 minutes from \
      now.
      """)
  var write = false

  @Option(
    help: ArgumentHelp(
      """
      The rung that this stage of the pipeline is for; being there already is a success, and a rung \
      that is more than one step away an error.
      """, valueName: "weight"))
  var to: Int?

  @OptionGroup var pipeline: PipelineOptions

  @OptionGroup var sampling: SamplingOptions

  mutating func validate() throws {
    if let to, to < 1 { throw ValidationError("--to is \(to); give a rung of the ladder") }
    try sampling.refuse(beside: judging)
  }

  func perform(in process: Surroundings) -> ExitStatus {
    Judging(
      command: .run, work: work, judging: judging, reporting: reporting, quick: nil,
      isDryRun: dryRun, mayWrite: write, mayCallHooks: !dryRun, target: to,
      runID: pipeline.run(in: process), sampling: sampling.sampling
    ).perform(in: process)
  }
}
