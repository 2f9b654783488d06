import Diagnostics
import Manifests

/// A first config, made of what a work tree holds.
package struct FirstConfig {
  /// In the order of their files.
  let rollouts: [FirstRollout]
  let leftAlone: [LeftAlone]
  /// Files that could not be read, each with the reason.
  let unread: [(path: String, why: String)]
  /// How many objects route to one destination alone.
  let undivided: Int

  package init(of survey: Survey) {
    let finder = RolloutFinder(survey: survey)
    var rollouts: [FirstRollout] = []
    var leftAlone = survey.claims.map { claim in
      LeftAlone(claim.object, why: "\(claim.controller) moves the traffic by itself")
    }
    var undivided = 0
    for placed in survey.routes {
      let found = finder.rollouts(of: placed)
      rollouts += found.rollouts
      leftAlone += found.leftAlone
      if found.rollouts.isEmpty, found.leftAlone.isEmpty { undivided += 1 }
    }
    self.rollouts = Self.named(rollouts.sorted(by: Self.isBefore))
    self.leftAlone = leftAlone.sorted {
      ($0.position.file, $0.position.line) < ($1.position.file, $1.position.line)
    }
    self.unread = survey.unread.sorted { $0.path < $1.path }
    self.undivided = undivided
  }

  package var isEmpty: Bool { rollouts.isEmpty }

  private static func isBefore(_ one: FirstRollout, _ other: FirstRollout) -> Bool {
    (one.file, one.position.line) < (other.file, other.position.line)
  }

  /// Each with a name of its own in its namespace: one that is taken gets its folder's behind it, or a
  /// number.
  private static func named(_ rollouts: [FirstRollout]) -> [FirstRollout] {
    var taken: Set<String> = []
    return rollouts.map { rollout in
      let folder = TreePath.folder(of: rollout.file)
      let names =
        ["", folder == "." ? nil : subdomain(TreePath.name(folder))].compactMap(\.self)
        + (2...taken.count + 2).map { "\($0)" }
      var named = rollout
      for suffix in names {
        named.name = suffix.isEmpty ? rollout.name : "\(rollout.name)-\(suffix)"
        if taken.insert("\(rollout.namespace.name)/\(named.name)").inserted { break }
      }
      return named
    }
  }
}
