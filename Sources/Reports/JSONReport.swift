import Diagnostics
import Outcome
import Rollouts

/// All that a script needs of a run. `schema` names the version of this shape; it rises when a key
/// changes its meaning or goes, not when one is added.
///
/// Every key is always there, `null` where nothing is known. Weights are parts of `total`.
package struct JSONReport {
  private let run: RunInJSON

  static let schema = 1

  package init(_ outcome: Outcome) {
    run = RunInJSON(outcome: outcome, published: Published(outcome))
  }

  package var text: String { run.json.document }

  /// The JSON Schema (draft 2020-12) of the report.
  package static var schemaText: String {
    RunInJSON.document(titled: "rolloutgate report, schema \(schema)")
  }
}

/// The version of a shape: the schema admits this one alone.
struct JSONVersion: DescribedJSON {
  static let schema: [JSONMember] = [("const", .integer(JSONReport.schema))]
  var json: JSONText { .integer(JSONReport.schema) }
}

private struct RunInJSON: DescribedObject {
  let outcome: Outcome
  let published: Published

  static let jsonKeys: [JSONKey<RunInJSON>] = [
    JSONKey("schema", "The version of this shape.") { _ in JSONVersion() },
    JSONKey("version", "That of rolloutgate.") { $0.outcome.version },
    JSONKey("command", "What was run.") { $0.outcome.command },
    JSONKey("dryRun", "Whether files were left alone that would have been written.") {
      $0.outcome.isDryRun
    },
    JSONKey("verdict", "That of the worst rollout.") { $0.published.word },
    JSONKey("decision", "That of the one rollout; null unless there is exactly one.") {
      $0.published.decision
    },
    JSONKey("weight", "The one rollout's weight before the run, in parts of total.") {
      $0.published.weight?.parts
    },
    JSONKey("nextWeight", "The one rollout's weight after the run, in parts of total.") {
      $0.published.nextWeight?.parts
    },
    JSONKey("total", "What all of the traffic is in these weights: mostly 100.") {
      $0.published.weight?.total
    },
    JSONKey("changed", "Whether any file of the work tree is not as it was.") {
      $0.published.changed
    },
    JSONKey("paths", "The files that were written, relative to the work tree.") {
      $0.published.paths
    },
    JSONKey("exitStatus", "How the process ends.") { $0.published.exitStatus },
    JSONKey("evaluatedAt", "The moment that was judged; of several samples, that of the last.") {
      $0.outcome.evaluatedAt
    },
    JSONKey("startedAt", "When the run began.") { $0.outcome.startedAt },
    JSONKey("seconds", "The wall time of the run up to its reports.") { $0.outcome.seconds },
    JSONKey("host", "The machine that it ran on.") { $0.outcome.host },
    JSONKey("job", "The page of the pipeline's job; null outside of pipelines.") {
      $0.outcome.job?.text
    },
    JSONKey("diagnostics", "What concerns no single rollout.") { $0.outcome.diagnostics },
    JSONKey("rollouts", "Each rollout, in the order of the configs.") { run in
      run.outcome.rollouts.map { RolloutInJSON(rollout: $0, run: run.outcome) }
    },
  ]
}

extension Outcome.Command: DescribedWord {}

extension VerdictWord: DescribedWord {}

extension Decision.Kind: DescribedWord {}

extension ExitStatus: DescribedJSON {
  static var schema: [JSONMember] { [("enum", .list(allCases.map(\.json)))] }
  var json: JSONText { .integer(Int(rawValue)) }
}

extension Diagnostic: DescribedObject {
  static let jsonKeys: [JSONKey<Diagnostic>] = [
    JSONKey("severity", "How bad it is; an error ends the run or the rollout with 2.") {
      $0.severity
    },
    JSONKey("file", "Where; null where no file is at fault.") { $0.position?.file },
    JSONKey("line", "1-based.") { $0.position?.line },
    JSONKey("column", "1-based, in Unicode characters.") { $0.position?.column },
    JSONKey("message", "What is wrong.") { $0.what },
    JSONKey("advice", "What to do.") { $0.advice },
  ]
}

extension Diagnostic.Severity: DescribedWord {}
