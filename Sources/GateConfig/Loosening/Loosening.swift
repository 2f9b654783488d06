import Diagnostics

/// Where a proposed config lets through what the present one does not.
package struct Loosening: Hashable, Sendable {
  /// Where the proposal says so; the rollout where what is missing has no place.
  package let position: SourcePosition?
  /// In words: `request-success-rate: at least 90 % instead of 99 %`.
  package let what: String
}

/// What a proposal loosens, of every rollout that the present configs have.
///
/// What can't be told to be stricter counts as looser: another query, another window, another store.
package func loosenings(
  from present: GateConfiguration, to proposed: GateConfiguration
) -> [String: [Loosening]] {
  var found: [String: [Loosening]] = [:]
  let all = proposed.soundConfigs
  for old in present.soundConfigs {
    let title = "\(old.name)"
    guard let new = all.first(where: { $0.name == old.name }) else {
      // A broken one is told as such.
      if !proposed.entries.contains(where: { $0.title == title }) {
        found[title] = [Loosening(position: nil, what: "the rollout is in no config any more")]
      }
      continue
    }
    let list = old.loosenings(to: new)
    if !list.isEmpty { found[title] = list }
  }
  return found
}

extension GateConfiguration {
  fileprivate var soundConfigs: [RolloutConfig] {
    entries.compactMap { if case .sound(let config, _) = $0 { config } else { nil } }
  }
}
