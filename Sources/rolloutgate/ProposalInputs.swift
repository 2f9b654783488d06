import Diagnostics
import Gate
import GateConfig
import Outcome
import WorkTree

/// What `--base` sets against each other: the base's configs and files, which are trusted, and the work
/// tree's, which are proposed.
struct ProposalInputs {
  /// The base's.
  let configuration: GateConfiguration
  /// Those of a run, but that files are read from the base and nothing is written.
  let effects: Effects
  let proposal: Proposal

  init(
    _ work: WorkOptions, base name: String, answering source: AnswerSource,
    in process: Surroundings
  ) throws(InputFault) {
    let base = try GitTree(name, process)
    let (files, unreadable) = try base.configs(work.configs)
    let importing = work.importing.settings(in: process, admitsGaps: false)
    let found = readConfigs(
      files, unreadable: unreadable, address: work.storeAddress, importing: importing)
    // Without a config there, nothing holds the proposal.
    configuration =
      found.entries.isEmpty && !found.diagnostics.hasErrors
      ? GateConfiguration(
        entries: [],
        diagnostics: found.diagnostics + [
          .warning(
            at: nil, "\(name) has no rollouts: nothing holds the proposal",
            advice: "merge the config before a weight is raised")
        ]) : found
    let tree = try WorkTree.current()
    let live = try Effects(in: tree, answering: source, showing: work.verbose, process)
    effects = live.reading(base, beside: tree, process)
    let patterns = work.configs.isEmpty ? ["rolloutgate.yaml"] : work.configs
    let (proposed, broken) = Self.proposed(patterns, in: tree)
    proposal = Proposal(
      to: name, reading: live.read,
      configuration: readConfigs(
        proposed, unreadable: broken, address: work.storeAddress, importing: importing))
  }

  /// The proposed configs. That one is gone is no fault of the reading.
  private static func proposed(
    _ patterns: [String], in tree: WorkTree
  ) -> (files: [ConfigFile], unreadable: [UnreadableConfig]) {
    var files: [ConfigFile] = []
    var unreadable: [UnreadableConfig] = []
    for pattern in patterns {
      guard let found = try? Inputs.configs([pattern], in: tree) else { continue }
      files += found.files.filter { file in !files.contains { $0.name == file.name } }
      unreadable += found.unreadable
    }
    return (files, unreadable)
  }
}

extension Effects {
  /// The same, but that files are those of a commit. A credential or a certificate in the work tree
  /// must be the commit's own: whoever proposes another would be trusted with the request.
  fileprivate func reading(
    _ base: GitTree, beside tree: WorkTree, _ process: Surroundings
  ) -> Effects {
    let history = GitHistory(process, of: base.commit)
    return Effects(
      read: base.read,
      create: { path, _ in .failure(WriteFailure("\(path): nothing is written into \(base.name)"))
      },
      readSecret: { path, folder in
        let found = readSecret(path, folder)
        guard let inside = try? tree.insidePath(path, relativeTo: folder.isEmpty ? "." : folder)
        else { return found }
        guard case .success(let bytes) = found else { return found }
        guard case .success(let own) = base.read(inside), own.bytes == bytes else {
          return .failure(.unreadable("\(path) is not as \(base.name) has it, and is not trusted"))
        }
        return found
      },
      secretPath: secretPath, environment: environment, send: send, elapsed: elapsed, now: now,
      wait: wait, tell: tell, call: call,
      earlier: { path in
        history.beforeLastChange(of: path, present: (try? base.read(path).get())?.bytes)
      },
      show: show)
  }
}
