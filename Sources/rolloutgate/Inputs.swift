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

extension WorkTree {
  /// The present folder.
  static func current() throws(InputFault) -> WorkTree {
    do throws(WorkTreeError) {
      return try WorkTree(root: ".")
    } catch {
      throw InputFault(diagnostic: .error(at: nil, "\(error)"))
    }
  }
}

/// The configs of a run, and the effects that its stage may use.
struct Inputs {
  let configuration: GateConfiguration
  let effects: Effects
  private let work: WorkOptions

  init(
    _ work: WorkOptions, quick: QuickCheck?, answering source: AnswerSource,
    admittingGaps admitsGaps: Bool = false, in process: Surroundings
  ) throws(InputFault) {
    self.work = work
    let tree = try WorkTree.current()
    if let quick {
      configuration = quick.configuration(address: work.storeAddress)
    } else {
      let (files, unreadable) = try Self.configs(work.configs, in: tree)
      configuration = readConfigs(
        files, unreadable: unreadable, address: work.storeAddress,
        importing: work.importing.settings(in: process, admitsGaps: admitsGaps))
    }
    effects = try Effects(in: tree, answering: source, showing: work.verbose, process)
  }

  /// For the offline subcommands: says itself what is wrong.
  ///
  /// - Parameter admitsGaps: Whether templates are looked at alone, without what they ask for.
  init?(
    _ work: WorkOptions, admittingGaps admitsGaps: Bool = false, in process: Surroundings
  ) {
    if let fault = Folder.enter(work.workTree) {
      process.warn([fault])
      return nil
    }
    self.init(entered: work, admittingGaps: admitsGaps, in: process)
  }

  /// The same where the work tree is the current folder already.
  init?(
    entered work: WorkOptions, admittingGaps admitsGaps: Bool = false, in process: Surroundings
  ) {
    do throws(InputFault) {
      try self.init(
        work, quick: nil, answering: .none, admittingGaps: admitsGaps, in: process)
    } catch {
      process.warn([error.diagnostic])
      return nil
    }
  }

  /// A stage that asks nothing, of now.
  func stage(
    _ command: Outcome.Command = .run, selecting rollouts: [String]? = nil, isDryRun: Bool = true,
    runID: String? = nil, in process: Surroundings
  ) -> Stage {
    Stage(
      command: command, configuration: configuration, selection: rollouts ?? work.rollouts,
      revision: work.revision, startedAt: process.now(), isDryRun: isDryRun, runID: runID,
      version: RolloutGate.version, host: process.hostName)
  }

  /// The configs that the patterns find, and those of them that can't be read: each of these is one
  /// broken entry, and no reason to leave another's roll back undone.
  static func configs(
    _ patterns: [String], in tree: WorkTree
  ) throws(InputFault) -> (files: [ConfigFile], unreadable: [UnreadableConfig]) {
    var files: [ConfigFile] = []
    var unreadable: [UnreadableConfig] = []
    var seen: Set<String> = []
    for pattern in patterns.isEmpty ? ["rolloutgate.yaml"] : patterns {
      let paths: [String]
      do throws(WorkTreeError) {
        paths = try tree.list(pattern)
      } catch {
        throw InputFault(diagnostic: .error(at: nil, "no config can be read: \(error)"))
      }
      guard !paths.isEmpty else {
        throw InputFault(
          diagnostic: .error(
            at: nil, "no config fits \"\(pattern)\"",
            advice: "give one with --config FILE, relative to the work tree"))
      }
      for path in paths where seen.insert(path).inserted {
        let slash = path.lastIndex(of: "/")
        do throws(WorkTreeError) {
          files.append(
            ConfigFile(
              name: path, folder: slash.map { String(path[..<$0]) } ?? "",
              bytes: try tree.read(path).bytes, isFound: path != pattern))
        } catch {
          unreadable.append(UnreadableConfig(name: path, why: "\(error)"))
        }
      }
    }
    return (files, unreadable)
  }
}
