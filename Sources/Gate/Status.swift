import Diagnostics
import GateConfig
import Outcome

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
        rows.append(RolloutStatus(rollout: config.name, record: found?.record))
      case .failure(let fault):
        faults += fault.diagnostics
      }
    }
  }
  return (rows, faults)
}
