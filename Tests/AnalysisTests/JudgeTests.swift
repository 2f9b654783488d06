import Analysis
import Testing

@Suite struct JudgeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var min: Double? = nil
    var max: Double? = nil
    var least: Int? = 100
    var policies = Policies()
    var isPresence = false
    let measurement: Measurement
    let expected: Verdict
  }

  static let rows: [Row] = [
    Row(
      testDescription: "any value passes where it has only to be there", isPresence: true,
      measurement: Measurement(.exactly(-7), requests: 400), expected: .pass),
    Row(
      testDescription: "no value does not pass where it has to be there", isPresence: true,
      measurement: Measurement(.none(.noData)), expected: .inconclusive(.noData)),
    Row(
      testDescription: "what another provider has is not known, whatever the policies", max: 5,
      policies: Policies(onNoData: .pass, onNaN: .pass, onWarning: .pass, onTooFew: .pass),
      measurement: Measurement(.none(.notAsked("Datadog"))),
      expected: .inconclusive(.notAsked("Datadog"))),
    Row(
      testDescription: "Flagger's rules fail what has no value", max: 5, policies: .flagger,
      measurement: Measurement(.none(.noData)), expected: .fail(.byPolicy(.noData))),
    Row(
      testDescription: "Flagger's rules fail what the store refuses", max: 5, policies: .flagger,
      measurement: Measurement(.none(.storeError("422"))),
      expected: .fail(.byPolicy(.storeError("422")))),
    Row(
      testDescription: "Flagger's rules hear no warning", max: 5, policies: .flagger,
      measurement: Measurement(.exactly(1), doubts: [.storeWarning("w")]), expected: .pass),
    Row(
      testDescription: "an infinity that is a value is above a maximum", max: 5,
      policies: .flagger, measurement: Measurement(.exactly(.infinity)),
      expected: .fail(.aboveMaximum(value: .infinity, max: 5))),
    Row(
      testDescription: "an infinity that is a value keeps a minimum", min: 5, least: nil,
      policies: .flagger, measurement: Measurement(.exactly(.infinity)), expected: .pass),
    Row(
      testDescription: "a kept minimum passes", min: 99,
      measurement: Measurement(.exactly(99.5), requests: 400), expected: .pass),
    Row(
      testDescription: "a broken minimum fails", min: 99,
      measurement: Measurement(.exactly(98), requests: 400),
      expected: .fail(.belowMinimum(value: 98, min: 99))),
    Row(
      testDescription: "a canary that answers only 5xx fails at 0", min: 99,
      measurement: Measurement(.exactly(0), requests: 400),
      expected: .fail(.belowMinimum(value: 0, min: 99))),
    Row(
      testDescription: "a broken maximum fails", max: 5,
      measurement: Measurement(.exactly(8), requests: 400),
      expected: .fail(.aboveMaximum(value: 8, max: 5))),
    Row(
      testDescription: "no data is not known", min: 99, measurement: Measurement(.none(.noData)),
      expected: .inconclusive(.noData)),
    Row(
      testDescription: "no data fails where the config says so", min: 99,
      policies: Policies(onNoData: .fail), measurement: Measurement(.none(.noData)),
      expected: .fail(.byPolicy(.noData))),
    Row(
      testDescription: "no data passes only where the config says so", min: 99,
      policies: Policies(onNoData: .pass), measurement: Measurement(.none(.noTraffic)),
      expected: .pass),
    Row(
      testDescription: "series that have ended are no data, and pass where the config says so",
      min: 99, policies: Policies(onNoData: .pass),
      measurement: Measurement(.none(.noData), requests: 0, age: Measurement.unknownAge),
      expected: .pass),
    Row(
      testDescription: "NaN that may pass does not bring ended series back", max: 5,
      policies: Policies(onNaN: .pass),
      measurement: Measurement(
        .none(.notANumber), requests: 400, age: Measurement.unknownAge),
      expected: .inconclusive(.stale(age: Measurement.unknownAge, window: .seconds(60)))),
    Row(
      testDescription: "NaN is not known", max: 5, measurement: Measurement(.none(.notANumber)),
      expected: .inconclusive(.notANumber)),
    Row(
      testDescription: "an infinity is not known", max: 5,
      measurement: Measurement(.none(.infinite(negative: false))),
      expected: .inconclusive(.infinite(negative: false))),
    Row(
      testDescription: "one request is too few to fail", min: 99,
      measurement: Measurement(.exactly(0), requests: 1),
      expected: .inconclusive(.tooFewRequests(seen: 1, needed: 100))),
    Row(
      testDescription: "one request is too few to pass", min: 99,
      measurement: Measurement(.exactly(100), requests: 1),
      expected: .inconclusive(.tooFewRequests(seen: 1, needed: 100))),
    Row(
      testDescription: "a hundred requests that read as 99.7 are a hundred", min: 99,
      measurement: Measurement(.exactly(100), requests: 99.7), expected: .pass),
    Row(
      testDescription: "too few set aside leaves the value to be judged", min: 99,
      policies: Policies(onTooFew: .pass), measurement: Measurement(.exactly(0), requests: 1),
      expected: .fail(.belowMinimum(value: 0, min: 99))),
    Row(
      testDescription: "a warning makes a good value unknown", min: 99,
      measurement: Measurement(.exactly(100), requests: 400, doubts: [.storeWarning("w")]),
      expected: .inconclusive(.storeWarning("w"))),
    Row(
      testDescription: "a partial answer makes a bad value unknown", min: 99,
      measurement: Measurement(.exactly(1), requests: 400, doubts: [.partialAnswer]),
      expected: .inconclusive(.partialAnswer)),
    Row(
      testDescription: "a warning set aside leaves the value to be judged", min: 99,
      policies: Policies(onWarning: .pass),
      measurement: Measurement(.exactly(100), requests: 400, doubts: [.storeWarning("w")]),
      expected: .pass),
    Row(
      testDescription: "a policy never makes a failure of the store pass", min: 99,
      policies: Policies(onNoData: .pass, onNaN: .pass, onWarning: .pass, onTooFew: .pass),
      measurement: Measurement(.none(.storeError("422"))),
      expected: .inconclusive(.storeError("422"))),
    Row(
      testDescription: "several series are not known", min: 99,
      measurement: Measurement(.none(.severalSeries(2))),
      expected: .inconclusive(.severalSeries(2))),
    Row(
      testDescription: "a saturated histogram is unknown against a limit above its bound",
      max: 2_000,
      measurement: Measurement(.atLeast(1_000), requests: 400),
      expected: .inconclusive(.saturatedHistogram(bound: 1_000))),
    Row(
      testDescription: "a saturated histogram is unknown against a limit at its bound", max: 1_000,
      measurement: Measurement(.atLeast(1_000), requests: 400),
      expected: .inconclusive(.saturatedHistogram(bound: 1_000))),
    Row(
      testDescription: "a saturated histogram breaks a limit below its bound", max: 500,
      measurement: Measurement(.atLeast(1_000), requests: 400),
      expected: .fail(.beyondHistogram(bound: 1_000, max: 500))),
    Row(
      testDescription: "a saturated histogram keeps a minimum below its bound", min: 10,
      measurement: Measurement(.atLeast(1_000), requests: 400), expected: .pass),
    Row(
      testDescription: "old samples show no health", min: 99,
      measurement: Measurement(.exactly(100), requests: 400, age: .seconds(45)),
      expected: .inconclusive(.stale(age: .seconds(45), window: .seconds(60)))),
    Row(
      testDescription: "what old samples show broken was broken", min: 99,
      measurement: Measurement(.exactly(10), requests: 400, age: .seconds(45)),
      expected: .fail(.belowMinimum(value: 10, min: 99))),
    Row(
      testDescription: "a check without requests is judged by its value", max: 5, least: nil,
      measurement: Measurement(.exactly(3)), expected: .pass),
  ]

  @Test("A verdict is three-valued, and names its reason", arguments: rows)
  func verdict(row: Row) throws {
    let criterion: Criterion =
      row.isPresence ? .presence : .limit(try #require(Limit(min: row.min, max: row.max)))
    let check = Check(
      name: "check", unit: .percent, criterion: criterion, window: .seconds(60),
      minRequests: row.least, policies: row.policies)
    #expect(judge(row.measurement, against: check).verdict == row.expected)
  }

  @Test("Every reason is named, also those beside the first")
  func besides() throws {
    let limit = try #require(Limit(min: 99, max: nil))
    let check = Check(
      name: "check", unit: .percent, criterion: .limit(limit), window: .seconds(60),
      minRequests: 100, policies: Policies(onWarning: .pass))
    let judgement = judge(
      Measurement(.exactly(100), requests: 3, doubts: [.storeWarning("w")]), against: check)
    #expect(judgement.verdict == .inconclusive(.tooFewRequests(seen: 3, needed: 100)))
    #expect(judgement.besides == [.storeWarning("w")])
  }
}
