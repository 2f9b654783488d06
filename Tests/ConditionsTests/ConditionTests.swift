import Conditions
import Testing

@Suite struct ConditionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let result: ConditionResult
    let holds: Bool

    init(_ text: String, _ values: [Double], _ holds: Bool) {
      (self.text, self.result, self.holds) = (text, .list(values), holds)
    }

    init(_ text: String, _ value: Double, _ holds: Bool) {
      (self.text, self.result, self.holds) = (text, .number(value), holds)
    }

    var testDescription: String { "\(text.debugDescription) for \(result)" }
  }

  static let nan = Double.nan
  static let infinity = Double.infinity

  /// As Argo's documentation and its users write them.
  static let shapes: [Row] = [
    Row("result[0] >= 0.95", [0.95], true),
    Row("result[0] >= 0.95", [0.9499], false),
    Row("result[0] >= 0.95", [0.99, 0.1], true),
    Row("result >= 0.95", 0.96, true),
    Row("result < 500", 500, false),
    Row("len(result) == 0 || result[0] >= 0.95", [], true),
    Row("len(result) > 0 && result[0] >= 0.95", [], false),
    Row("len(result) == 0 || isNaN(result[0]) || result[0] >= 0.9", [nan], true),
    Row("isNaN(result) || result >= 0.9", nan, true),
    Row("!isNaN(result[0]) && result[0] <= 5", [nan], false),
    Row("result[0] <= 0.05 || isInf(result[0])", [infinity], true),
    Row("all(result, # < 1000)", [1, 999], true),
    Row("all(result, {# < 1000})", [1, 1000], false),
    Row("all(result, # < 1000)", [], true),
    Row("any(result, # > 5)", [1, 9], true),
    Row("any(result, # > 5)", [], false),
    Row("none(result, # > 5)", [1, 9], false),
    Row("one(result, # > 5)", [1, 9], true),
    Row("one(result, # > 5)", [7, 9], false),
    Row("count(result, # > 5) <= 1", [7, 9, 1], false),
    Row("len(filter(result, {# > 0.5})) / len(result) < 0.5", [0.1, 0.2, 0.9], true),
    Row("default(result, 0) < 5", 4, true),
    Row("default(result[0], 0)[0] < 5", [4], true),
    Row("isNil(result) || result[0] < 5", [6], false),
    Row("result == nil", [], false),
    Row("result != nil && result[0] == 1", [1], true),
    Row("asInt(result[0]) == 3", [3.9], true),
    Row("asFloat(result) >= 3.9", 3.9, true),
    Row("result[0] >= 1 and result[0] <= 3", [2], true),
    Row("not (result[0] > 1) or false", [1], true),
    Row("mean(result) < 2 && max(result) < 4 && min(result) >= 0", [0, 1, 3], true),
    Row("sum(result) / len(result) == 2", [1, 3], true),
    Row("median(result) == 2", [9, 1, 2], true),
    Row("median(result) == 1.5", [9, 1, 2, 0], true),
    Row("result | len() == 2", [], false),
    Row("(result | filter(# > 1) | len()) == 1", [1, 2], true),
    Row("result[0] < 5 ? true : result[1] < 5", [7, 3], true),
    Row("result[0] // the rate\n < /* in percent */ 5", [3], true),
  ]

  static let numbers: [Row] = [
    Row("result[0] == result[0]", [nan], false),
    Row("result[0] != result[0]", [nan], true),
    Row("result[0] < 1 || result[0] > 1 || result[0] == 1", [nan], false),
    Row("result[0] in result", [nan], false),
    Row("result <= 5", -infinity, true),
    Row("result > 1e308", infinity, true),
    Row("isInf(result) && result < 0", -infinity, true),
    Row("isNaN(result / 0)", 0, true),
    Row("isInf(1 / 0)", 0, true),
    Row("isNaN(5) || isInf(-2 + 1)", 0, false),
    Row("7 / 2 == 3.5", 0, true),
    Row("7 % 3 == 1 && -7 % 3 == -1", 0, true),
    Row("2 ** 3 == 8 && 2 ^ 0.5 > 1.41", 0, true),
    Row("2 ** 3 ** 2 == 512", 0, true),
    Row("-2 ** 2 == -4", 0, true),
    Row("1_000 == 1e3 && .5 == 0.5 && 5. == 5 && 1.5e-3 == 0.0015", 0, true),
    Row("0x2A == 42 && 0o52 == 42 && 0b101010 == 42", 0, true),
    Row("9007199254740993 == 9007199254740992", 0, false),
    Row("9007199254740993 == 9007199254740992.0", 0, true),
    Row("9007199254740993 > 9007199254740992", 0, true),
    Row("9223372036854775807 + 1 < 0", 0, true),
    Row("(-9223372036854775807 - 1) % -1 == 0", 0, true),
    Row("int(3.9) == 3 && int(-3.9) == -3 && int(\"12\") == 12", 0, true),
    Row("float(2) / 4 == 0.5 && float(\"1.5\") == 1.5", 0, true),
    Row("floor(-1.5) == -2 && ceil(-1.5) == -1 && round(-2.5) == -3", 0, true),
    Row("abs(-3) == 3 && abs(result) == 0.5", -0.5, true),
    Row("max(1, 2.5, [3, [0]]) == 3 && min(2, 1) == 1", 0, true),
    Row("mean([]) == 0 && max([]) == nil", 0, true),
    Row("max(result) > 1", [nan, 5], false),
    Row("median(result) == 1", [2, nan, 1], true),
    Row("int(result) % 2 == 1", 3, true),
    Row("0" + String(repeating: " + 1", count: 250) + " == 250", 0, true),
    Row(
      String(repeating: "abs(", count: 60) + "result" + String(repeating: ")", count: 60) + " == 1",
      -1, true),
  ]

  static let precedence: [Row] = [
    Row("1 + 2 * 3 == 7", 0, true),
    Row("10 - 2 - 3 == 5", 0, true),
    Row("true || false && false", 0, true),
    Row("true or false and false", 0, true),
    Row("not false == true", 0, true),
    Row("!(result[0] > 5) && true", [3], true),
    Row("1 < result <= 3", 3, true),
    Row("1 < result <= 3", 1, false),
    Row("3 > 2 == true", 0, true),
    Row("1 + 1 in [2]", 0, true),
    Row("result not in [1, 2]", 3, true),
    Row("1 in 1..3 && !(4 in 1..3)", 0, true),
    Row("1..2 + 1 == [1, 2, 3]", 0, true),
    Row("(nil ?? 5) == 5", 0, true),
    Row("false ? 1 > 2 : true ? 2 > 1 : false", 0, true),
    Row("result > 1 ?: true", 0, true),
    Row("true && (false ?: true)", 0, true),
  ]

  static let lists: [Row] = [
    Row("result[-1] == 3", [1, 2, 3], true),
    Row("result[1:] == [2, 3]", [1, 2, 3], true),
    Row("result[:1] == [1] && result[:] == result", [1, 2, 3], true),
    Row("result[-2:-1] == [2] && result[5:] == []", [1, 2, 3], true),
    Row("result[2:1] == []", [1, 2, 3], true),
    Row("result == [1, 2]", [1, 2], true),
    Row("1..2 == result", [1, 2], false),
    Row("result == [nil]", [1], false),
    Row("map(result, # * 2) == [2, 4]", [1, 2], true),
    Row("sum(result, # * 2) == 6", [1, 2], true),
    Row("sum(result) == 0 && count([true, false]) == 1", [], true),
    Row("all([[1, 2], [3]], len(#) > 0)", [], true),
    Row("any([1, 2], any(result, # > 3))", [4], true),
    Row("first(result) == 1 && last(result) == 3", [1, 2, 3], true),
    Row("first(result) == nil", [], true),
    Row("(first(result) ?? 7) == 7", [], true),
    Row("len(\"größe\") == 5 && \"größe\"[:2] == 'gr'", 0, true),
    Row("\"a\" + `b` == 'ab' && \"a\" < \"b\"", 0, true),
    Row("'it\\'s' == \"it's\" && \"\\\"\\n\" != ''", 0, true),
    Row("\"e\u{301}\" == \"\u{e9}\"", 0, false),
    Row("[1, 2,] == [1, 2]", 0, true),
    Row("[1, \"a\"][0] + 1 == 2", 0, true),
    Row("false && result[5] > 1", [], false),
    Row("true || result[5] > 1", [], true),
  ]

  @Test(
    "A condition holds as expr and Argo Rollouts have it",
    arguments: shapes + numbers + precedence + lists)
  func holds(row: Row) throws {
    #expect(try Condition(parsing: row.text).holds(for: row.result) == row.holds)
  }
}
