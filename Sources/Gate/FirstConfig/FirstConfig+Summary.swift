import Diagnostics
import Manifests

extension FirstConfig {
  /// What was found and what was not, for a person, a line each.
  package var summary: [String] {
    rollouts.map { rollout in
      let baseline = rollout.baseline.map { ", baseline \($0.destination)" } ?? ""
      return "  \(rollout.namespace.name)/\(rollout.name): \(rollout.object) in \(rollout.file), "
        + "canary \(rollout.canary.destination) at \(rollout.weight)\(baseline)"
    } + remainder
  }

  /// What is in the work tree and in no rollout.
  package var remainder: [String] {
    var lines: [String] = []
    if !leftAlone.isEmpty {
      lines.append("left alone:")
      lines += shortened(leftAlone.map { "  \($0.object) at \($0.position): \($0.why)" }, to: 20)
    }
    if undivided > 0 {
      lines.append("\(counted(undivided, "object")) of these kinds with one destination alone")
    }
    if !unread.isEmpty {
      lines.append("\(counted(unread.count, "file")) passed over, since nothing could be read:")
      lines += shortened(unread.map { "  \($0.why)" }, to: 10)
    }
    return lines
  }

  /// What is known, where nothing was found.
  package static var advice: String {
    "the kinds that are known are " + ManifestObject.weightedKinds.joined(separator: ", ")
      + "; for the values of a chart or a HelmRelease write canary.path yourself"
  }

  /// The commands that come next.
  ///
  /// - Parameters:
  ///   - options: What they need to find this config.
  ///   - hasStore: Whether the config names a store.
  package func nextSteps(_ options: String, hasStore: Bool) -> [String] {
    let revision = rollouts.contains { $0.revision == nil } ? " --revision ID" : ""
    return [
      "Look at what it calls a guess. Then see whether all fits together, what would be asked, and how "
        + "the canary does now:",
      "  rolloutgate lint\(options)\(revision)", "  rolloutgate explain\(options)\(revision)",
      "  rolloutgate check\(options)" + (hasStore ? "" : " --prometheus URL"),
    ]
  }

  private func shortened(_ lines: [String], to count: Int) -> [String] {
    lines.count <= count
      ? lines : lines.prefix(count) + ["  and \(lines.count - count) more"]
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
