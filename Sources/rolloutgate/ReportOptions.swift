import ArgumentParser
import Reports

/// What `run`, `check` and `apply` show of their outcome, and the reports that they write.
///
/// A group beside the others, and not within one of them, which takes the parser longer to read.
struct ReportOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case auto, text, github, gitlab, azure, json, quiet

    static var words: String { allCases.map(\.rawValue).joined(separator: ", ") }
  }

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Writes a report: \(ReportKind.words). Repeatable.",
      valueName: "kind=path"))
  var reports: [String] = []

  @Flag(
    help: "Writes each junit report as junit-strict: without what schema-checking readers refuse.")
  var junitStrict = false

  @Option(help: "What standard output shows: \(Format.words).")
  var format: Format = .auto

  mutating func validate() throws {
    for report in reports where ReportTarget(report) == nil {
      throw ValidationError(
        "--report is \"\(report)\"; write KIND=PATH, with \(ReportKind.words)")
    }
  }

  var targets: [ReportTarget] {
    reports.compactMap(ReportTarget.init).map { junitStrict ? $0.strict : $0 }
  }
}

extension ReportKind {
  /// All of them, as a sentence lists them.
  fileprivate static var words: String {
    let words = allCases.map(\.rawValue)
    return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}
