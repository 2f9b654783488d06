import ArgumentParser
import Diagnostics
import Gate
import GateConfig
import Outcome
import Reports
import WorkTree

struct InitCommand: GateCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a first config for the weights found in a work tree, offline.",
    discussion: "An existing file is never overwritten. Nothing found ends with 2.")

  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp(
      "The work tree; paths are as if started there. Default: the current folder.",
      valueName: "dir"))
  var workTree: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The config that is written, in the work tree.", valueName: "file"))
  var output = "rolloutgate.yaml"

  @Option(
    name: .customLong("prometheus"),
    help: ArgumentHelp("The store's address, for the config.", valueName: "url"))
  var address: String?

  @Flag(help: "Shows the config, and writes nothing.")
  var dryRun = false

  mutating func validate() throws {
    try StoreAddress.validate(address)
    guard !output.isEmpty, !output.hasSuffix("/") else {
      throw ValidationError("--output is \"\(output)\"; name a file of the work tree")
    }
  }

  func perform(in process: Surroundings) -> ExitStatus {
    func stopped(_ fault: Diagnostic) -> ExitStatus {
      process.warn([fault])
      return .wrongInput
    }
    if let fault = Folder.enter(workTree) { return stopped(fault) }
    do throws(InputFault) {
      let tree = try WorkTree.current()
      let effects = try Effects(in: tree, answering: .none, showing: false, process)
      let path = try NewConfig.path(of: output, in: tree)
      if !dryRun { try NewConfig.refuseOccupied(path, with: effects, orElse: "--dry-run") }
      let first = FirstConfig(of: Survey(with: effects))
      guard !first.isEmpty else {
        for line in first.remainder { process.warn(line) }
        return stopped(
          .error(
            at: nil, "nothing here divides traffic between two destinations that may be moved",
            advice: FirstConfig.advice))
      }
      return write(first, to: path, with: effects, in: process)
    } catch {
      return stopped(error.diagnostic)
    }
  }

  private func write(
    _ first: FirstConfig, to path: String, with effects: Effects, in process: Surroundings
  ) -> ExitStatus {
    let store = address.flatMap(StoreAddress.init)
    let text = first.text(at: path, store: store)
    guard !dryRun else {
      process.show(text)
      for line in first.summary { process.warn(line) }
      return .pass
    }
    if case .failure(let failure) = effects.create(path, Array(text.utf8)) {
      process.warn(failure.text)
      return .notWritten
    }
    let options =
      (workTree.map { " -C \(shellWord($0))" } ?? "")
      + (path == "rolloutgate.yaml" ? "" : " -f \(shellWord(path))")
    let lines =
      ["\(path) is written, with"] + first.summary
      + first.nextSteps(options, hasStore: store != nil)
    process.show(lines.map { printable($0) + "\n" }.joined())
    return .pass
  }

  private func shellWord(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 0x20) || "._/+-@".utf8.contains(byte)
    }
    return isPlain ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }
}
