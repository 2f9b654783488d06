import ArgumentParser
import Diagnostics
import Gate
import GateConfig
import Outcome
import Reports
import WorkTree

struct ConvertCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Writes a config of Flagger's and Argo Rollouts' objects and Keptn's files, offline.",
    discussion: """
      Each line says what it came from. The config gives the same verdicts as the objects do with \
      --config. An existing file is never overwritten.
      """)

  @OptionGroup var work: WorkOptions

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The config that is written, in the work tree. Default: standard output.", valueName: "file"))
  var output: String?

  mutating func validate() throws {
    if let output, output.isEmpty || output.hasSuffix("/") {
      throw ValidationError("--output is \"\(output)\"; name a file of the work tree")
    }
  }

  func perform(in process: Surroundings) -> ExitStatus {
    func stopped(_ fault: Diagnostic) -> ExitStatus {
      process.warn([fault])
      return .wrongInput
    }
    if let fault = Folder.enter(work.workTree) { return stopped(fault) }
    do throws(InputFault) {
      let tree = try WorkTree.current()
      let effects = try Effects(in: tree, answering: .none, showing: false, process)
      let path: String?
      if let output { path = try NewConfig.path(of: output, in: tree) } else { path = nil }
      if let path { try NewConfig.refuseOccupied(path, with: effects, orElse: "none") }
      let (files, unreadable) = try Inputs.configs(work.configs, in: tree)
      for config in unreadable { return stopped(.error(at: nil, config.why)) }
      var settings = work.importing.settings(in: process, admitsGaps: false)
      if let path, let manifest = settings.manifest {
        settings.manifest = TreePath.path(manifest, from: TreePath.folder(of: path))
      }
      let (made, diagnostics) = translations(of: files, importing: settings)
      process.warn(diagnostics)
      guard !diagnostics.hasErrors else { return .wrongInput }
      let chosen = try chosen(of: made)
      if work.address != nil {
        process.warn("--prometheus is not written: give it to the commands that ask")
      }
      let text = chosen.map(\.text).joined(separator: "---\n")
      guard let path else {
        process.show(text)
        return .pass
      }
      if case .failure(let failure) = effects.create(path, Array(text.utf8)) {
        process.warn(failure.text)
        return .notWritten
      }
      process.show("\(printable(path)) is written\n")
      return .pass
    } catch {
      return stopped(error.diagnostic)
    }
  }

  /// Those that `--rollout` names; all without it.
  private func chosen(of made: [Translation]) throws(InputFault) -> [Translation] {
    guard !made.isEmpty else {
      throw InputFault(
        diagnostic: .error(
          at: nil, "nothing in these files can be converted",
          advice: "give a Canary, a Rollout, an AnalysisTemplate, or Keptn's slo.yaml"))
    }
    guard !work.rollouts.isEmpty else { return made }
    let chosen = made.filter { translation in
      work.rollouts.contains { Stage.names($0, translation.title) }
    }
    guard !chosen.isEmpty else {
      throw InputFault(
        diagnostic: .error(
          at: nil,
          "no rollout of these files is called \(work.rollouts.joined(separator: " or "))",
          advice: "there are \(made.map(\.title).joined(separator: ", "))"))
    }
    return chosen
  }
}
