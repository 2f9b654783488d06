import ArgumentParser
import Diagnostics
import Gate
import GateConfig
import Outcome
import Queries
import Reports

struct LintCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Says offline whether configs, queries, manifests and records fit together.",
    discussion: "Errors end with 2; warnings alone end with 0.")

  @OptionGroup var work: WorkOptions

  func perform(in process: Surroundings) -> ExitStatus {
    guard let inputs = Inputs(work, admittingGaps: true, in: process) else { return .wrongInput }
    let diagnostics = lint(inputs.stage(in: process), with: inputs.effects)
    process.warn(diagnostics)
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    let notes = diagnostics.count - errors - warnings
    let rollouts = inputs.configuration.entries.count
    func counted(_ count: Int, _ noun: String) -> String {
      "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    process.show(
      ([counted(rollouts, "rollout"), counted(errors, "error"), counted(warnings, "warning")]
        + (notes == 0 ? [] : [counted(notes, "note")])).joined(separator: ", ") + "\n")
    return errors == 0 ? .pass : .wrongInput
  }
}

struct ExplainCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says offline each query as it will be sent, each limit, and what comes next.")

  @OptionGroup var work: WorkOptions

  @Option(
    help: ArgumentHelp(
      "Says which queries this provider's built-in checks send, and Flagger's beside them; reads no "
        + "config. all is every provider.",
      valueName: "name"))
  var provider: String?

  @Option(
    help: ArgumentHelp(
      "Says first what the work tree loosens beside this commit.", valueName: "commit"))
  var base: String?

  private var providers: [Provider] {
    guard let provider else { return [] }
    return provider == "all" ? Provider.allCases : [Provider(rawValue: provider)].compactMap(\.self)
  }

  func validate() throws {
    guard let provider, providers.isEmpty else { return }
    let known = (Provider.allCases.map(\.rawValue) + ["all"]).joined(separator: ", ")
    throw ValidationError("--provider is \"\(provider)\"; give one of \(known)")
  }

  func perform(in process: Surroundings) -> ExitStatus {
    guard providers.isEmpty else {
      process.show(providers.map(explain).joined(separator: "\n"))
      return .pass
    }
    guard let inputs = Inputs(work, admittingGaps: true, in: process),
      tellLoosenings(in: process)
    else { return .wrongInput }
    let (text, faults) = explain(inputs.stage(in: process), with: inputs.effects)
    process.warn(faults)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    process.show(lines.map { printable(String($0)) }.joined(separator: "\n"))
    return faults.hasErrors ? .wrongInput : .pass
  }
}

extension ExplainCommand {
  /// Says what the work tree loosens beside the base; whether that could be told.
  private func tellLoosenings(in process: Surroundings) -> Bool {
    guard let base else { return true }
    do throws(InputFault) {
      let inputs = try ProposalInputs(work, base: base, answering: .none, in: process)
      let found = loosenings(from: inputs.configuration, to: inputs.proposal.configuration)
      var lines = ["beside \(base)"]
      for (title, list) in found.sorted(by: { $0.key < $1.key }) {
        lines += list.map { loosening in
          "  \(title): \(loosening.what)" + (loosening.position.map { "  (\($0))" } ?? "")
        }
      }
      if found.isEmpty { lines.append("  nothing is loosened") }
      process.show(lines.map { printable($0) + "\n" }.joined() + "\n")
      return true
    } catch {
      process.warn([error.diagnostic])
      return false
    }
  }
}

struct SchemaCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of the config, for editors and CI, or of a JSON report.")

  @Flag(help: "That of the JSON report: --report json=PATH and --format json.")
  var report = false

  @Flag(help: "That of status --format json.")
  var status = false

  func validate() throws {
    guard report, status else { return }
    throw ValidationError("--report and --status are two schemas; ask for one")
  }

  func perform(in process: Surroundings) -> ExitStatus {
    process.show(
      report ? JSONReport.schemaText : status ? StatusReport.schemaText : configSchema())
    return .pass
  }
}
