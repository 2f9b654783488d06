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
      let (files, unreadable) = try Inputs.configs(work.configs, in: tree)
      for config in unreadable { return stopped(.error(at: nil, config.why)) }
      var settings = work.importing.settings(in: process, admitsGaps: false)
      if let output, let manifest = settings.manifest {
        settings.manifest = TreePath.path(manifest, from: TreePath.folder(of: output))
      }
      let (made, diagnostics) = translations(of: files, importing: settings)
      process.warn(diagnostics)
      guard !diagnostics.hasErrors else { return .wrongInput }
      guard !made.isEmpty else {
        return stopped(
          .error(
            at: nil, "nothing in these files can be converted",
            advice: "give a Canary, a Rollout, an AnalysisTemplate, or Keptn's slo.yaml"))
      }
      let chosen = made.filter { translation in
        work.rollouts.isEmpty
          || work.rollouts.contains {
            $0 == translation.title || translation.title.hasSuffix("/" + $0)
          }
      }
      guard !chosen.isEmpty else {
        return stopped(
          .error(
            at: nil,
            "no rollout of these files is called \(work.rollouts.joined(separator: " or "))",
            advice: "there are \(made.map(\.title).joined(separator: ", "))"))
      }
      if work.address != nil {
        process.warn("--prometheus is not written: give it to the commands that ask")
      }
      return write(chosen.map(\.text).joined(separator: "---\n"), with: tree, in: process)
    } catch {
      return stopped(error.diagnostic)
    }
  }

  private func write(
    _ text: String, with tree: WorkTree, in process: Surroundings
  ) -> ExitStatus {
    guard let output else {
      process.show(text)
      return .pass
    }
    let effects: Effects
    do throws(InputFault) {
      effects = try Effects(in: tree, answering: .none, process)
    } catch {
      process.warn([error.diagnostic])
      return .wrongInput
    }
    if case .failure(.missing) = effects.read(output) {
      if case .failure(let failure) = effects.create(output, Array(text.utf8)) {
        process.warn(failure.text)
        return .notWritten
      }
      process.show("\(printable(output)) is written\n")
      return .pass
    }
    process.warn([
      .error(
        at: nil, "\(output) is there already, and is left as it is", advice: "give another --output"
      )
    ])
    return .wrongInput
  }
}
