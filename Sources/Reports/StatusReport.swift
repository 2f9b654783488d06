import Diagnostics
import Outcome
import Rollouts

/// Where rollouts stand, one line each, in the columns of `kubectl get canaries`.
package struct StatusReport {
  private let rows: [RolloutStatus]

  package init(_ rows: [RolloutStatus]) {
    self.rows = rows
  }

  package func text(style: TextStyle) -> String {
    let titles = [
      "NAME", "NAMESPACE", "STATUS", "WEIGHT", "FAILED", "LASTTRANSITION", "REVISION", "NOTE",
    ]
    let lines = rows.map { row in
      let state = row.record?.state
      return [
        row.rollout.name, row.rollout.namespace, state?.phase.name ?? "-",
        state.map { "\($0.weight)" } ?? "-", state.map { "\($0.failedRuns)" } ?? "-",
        state?.lastTransition.map { "\($0)" } ?? "-",
        state?.revision.map { printable($0, limit: 80) } ?? "-", note(of: row.record),
      ].map { TextTable.Cell($0) }
    }
    let table = TextTable(
      columns: [.left, .left, .left, .right, .right, .left, .left, .left],
      rows: [titles.map { TextTable.Cell($0) }] + lines)
    return table.lines(indent: 0, style: style).map { commandFree($0) + "\n" }.joined()
  }

  /// What a person should know beside the phase.
  private func note(of record: Record?) -> String {
    guard let record else { return "no record yet" }
    let state = record.state
    var notes: [String] = []
    if record.intent != nil { notes.append("a run was stopped in the middle") }
    if case .failed(let cause) = state.phase { notes.append(cause.rawValue) }
    if state.iteration > 0 { notes.append("iteration \(state.iteration)") }
    if let pause = state.pause { notes.append("paused: " + printable(pause, limit: 80)) }
    if let doubt = state.doubt { notes.append("inconclusive since \(doubt.since)") }
    return notes.joined(separator: ", ")
  }

  /// `schema` names the version of this shape, as in the report of a run.
  package var json: String {
    JSONText.object([
      "schema": .integer(1), "rollouts": .list(rows.map(\.json)),
    ]).document
  }
}

extension RolloutStatus {
  fileprivate var json: JSONText {
    let state = record?.state
    return .object([
      "name": .text(rollout.name),
      "namespace": .text(rollout.namespace),
      "phase": .text(state?.phase.name),
      "cause": .text(state?.phase.cause?.rawValue),
      "weight": .integer(state?.weight.parts),
      "total": .integer(state?.weight.total),
      "iteration": .integer(state?.iteration),
      "failedRuns": .integer(state?.failedRuns),
      "inconclusiveRuns": .integer(state.map { $0.doubt?.runs ?? 0 }),
      "lastTransition": .text(state?.lastTransition.map { "\($0)" }),
      "revision": .text(state?.revision),
      "paused": .text(state?.pause),
      "generation": .integer(record?.generation),
      "isOpen": .flag(record?.intent != nil),
      "history": .list((record?.history ?? []).map(\.json)),
    ])
  }
}
