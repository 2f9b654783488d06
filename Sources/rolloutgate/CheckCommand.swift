import ArgumentParser
import GateConfig
import Outcome

struct CheckCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    _superCommandName: "rolloutgate",
    abstract: "Judges and reports; writes no manifest and no record, and counts nothing.",
    discussion: """
      Without a config: rolloutgate check --prometheus URL --canary test/podinfo \
      --success-rate 99 --p99 500ms --code-percentage 404=5
      """)

  @OptionGroup var work: WorkOptions
  @OptionGroup var judging: JudgeOptions
  @OptionGroup var reporting: ReportOptions

  @Option(help: "Whose built-in queries are used, with --canary.")
  var provider = "istio"

  @Option(
    help: ArgumentHelp(
      "Judges this workload by the options below, without a config.",
      valueName: "namespace/workload"))
  var canary: String?

  @Option(
    help: ArgumentHelp(
      "The least percentage of requests that do not fail.", valueName: "percent"))
  var successRate: String?

  @Option(help: ArgumentHelp("The greatest P99 of the durations.", valueName: "duration"))
  var p99: String?

  @Option(
    name: .customLong("code-percentage"),
    help: ArgumentHelp(
      "The greatest percentage of requests with these codes, as 404=5 or 4xx=1. Repeatable.",
      valueName: "codes=percent"))
  var codePercentages: [String] = []

  @Option(help: ArgumentHelp("The span of time that is judged.", valueName: "duration"))
  var window = "1m"

  @Option(
    help: ArgumentHelp(
      "Fewer requests are inconclusive. Default: the least number that can express the limit.",
      valueName: "count"))
  var minRequests: Int?

  @Flag(help: "Calls the hooks of the configs, and runs their commands, as run does.")
  var allowHooks = false

  @Option(
    help: ArgumentHelp(
      """
      Holds the work tree, as a pull request proposes it, against this commit: each weight that it \
      raises must be the step that the gate would take now, by the commit's configs and records.
      """, valueName: "commit"))
  var base: String?

  @OptionGroup var sampling: SamplingOptions

  mutating func validate() throws {
    try sampling.refuse(beside: judging)
    if base != nil {
      if canary != nil {
        throw ValidationError("--base and --canary; a proposal is held against configs: drop one")
      }
      if allowHooks {
        throw ValidationError(
          "--base and --allow-hooks; hooks may run programs of the proposal: drop --allow-hooks")
      }
      if sampling.sampling != .once {
        throw ValidationError("--base and --for or --wait; a proposal is judged once: drop them")
      }
    }
    if let minRequests, minRequests < 0 {
      throw ValidationError("--min-requests is negative; give a count from 0")
    }
    guard canary == nil else {
      if !work.configs.isEmpty {
        throw ValidationError("--canary and --config; drop one of them")
      }
      return
    }
    if successRate != nil || p99 != nil || !codePercentages.isEmpty {
      throw ValidationError("limits without --canary; add --canary NAMESPACE/WORKLOAD")
    }
  }

  func perform(in process: Surroundings) -> ExitStatus {
    let quick = canary.map {
      QuickCheck(
        provider: provider, canary: $0, successRate: successRate, p99: p99,
        codePercentages: codePercentages, window: window, minRequests: minRequests)
    }
    if sampling.wait != nil {
      process.warn("--wait: check knows no weight and no record, and does not wait; use run")
    }
    return Judging(
      command: .check, work: work, judging: judging, reporting: reporting, quick: quick,
      isDryRun: false, mayWrite: false, mayCallHooks: allowHooks, sampling: sampling.sampling,
      base: base
    ).perform(in: process)
  }
}
