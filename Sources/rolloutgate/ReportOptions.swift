import ArgumentParser

/// What `run`, `check` and `apply` show of their outcome, and the reports that they write.
///
/// A group beside the others, and not within one of them, which takes the parser longer to read.
struct ReportOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case auto, text, github, json, quiet
  }

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Writes a report: junit, junit-strict, json or dotenv. Repeatable.",
      valueName: "kind=path"))
  var reports: [String] = []

  @Option(help: "What standard output shows: auto, text, github, json or quiet.")
  var format: Format = .auto

  mutating func validate() throws {
    for report in reports where ReportTarget(report) == nil {
      throw ValidationError(
        "--report is \"\(report)\"; write KIND=PATH, with junit, junit-strict, json or dotenv")
    }
  }

  var targets: [ReportTarget] { reports.compactMap(ReportTarget.init) }
}
