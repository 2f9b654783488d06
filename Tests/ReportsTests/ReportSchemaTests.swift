import Diagnostics
import Foundation
import Outcome
import Reports
import Rollouts
import Testing

/// The schemas that `rolloutgate schema` prints of reports, held against reports by a validator that
/// knows nothing of us.
@Suite(.enabled(if: SchemaValidator.isInstalled, "make test installs the validator"))
struct ReportSchemaTests {
  @Test("Each is a schema itself", arguments: [JSONReport.schemaText, StatusReport.schemaText])
  func metaschema(schema: String) throws {
    try withFile(of: Array(schema.utf8)) { path in
      let result = try run(SchemaValidator.program, ["--check-metaschema", path])
      #expect(result.status == 0, "\(result.output)")
    }
  }

  @Test("Every report fits, whatever a store brings")
  func fits() throws {
    let golden = Sample.all.map { $0.folder + "/expected.json" }
    let files = golden.map { root.appending(path: "fixtures/reports/" + $0).path }
    #expect(try SchemaValidator.faults(of: files, by: JSONReport.schemaText) == [:])
    let others =
      HostileTextTests.texts.map { hostile(String($0.prefix(10_000))) }
      + Outcome.Command.allCases.map { ran([healthy], command: $0) }
    let texts = others.map { JSONReport($0).text }
    #expect(try SchemaValidator.faults(in: texts, by: JSONReport.schemaText) == [:])
    let status = try [StatusReportTests.rows(), []].map { StatusReport($0).json }
    #expect(try SchemaValidator.faults(in: status, by: StatusReport.schemaText) == [:])
  }

  @Test("None is a rubber stamp: a key less, a key more, another type and another word are refused")
  func refuses() throws {
    let few = Sample.all.filter { $0.outcome.rollouts.count < 10 }
    let reports = few.map { JSONReport($0.outcome).text }
    // Elsewhere the same objects have them.
    let nowhere: Set = [
      "rollouts[].checks[].chart.spans[].baseline.failure has another type",
      "rollouts[].traffic.queries[].page has another type",
    ]
    try expectStrict(
      reports, words: Self.wordsOfRun, nowhere: nowhere, by: JSONReport.schemaText)
    let status = StatusReport(try StatusReportTests.rows()).json
    try expectStrict([status], words: Self.wordsOfStatus, by: StatusReport.schemaText)
  }

  private static let wordsOfRun: Set<String> = [
    "schema", "command", "verdict", "decision", "exitStatus", "diagnostics[].severity",
    "rollouts[].phase", "rollouts[].verdict", "rollouts[].exitStatus", "rollouts[].decision.kind",
    "rollouts[].traffic.finding", "rollouts[].checks[].verdict", "rollouts[].checks[].unit",
    "rollouts[].checks[].at", "rollouts[].hooks[].type",
    "rollouts[].hooks[].result", "rollouts[].history[].decision", "rollouts[].history[].word",
    "rollouts[].diagnostics[].severity",
  ]

  private static let wordsOfStatus: Set<String> = [
    "schema", "rollouts[].phase", "rollouts[].cause", "rollouts[].history[].decision",
    "rollouts[].history[].word",
  ]

  private func expectStrict(
    _ texts: [String], words: Set<String>, nowhere: Set<String> = [], by schema: String
  ) throws {
    var changes: [String: JSONChange] = [:]
    for text in texts {
      for change in JSONChange.all(of: try JSONValue(reading: Array(text.utf8)), words: words) {
        // One that was made where something stands says more than one where null stands.
        if changes[change.name]?.isOfNull ?? true { changes[change.name] = change }
      }
    }
    let all = changes.values.sorted { $0.name < $1.name }
    #expect(all.count > 40)
    #expect(Set(all.compactMap(\.word)) == words)
    #expect(Set(all.filter(\.isOfNull).map(\.name)) == nowhere, "no sample has anything there")
    let faults = try SchemaValidator.faults(in: all.map { $0.text() }, by: schema)
    #expect(all.indices.filter { faults[$0] == nil }.map { all[$0].name } == [])
    // What is untouched is admitted, so that it is the change which is refused.
    let whole = try texts.map { try JSONValue(reading: Array($0.utf8)).json.document }
    #expect(try SchemaValidator.faults(in: whole, by: schema) == [:])
  }
}
