import Diagnostics
import GateConfig
import Manifests
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
      let path = Record.path(for: config.name)
      switch effects.read(path) {
      case .failure(.missing):
        rows.append(RolloutStatus(title: "\(config.name)", name: config.name, record: nil))
      case .failure(.unreadable(let why)):
        faults.append(
          .error(at: nil, why, advice: "make it readable, or restore it from Git"))
      case .success(let file):
        let (record, diagnostics) = Record.read(file.bytes, named: file.path)
        faults += diagnostics
        guard let record else { continue }
        rows.append(RolloutStatus(title: "\(config.name)", name: config.name, record: record))
      }
    }
  }
  return (rows, faults)
}
