import Diagnostics
import GateConfig
import Outcome

/// One run of the gate, as it was asked for.
package struct Stage {
  package let command: Outcome.Command
  package let configuration: GateConfiguration
  /// The rollouts to run, as `name` or `namespace/name`; empty for all.
  package private(set) var selection: [String]
  /// From the command line, for every rollout of the run; nil where the configs say.
  package let revision: String?
  /// The one moment that every query speaks of.
  package private(set) var evaluatedAt: Timestamp
  /// When a weight that this run changes has changed: now, where it judges some minutes ago.
  package private(set) var changesAt: Timestamp
  /// Whether what is judged is now, whenever the run comes to it: no moment was given.
  let followsClock: Bool
  package let startedAt: Timestamp
  /// Whether manifests and records are left alone.
  package let isDryRun: Bool
  /// Whether hooks are called; nothing but this keeps a run from it.
  package let allowsHooks: Bool
  /// The rung that this stage of the pipeline is for, in parts; nil for the next one.
  package let target: Int?
  /// The pipeline's run, which takes one step of each rollout at most; nil where none is known.
  package let runID: String?
  /// Whether the course of each check is asked for, when all is written.
  package let drawsCharts: Bool
  package let version: String
  package let host: String

  /// - Parameter evaluatedAt: The moment that was given to be judged; nil for now.
  package init(
    command: Outcome.Command, configuration: GateConfiguration, selection: [String] = [],
    revision: String? = nil, evaluatedAt: Timestamp? = nil, changesAt: Timestamp? = nil,
    startedAt: Timestamp, isDryRun: Bool = false, allowsHooks: Bool? = nil,
    target: Int? = nil, runID: String? = nil, drawsCharts: Bool = false,
    version: String, host: String
  ) {
    self.command = command
    self.configuration = configuration
    self.selection = selection
    self.revision = revision
    self.evaluatedAt = evaluatedAt ?? startedAt.wholeSecond
    self.changesAt = changesAt ?? self.evaluatedAt
    followsClock = evaluatedAt == nil
    self.startedAt = startedAt
    self.isDryRun = isDryRun
    self.allowsHooks = allowsHooks ?? ((command == .run || command == .apply) && !isDryRun)
    self.target = target
    self.runID = runID
    self.drawsCharts = drawsCharts
    self.version = version
    self.host = host
  }

  /// The same stage at a later moment.
  func at(_ moment: Timestamp) -> Stage {
    var later = self
    (later.evaluatedAt, later.changesAt) = (moment, moment)
    return later
  }

  /// The same stage of some rollouts alone, as `namespace/name`.
  func selecting(_ titles: [String]) -> Stage {
    var other = self
    other.selection = titles
    return other
  }

  /// The entries that are selected, and an error for each name that selects nothing.
  func selected() -> (entries: [GateConfiguration.Entry], diagnostics: [Diagnostic]) {
    guard !selection.isEmpty else { return (configuration.entries, []) }
    let titles = configuration.entries.map(\.title)
    let unknown = selection.filter { name in !titles.contains { Self.names(name, $0) } }
    let hasBroken = configuration.entries.contains(where: \.isBroken)
    let entries = configuration.entries.filter { entry in
      // Whoever is missing may be in what could not be read: that says then why.
      !unknown.isEmpty && entry.isBroken || selection.contains { Self.names($0, entry.title) }
    }
    return (
      entries,
      unknown.map { name in
        let near = nearestName(to: name, among: titles)
        return .error(
          at: nil, "no rollout is called \"\(name)\"",
          advice: near.map { "did you mean \($0)?" }
            ?? (hasBroken
              ? "correct the configs, and see whether it is in one of them"
              : "there are " + titles.prefix(10).joined(separator: ", ")))
      }
    )
  }

  /// Whether a name of the command line, with its namespace or without, is a rollout's.
  package static func names(_ name: String, _ title: String) -> Bool {
    name == title || title.hasSuffix("/" + name)
  }
}

extension GateConfiguration.Entry {
  fileprivate var isBroken: Bool {
    switch self {
    case .sound: false
    case .broken: true
    }
  }
}
