import CurlTransport
import Diagnostics
import Gate
import GateConfig
import HTTPExchange
import Outcome
import Prometheus
import WorkTree

/// Where answers come from.
enum AnswerSource {
  case store
  case saved(SavedAnswers)
  /// Nothing is asked, as in `lint`.
  case none
}

struct InputFault: Error {
  let diagnostic: Diagnostic
}

/// The configs of a run, and the effects that its stage may use.
struct Inputs {
  let configuration: GateConfiguration
  let effects: Effects
  private let work: WorkOptions

  init(
    _ work: WorkOptions, quick: QuickCheck?, answering source: AnswerSource,
    in process: Surroundings
  ) throws(InputFault) {
    self.work = work
    let tree: WorkTree
    do throws(WorkTreeError) {
      tree = try WorkTree(root: ".")
    } catch {
      throw InputFault(diagnostic: .error(at: nil, "\(error)"))
    }
    if let quick {
      configuration = quick.configuration(address: work.storeAddress)
    } else {
      let files = try Self.configs(work.configs, in: tree)
      configuration = readConfigs(files, address: work.storeAddress)
    }
    effects = try Effects(in: tree, answering: source, process)
  }

  /// For the offline subcommands: says itself what is wrong.
  init?(_ work: WorkOptions, in process: Surroundings) {
    if let fault = Folder.enter(work.workTree) {
      process.warn([fault])
      return nil
    }
    do throws(InputFault) {
      try self.init(work, quick: nil, answering: .none, in: process)
    } catch {
      process.warn([error.diagnostic])
      return nil
    }
  }

  func stage(in process: Surroundings) -> Stage {
    Stage(
      command: .run, configuration: configuration, selection: work.rollouts,
      revision: work.revision, evaluatedAt: process.now(), startedAt: process.now(),
      isDryRun: true, version: RolloutGate.version, host: "")
  }

  private static func configs(
    _ patterns: [String], in tree: WorkTree
  ) throws(InputFault) -> [ConfigFile] {
    var files: [ConfigFile] = []
    var seen: Set<String> = []
    for pattern in patterns.isEmpty ? ["rolloutgate.yaml"] : patterns {
      let found: [ConfigFile]
      do throws(WorkTreeError) {
        found = try tree.list(pattern).map { path throws(WorkTreeError) in
          let slash = path.lastIndex(of: "/")
          return ConfigFile(
            name: path, folder: slash.map { String(path[..<$0]) } ?? "",
            bytes: try tree.read(path).bytes)
        }
      } catch {
        throw InputFault(
          diagnostic: .error(
            at: nil, "no config can be read: \(error)"))
      }
      guard !found.isEmpty else {
        throw InputFault(
          diagnostic: .error(
            at: nil, "no config fits \"\(pattern)\"",
            advice: "give one with --config FILE, relative to the work tree"))
      }
      files += found.filter { seen.insert($0.name).inserted }
    }
    return files
  }
}
