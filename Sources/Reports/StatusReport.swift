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
  package var json: String { StatusInJSON(rows: rows).json.document }

  /// The JSON Schema (draft 2020-12) of that.
  package static var schemaText: String {
    StatusInJSON.document(titled: "rolloutgate status, schema \(JSONReport.schema)")
  }
}

private struct StatusInJSON: DescribedObject {
  let rows: [RolloutStatus]

  static let jsonKeys: [JSONKey<StatusInJSON>] = [
    JSONKey("schema", "The version of this shape.") { _ in JSONVersion() },
    JSONKey("rollouts", "Each rollout, in the order of the configs.") { $0.rows },
  ]
}

extension RolloutStatus: DescribedObject {
  static let jsonKeys: [JSONKey<RolloutStatus>] = [
    JSONKey("name", "The rollout's name.") { $0.rollout.name },
    JSONKey("namespace", "Its Kubernetes namespace.") { $0.rollout.namespace },
    JSONKey("phase", "Where it stands; null without a record.") {
      ($0.record?.state.phase).map(PhaseWord.init)
    },
    JSONKey("cause", "Why it failed.") { $0.record?.state.phase.cause },
    JSONKey("weight", "In parts of total.") { $0.record?.state.weight.parts },
    JSONKey("total", "What all of the traffic is in weights.") { $0.record?.state.weight.total },
    JSONKey("iteration", "Of several judgements at one weight the next, from 1; else 0.") {
      $0.record?.state.iteration
    },
    JSONKey("failedRuns", "Failed runs since the revision or its promotion began.") {
      $0.record?.state.failedRuns
    },
    JSONKey("inconclusiveRuns", "Inconclusive runs in a row.") {
      $0.record.map { $0.state.doubt?.runs ?? 0 }
    },
    JSONKey("lastTransition", "When its weight, iteration or baseline changed last.") {
      $0.record?.state.lastTransition
    },
    JSONKey("revision", "What is rolled out.") { $0.record?.state.revision },
    JSONKey("paused", "Why a person paused it; null where nobody did.") {
      $0.record?.state.pause
    },
    JSONKey("generation", "That of the record.") { $0.record?.generation },
    JSONKey("isOpen", "Whether a run was stopped in the middle.") { $0.record?.intent != nil },
    JSONKey("history", "What happened to it, the oldest first.") { $0.record?.history ?? [] },
  ]
}

extension Phase.Cause: DescribedWord {}
