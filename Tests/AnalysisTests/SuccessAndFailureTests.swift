import Analysis
import Conditions
import Testing

/// Argo's truth table, and what it lets pass unseen.
@Suite struct SuccessAndFailureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var success: String?
    var failure: String?
    let values: [Double]
    let expected: Verdict
    var policies = Policies()
  }

  static let table: [Row] = [
    Row(
      testDescription: "success alone holds", success: "result[0] >= 0.95", values: [0.99],
      expected: .pass),
    Row(
      testDescription: "success alone does not hold", success: "result[0] >= 0.95", values: [0.9],
      expected: .fail(.successCondition("result[0] >= 0.95"))),
    Row(
      testDescription: "failure alone holds", failure: "result[0] > 0.05", values: [0.1],
      expected: .fail(.failureCondition("result[0] > 0.05"))),
    Row(
      testDescription: "failure alone does not hold", failure: "result[0] > 0.05", values: [0.01],
      expected: .pass),
    Row(
      testDescription: "both, success", success: "result[0] >= 0.95", failure: "result[0] < 0.9",
      values: [0.99], expected: .pass),
    Row(
      testDescription: "both, failure", success: "result[0] >= 0.95", failure: "result[0] < 0.9",
      values: [0.8], expected: .fail(.failureCondition("result[0] < 0.9"))),
    Row(
      testDescription: "both, neither", success: "result[0] >= 0.95", failure: "result[0] < 0.9",
      values: [0.92], expected: .inconclusive(.neitherCondition)),
    Row(
      testDescription: "both hold, and failure stands above", success: "result[0] > 1",
      failure: "result[0] > 2", values: [3], expected: .fail(.failureCondition("result[0] > 2"))),
  ]

  static let closed: [Row] = [
    Row(
      testDescription: "NaN keeps a condition of failure alone", failure: "result[0] > 0.05",
      values: [.nan], expected: .inconclusive(.notANumber)),
    Row(
      testDescription: "NaN breaks a condition of success", success: "result[0] >= 0.95",
      values: [.nan], expected: .inconclusive(.notANumber)),
    Row(
      testDescription: "NaN that is asked for is a success",
      success: "isNaN(result[0]) || result[0] >= 0.95", values: [.nan], expected: .pass),
    Row(
      testDescription: "NaN that only the failure asks for is none",
      success: "result[0] >= 0.95", failure: "isNaN(result[0]) || result[0] < 0.9", values: [.nan],
      expected: .fail(.failureCondition("isNaN(result[0]) || result[0] < 0.9"))),
    Row(
      testDescription: "NaN that a policy admits is judged as Argo would",
      failure: "result[0] > 0.05", values: [.nan], expected: .pass,
      policies: Policies(onNaN: .pass)),
    Row(
      testDescription: "all of nothing", success: "all(result, # < 1000)", values: [],
      expected: .inconclusive(.noData)),
    Row(
      testDescription: "none of nothing", success: "none(result, # > 1000)", values: [],
      expected: .inconclusive(.noData)),
    Row(
      testDescription: "all of something", success: "all(result, # < 1000)", values: [1, 2],
      expected: .pass),
    Row(
      testDescription: "nothing that is asked for",
      success: "len(result) == 0 || result[0] >= 0.95", values: [], expected: .pass),
    Row(
      testDescription: "an index out of range is missing data", success: "result[0] >= 0.95",
      values: [], expected: .inconclusive(.noData)),
    Row(
      testDescription: "an infinity", success: "result[0] > 1", values: [.infinity],
      expected: .inconclusive(.infinite(negative: false))),
    Row(
      testDescription: "an infinity that is asked for",
      success: "isInf(result[0]) || result[0] > 1", values: [.infinity], expected: .pass),
    Row(
      testDescription: "the first of several behind a length",
      success: "len(result) > 0 && result[0] >= 0.95", values: [0.99, 0.1],
      expected: .inconclusive(.severalSeries(2))),
    Row(
      testDescription: "the first of several in a condition of failure",
      failure: "len(result) > 0 && result[0] < 0.95", values: [0.99, 0.1],
      expected: .inconclusive(.severalSeries(2))),
    Row(
      testDescription: "all looked at, and the first beside",
      success: "all(result, # > 0) && result[0] >= 0.95", values: [0.99, 0.1],
      expected: .inconclusive(.severalSeries(2))),
    Row(
      testDescription: "NaN behind the first, which alone is asked for NaN",
      success: "!isNaN(result[0]) && sum(result[:1]) > 0.5", values: [0.99, .nan],
      expected: .inconclusive(.severalSeries(2))),
    Row(
      testDescription: "a result that is asked whether it is nil",
      success: "isNil(result) || all(result, # < 5)", values: [],
      expected: .inconclusive(.noData)),
    Row(
      testDescription: "a default for a result that is there",
      success: "all(default(result, [0]), # < 5)",
      values: [], expected: .inconclusive(.noData)),
    Row(
      testDescription: "NaN, and something else asked for it",
      failure: "isNaN(5.0) || result[0] > 5", values: [.nan], expected: .inconclusive(.notANumber)),
    Row(
      testDescription: "no data that fails", success: "result[0] > 5", values: [],
      expected: .fail(.byPolicy(.noData)), policies: Policies(onNoData: .fail)),
    Row(
      testDescription: "no data that passes", success: "result[0] > 5", values: [], expected: .pass,
      policies: Policies(onNoData: .pass)),
    Row(
      testDescription: "NaN that fails", success: "result[0] > 5", values: [.nan],
      expected: .fail(.byPolicy(.notANumber)), policies: Policies(onNaN: .fail)),
    Row(
      testDescription: "the first of several", success: "result[0] < 1000", values: [1, 2_000],
      expected: .inconclusive(.severalSeries(2))),
    Row(
      testDescription: "the first of several, which is bad", success: "result[0] < 1000",
      values: [2_000, 1], expected: .inconclusive(.severalSeries(2))),
  ]

  @Test("Argo's truth table", arguments: table)
  func truth(row: Row) throws { try expect(row) }

  @Test(
    "What is not known is judged by a condition that asks for it, or not at all", arguments: closed)
  func unknown(row: Row) throws { try expect(row) }

  @Test("A list is no number, and the condition says so")
  func kinds() throws {
    let verdict = try verdict(
      Row(testDescription: "", success: "result < 5", values: [1], expected: .pass))
    guard case .inconclusive(.conditionFailed(let text)) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(!text.isEmpty)
  }

  @Test(
    "What gave no value at all goes by the policies",
    arguments: [
      (Policies(), Verdict.inconclusive(.noData)),
      (Policies(onNoData: .fail), .fail(.byPolicy(.noData))),
    ])
  func noValue(policies: Policies, expected: Verdict) throws {
    let check = try check(
      Row(testDescription: "", success: "true", values: [], expected: .pass, policies: policies))
    #expect(judge(Measurement(.none(.noData)), against: check).verdict == expected)
  }

  private func expect(_ row: Row) throws {
    #expect(try verdict(row) == row.expected)
  }

  private func verdict(_ row: Row) throws -> Verdict {
    judge(Measurement(.values(.list(row.values))), against: try check(row)).verdict
  }

  private func check(_ row: Row) throws -> Check {
    let conditions = try #require(
      SuccessAndFailure(
        success: try row.success.map { try Condition(parsing: $0) },
        failure: try row.failure.map { try Condition(parsing: $0) }))
    return Check(
      name: "check", unit: .none, criterion: .conditions(conditions), window: .seconds(60),
      minRequests: nil, policies: row.policies)
  }
}
