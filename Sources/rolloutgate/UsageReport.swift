import Diagnostics
import Outcome
import Reports

/// The reports of a run whose command line could not be read: they say so, as every report does.
struct UsageReport {
  private let targets: [ReportTarget]
  private let folder: String?

  init(_ arguments: [String]) {
    var targets: [ReportTarget] = []
    var folder: String?
    var previous = ""
    for argument in arguments {
      if previous == "--report" { targets += [ReportTarget(argument)].compactMap(\.self) }
      if argument.hasPrefix("--report=") {
        targets += [ReportTarget(String(argument.dropFirst(9)))].compactMap(\.self)
      }
      if previous == "-C" || previous == "--work-tree" { folder = argument }
      if argument.hasPrefix("--work-tree=") { folder = String(argument.dropFirst(12)) }
      previous = argument
    }
    let isStrict = arguments.contains("--junit-strict")
    self.targets = isStrict ? targets.map(\.strict) : targets
    self.folder = folder
  }

  func write(_ message: String, in process: Surroundings) {
    guard !targets.isEmpty, Folder.enter(folder) == nil else { return }
    let words = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? message
    let now = process.now()
    let outcome = Outcome(
      version: RolloutGate.version, command: .run, evaluatedAt: now, startedAt: now,
      seconds: process.elapsed(), host: process.hostName, isDryRun: false, rollouts: [],
      diagnostics: [
        .error(at: nil, words, advice: "see rolloutgate --help")
      ]
    ).done(by: process.job).lying(in: process.folderInRepository)
    for fault in targets.compactMap({ $0.write(outcome) }) { process.warn(fault) }
  }
}
