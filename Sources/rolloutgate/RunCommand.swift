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

  @Option(
    help: ArgumentHelp(
      """
      The pipeline's run: one run takes one step of a rollout. Default: as GitHub, GitLab and other \
      CIs say; empty for none.
      """, valueName: "id"))
  var runID: String?

  @OptionGroup var sampling: SamplingOptions

  mutating func validate() throws {
    if let to, to < 1 { throw ValidationError("--to is \(to); give a rung of the ladder") }
    if let runID, runID.contains(where: \.isNewline) || runID.utf8.count > 200 {
      throw ValidationError("--run-id has several lines or over 200 bytes; give one name")
    }
    try sampling.refuse(beside: judging)
  }

  func perform(in process: Surroundings) -> ExitStatus {
    Judging(
      command: .run, work: work, judging: judging, quick: nil, isDryRun: dryRun, mayWrite: write,
      mayCallHooks: !dryRun, target: to, runID: pipelineRun(in: process),
      sampling: sampling.sampling
    ).perform(in: process)
  }

  /// What was given, else the CI's own.
  private func pipelineRun(in process: Surroundings) -> String? {
    if let runID { return runID.isEmpty ? nil : runID }
    for (ci, variable) in Self.runVariables {
      if let text = process.environment(variable), !text.isEmpty { return "\(ci)/\(text)" }
    }
    return nil
  }

  /// By which each CI numbers its runs; a job that is tried again keeps its number.
  private static let runVariables = [
    ("github", "GITHUB_RUN_ID"), ("gitlab", "CI_PIPELINE_ID"), ("azure", "BUILD_BUILDID"),
    ("jenkins", "BUILD_TAG"), ("buildkite", "BUILDKITE_BUILD_ID"),
    ("circleci", "CIRCLE_WORKFLOW_ID"),
  ]
}
