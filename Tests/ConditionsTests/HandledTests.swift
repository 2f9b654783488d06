import Conditions
import Testing

@Suite struct HandledTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let handled: Set<Handled>

    init(_ text: String, _ handled: Handled...) {
      (self.text, self.handled) = (text, Set(handled))
    }

    var testDescription: String { text.debugDescription }
  }

  static let rows: [Row] = [
    Row("result[0] >= 0.95"),
    Row("result >= 0.95 && result < 5"),
    Row("result[0] == result[0]"),
    Row("isNaN(result[0]) || result[0] > 1", .notANumber),
    Row("isInf(result) || result > 1", .infinity),
    Row("len(result) == 0 || result[0] > 1", .noData),
    Row("(result | len()) == 1", .noData),
    Row("len(\"a\") == 1"),
    Row("len(result[1:]) == 0"),
    Row("result == nil || result[0] > 1"),
    Row("nil != first(result)"),
    Row("result == [] || result[0] > 1", .noData),
    Row("isNil(result)"),
    Row("default(result, 0) > 1"),
    Row("(first(result) ?? 1) > 1"),
    Row("sum(result ?? [1]) > 1", .severalSeries),
    Row("first(result) > 1 && last(result) < 5"),
    Row("all(result, # < 5)", .severalSeries),
    Row("any(result, isNaN(#))", .severalSeries, .notANumber),
    Row("none([1, 2], # > result[0])"),
    Row("len(filter(result, # > 1)) == 0", .severalSeries),
    Row("all(map(result, # * 2), # < 5)", .severalSeries),
    Row("max(result) < 5", .severalSeries),
    Row("mean(result[0], result[1]) < 5"),
    Row("sum(result) < 5", .severalSeries),
    Row("5 in result", .severalSeries),
    Row("result == [1, 2]", .severalSeries),
    Row("[1, 2] != result[:2]", .severalSeries),
    Row("len(true ? result : [1]) == 2", .noData),
    Row("isNaN(5.0) || result[0] > 5"),
  ]

  @Test("A condition names what it deals with by itself", arguments: rows)
  func handled(row: Row) throws {
    #expect(try Condition(parsing: row.text).handled == row.handled)
  }
}
