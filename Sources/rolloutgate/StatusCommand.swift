import ArgumentParser
import Diagnostics
import Gate
import Outcome
import Reports

struct StatusCommand: GateCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Prints where the rollouts stand, from their records.")

  @OptionGroup var work: WorkOptions

  @Option(help: "What standard output shows: text or json.")
  var format: Format = .text

  func perform(in process: Surroundings) -> ExitStatus {
    guard let inputs = Inputs(work, in: process) else { return .wrongInput }
    let (rows, faults) = statuses(inputs.stage(in: process), with: inputs.effects)
    process.warn(faults)
    let report = StatusReport(rows)
    switch format {
    case .text: process.show(report.text(style: process.style(color: work.color)))
    case .json: process.show(report.json)
    }
    return faults.hasErrors ? .wrongInput : .pass
  }
}
