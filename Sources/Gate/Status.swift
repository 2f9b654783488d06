import Diagnostics
import GateConfig
import Rollouts

/// Where a rollout stands, as its record says.
package struct RolloutStatus: Hashable, Sendable {
  package let title: String
  package let name: RolloutName
  /// Nil where there is none yet.
  package let record: Record?
}

/// Reads where the rollouts stand, offline, from their records alone.
package func statuses(
  _ stage: Stage, with effects: Effects
) -> (rows: [RolloutStatus], faults: [Diagnostic]) {
  let (entries, unknown) = stage.selected()
  var faults = stage.configuration.diagnostics + unknown
  var rows: [RolloutStatus] = []
  for entry in entries {
    switch entry {
    case .broken(_, _, let diagnostics):
      faults += diagnostics
    case .sound(let config, _):
      switch readRecord(of: config.name, with: effects) {
      case .success(let found):
        rows.append(
          RolloutStatus(title: "\(config.name)", name: config.name, record: found?.record))
      case .failure(let fault):
        faults += fault.diagnostics
      }
    }
  }
  return (rows, faults)
}
