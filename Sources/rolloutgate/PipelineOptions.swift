import ArgumentParser

/// Which run of a pipeline this is, for `run` and `apply`.
struct PipelineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The pipeline's run: one run takes one step of a rollout. Default: as GitHub, GitLab and other \
      CIs say; empty for none.
      """, valueName: "id"))
  var runID: String?

  mutating func validate() throws {
    if let runID, runID.contains(where: \.isNewline) || runID.utf8.count > 200 {
      throw ValidationError("--run-id has several lines or over 200 bytes; give one name")
    }
  }

  /// What was given, else the CI's own.
  func run(in process: Surroundings) -> String? {
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
