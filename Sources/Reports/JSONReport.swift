import Diagnostics
import Outcome
import Rollouts

/// All that a script needs of a run. `schema` names the version of this shape; it rises when a key
/// changes its meaning or goes, not when one is added.
///
/// Every key is always there, `null` where nothing is known. Weights are parts of `total`.
package struct JSONReport {
  private let outcome: Outcome

  static let schema = 1

  package init(_ outcome: Outcome) {
    self.outcome = outcome
  }

  package var text: String {
    let published = Published(outcome)
    let document = JSONText.object([
      "schema": .integer(Self.schema),
      "version": .text(outcome.version),
      "command": .text(outcome.command.rawValue),
      "dryRun": .flag(outcome.isDryRun),
      "verdict": .text(published.verdict),
      "decision": .text(published.decision?.rawValue),
      "weight": .integer(published.weight?.parts),
      "nextWeight": .integer(published.nextWeight?.parts),
      "total": .integer(published.weight?.total),
      "changed": .flag(published.changed),
      "paths": .list(published.paths.map(JSONText.text)),
      "exitStatus": .integer(Int(published.exitStatus.rawValue)),
      "evaluatedAt": .text("\(outcome.evaluatedAt)"),
      "startedAt": .text("\(outcome.startedAt)"),
      "seconds": .number(outcome.seconds),
      "host": .text(outcome.host),
      "job": .text(outcome.job?.text),
      "diagnostics": .list(outcome.diagnostics.map(\.json)),
      "rollouts": .list(outcome.rollouts.map { $0.json(in: outcome) }),
    ])
    return document.document
  }
}

extension RolloutOutcome {
  fileprivate func json(in outcome: Outcome) -> JSONText {
    .object([
      "rollout": .text(title),
      "file": .text(position?.file),
      "line": .integer(position?.line),
      "revision": .text(revision),
      "generation": .integer(generation),
      "decisionId": .text(decisionID?.text),
      "phase": .text(phase?.name),
      "verdict": .text(verdictWord),
      "exitStatus": .integer(Int(exitStatus.rawValue)),
      "decision": decision?.json ?? .null,
      "weight": .integer(decision?.from.parts),
      "nextWeight": .integer(decision?.to.parts),
      "total": .integer(decision?.from.total ?? ladder?.total),
      "ladder": ladder.map { .list($0.rungs.map { .integer($0.parts) }) } ?? .null,
      "changed": .flag(!changedPaths.isEmpty),
      "paths": .list(changedPaths.map(JSONText.text)),
      "manifest": .text(manifest),
      "diff": .text(diff),
      "evaluatedAt": .text("\(evaluatedAt ?? outcome.evaluatedAt)"),
      "samples": samples?.json ?? .null,
      "traffic": traffic?.json ?? .null,
      "checks": .list(checks.map(\.json)),
      "hooks": .list(hooks.map(\.json)),
      "history": .list(history.map(\.json)),
      "diagnostics": .list(diagnostics.map(\.json)),
      "writeFailures": .list(writeFailures.map(JSONText.text)),
    ])
  }
}

extension SampleTally {
  fileprivate var json: JSONText {
    .object(["count": .integer(count), "failed": .integer(failed)])
  }
}

extension HookOutcome {
  fileprivate var json: JSONText {
    .object([
      "type": .text(kind.rawValue),
      "name": .text(name),
      "result": .text(end.rawValue),
      "status": .text(status),
      "text": .text(text),
      "seconds": .number(seconds),
      "attempts": .integer(attempts),
    ])
  }
}

extension Decision {
  fileprivate var json: JSONText {
    .object([
      "kind": .text(kind.rawValue),
      "from": .integer(from.parts),
      "to": .integer(to.parts),
      "reasons": .list(
        reasons.map { .object(["id": .text($0.name), "text": .text("\($0)")]) }),
    ])
  }
}

extension Diagnostic {
  fileprivate var json: JSONText {
    .object([
      "severity": .text(severity.rawValue),
      "file": .text(position?.file),
      "line": .integer(position?.line),
      "column": .integer(position?.column),
      "message": .text(what),
      "advice": .text(advice),
    ])
  }
}
