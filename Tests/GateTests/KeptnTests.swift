import GateConfig
import Testing

/// Keptn's objectives in a first run, which Keptn passes where they compare with earlier results.
@Suite struct KeptnTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let objectives: [String]
    let value: String
    let status: Ending

    init(_ what: String, _ objectives: String..., value: String, ends status: Ending) {
      (testDescription, self.objectives, self.value, self.status) = (
        what, objectives, value, status
      )
    }
  }

  private static let kept = "{sli: a, pass: [{criteria: ['<=600']}]}"

  static let rows: [Row] = [
    Row("a limit is kept", kept, value: "600", ends: .pass),
    Row("a limit is broken", kept, value: "600.001", ends: .fail),
    Row("NaN", kept, value: "NaN", ends: .inconclusive),
    Row("an infinity within the limit", kept, value: "-Inf", ends: .inconclusive),
    Row(
      "NaN that is to be 0", "{sli: a, pass: [{criteria: ['=0']}]}", value: "NaN",
      ends: .inconclusive),
    Row(
      "a comparison with earlier results", "{sli: a, pass: [{criteria: ['<=+10%']}]}", value: "1",
      ends: .inconclusive),
    Row(
      "a comparison beside what is kept", kept, "{sli: b, pass: [{criteria: ['>=-80%']}]}",
      value: "1",
      ends: .inconclusive),
    Row(
      "a comparison beside what is broken", kept, "{sli: b, pass: [{criteria: ['>=-80%']}]}",
      value: "700", ends: .fail),
    Row(
      "one of many is broken", kept, "{sli: b, weight: 1, pass: [{criteria: ['<=5']}]}",
      "{sli: c, weight: 99, pass: [{criteria: ['<=600']}]}", value: "6", ends: .fail),
    Row("one that informs decides nothing", kept, "{sli: b}", value: "1", ends: .pass),
    Row(
      "one that informs decides nothing, and is NaN", kept, "{sli: nan}", value: "1", ends: .pass),
    Row(
      "another provider's", kept, "{sli: dynatrace, pass: [{criteria: ['<=600']}]}", value: "1",
      ends: .inconclusive),
    Row("nothing but what informs", "{sli: a}", value: "1", ends: .inconclusive),
    Row("no objective", value: "1", ends: .inconclusive),
    Row(
      "an indicator that is missing", kept, "{sli: d, pass: [{criteria: ['<=600']}]}", value: "1",
      ends: .inconclusive),
  ]

  @Test("An slo.yaml passes when all of it is known and kept, and never else", arguments: rows)
  func judged(row: Row) throws {
    let slo =
      "spec_version: '1.0'\nobjectives: [\(row.objectives.joined(separator: ", "))]\n"
      + "total_score: {pass: '50%'}\n"
    let sli = """
      spec_version: "1.0"
      indicators:
        a: a{job="$SERVICE"}
        b: b
        c: c
        nan: nan
        dynatrace: metricSelector=builtin:service.response.time

      """
    let files = [("slo.yaml", slo), ("sli.yaml", sli)].map { name, text in
      ConfigFile(name: name, folder: "", bytes: Array(text.utf8))
    }
    // As in a look at the files alone, so that what is missing gets as far as a verdict.
    let settings = ImportSettings(
      arguments: ["SERVICE": "carts", "PROJECT": "sockshop", "STAGE": "dev"], admitsGaps: true)
    let made = try #require(translations(of: files, importing: settings).translations.first)
    let config = made.text.replacing(
      "version: 1\n", with: "version: 1\nprometheus: {address: \"http://prometheus:9090\"}\n")
    let world = World(["rolloutgate.yaml": config]) { query in
      World.value(query == "nan" ? "NaN" : row.value)
    }
    let outcome = world.run(.check)
    #expect(outcome.exitStatus == row.status)
  }
}
