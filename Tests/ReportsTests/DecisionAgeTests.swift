import Diagnostics
import Outcome
import Reports
import Testing

/// What a later job learns of the age of decisions.
@Suite struct DecisionAgeTests {
  @Test("Each decision of a run of several samples is as old as its own last sample")
  func ages() throws {
    let id = "\"decisionId\": \"0123456789abcdef\""
    let text = JSONReport(ran([baked, rolledBackEarly, healthy])).text
      .replacing("\"decisionId\": null", with: id)
    let decisions = try EarlierDecisions(reading: Array(text.utf8), in: "report.json")
    #expect(decisions.evaluatedAt == evaluation)
    #expect(
      decisions.entries.map(\.evaluatedAt) == [
        evaluation, evaluation.advanced(by: .seconds(-540)), evaluation,
      ])
  }

  @Test("A report without such moments has one for all")
  func oneForAll() throws {
    let text = JSONReport(ran([healthy])).text
      .replacing("\"decisionId\": null", with: "\"decisionId\": \"0123456789abcdef\"")
      .replacing("      \"evaluatedAt\"", with: "      \"unknownAt\"")
    let decisions = try EarlierDecisions(reading: Array(text.utf8), in: "report.json")
    #expect(decisions.entries.map(\.evaluatedAt) == [nil])
    #expect(decisions.evaluatedAt == evaluation)
  }
}
