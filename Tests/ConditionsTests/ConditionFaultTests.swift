import Conditions
import Testing

@Suite struct ConditionFaultTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let offset: Int
    let what: String
    /// A part of the advice.
    let advice: String

    init(_ text: String, _ offset: Int, _ what: String, _ advice: String = "") {
      (self.text, self.offset, self.what, self.advice) = (text, offset, what, advice)
    }

    var testDescription: String { text.count < 99 ? text.debugDescription : what }

    func check(_ fault: ConditionFault?) {
      #expect(fault?.offset == offset)
      #expect(fault?.what == what)
      #expect(fault?.advice.contains(advice) == true && fault?.advice != "")
    }
  }

  static let texts: [Row] = [
    Row("", 0, "the condition ends too early"),
    Row("result[0] >=", 12, "the condition ends too early"),
    Row("(result[0] > 1", 14, "the condition ends too early", "close it with \")\""),
    Row("result[0 > 1", 12, "the condition ends too early", "\"]\""),
    Row("result[0] > 1 5", 14, "\"5\" can't stand here"),
    Row("result[0] > 1)", 13, "\")\" can't stand here"),
    Row("result[0] => 1", 10, "\"=\" can't stand here"),
    Row("result[0] = 1", 10, "\"=\" can't stand here"),
    Row("result[0] > 5%", 14, "the condition ends too early"),
    Row("größe > 1 ~ 2", 10, "\"~\" means nothing in a condition"),
    Row("result > 1 & true", 11, "\"&\" can't stand here"),
    Row("result > 1e", 9, "\"1e\" is no number"),
    Row("result > 1e400", 9, "\"1e400\" is no number"),
    Row("result > 5ms", 9, "\"5\" is no number"),
    Row("result > 99999999999999999999", 9, "\"99999999999999999999\" is no number"),
    Row("'a", 0, "a quoted text is never closed on its line"),
    Row("`a", 0, "a text in backquotes is never closed"),
    Row("'\\d' == ''", 2, "this escape is not known"),
    Row("true /* a", 5, "the comment is never closed"),
    Row("resutl[0] > 1", 0, "\"resutl\" is not known in a condition", "did you mean \"result\"?"),
    Row("isNan(result[0])", 0, "\"isNan\" is not known in a condition", "\"isNaN\""),
    Row("true && lenn(result) > 1", 8, "\"lenn\" is not known in a condition", "\"len\""),
    Row("result.value > 1", 6, "fields are not known", "result[0]"),
    Row("all(result, .x > 1)", 12, "fields are not known"),
    Row("all(result, #x > 1)", 13, "\"#x\" is not known"),
    Row("all(result, # > 1) && # > 2", 22, "\"#\" stands for nothing here"),
    Row("# > 1", 0, "\"#\" stands for nothing here"),
    Row("result | len > 1", 9, "what follows \"|\" is no call"),
    Row("isNaN == 1", 0, "\"isNaN\" is a function", "call it"),
    Row("isNaN()", 0, "\"isNaN\" has 0 arguments", "one"),
    Row("default(result) > 1", 0, "\"default\" has 1 arguments"),
    Row("all(result)", 0, "\"all\" asks nothing of the values", "all(result, # < 5)"),
    Row("nil ?? 1 + 2 > 1", 9, "\"+\" can't follow \"??\"", "parentheses"),
    Row("{{args.limit}} > 1", 0, "maps are not known"),
    Row("1 not 2", 2, "\"not\" can't stand here"),
    Row("let x = 1; x > 2", 0, "\"let\" is not known in a condition"),
  ]

  static let types: [Row] = [
    Row("result[0]", 6, "the condition is a number, not true or false", "limit"),
    Row("5", 0, "the condition is a whole number, not true or false"),
    Row("1 && true", 2, "\"&&\" can't join a whole number and true or false"),
    Row("result[0] == true", 10, "\"==\" can't join a number and true or false"),
    Row("result[0] > \"5\"", 10, "\">\" can't join a number and a text"),
    Row("(nil ?? 1) > \"a\"", 11, "\">\" can't join a whole number and a text"),
    Row("!result[0]", 0, "\"not\" can't take a number"),
    Row("result[0] % 2 == 1", 10, "\"%\" can't join a number and a whole number", "int(result[0])"),
    Row("1 < 2 == 3 < 4", 6, "\"==\" can't join true or false and a whole number"),
    Row("result[\"a\"] > 1", 7, "an index is a whole number, not a text"),
    Row("result[0.5] > 1", 7, "an index is a whole number, not a number"),
    Row("len(5) > 1", 0, "\"len\" can't take a whole number"),
    Row("isNaN(\"a\")", 0, "\"isNaN\" can't take a text"),
    Row("all(result, #)", 12, "\"all\" asks for true or false, not a number"),
    Row("1 in 5", 2, "\"in\" can't join a whole number and a whole number"),
    Row("1..2.5 == []", 1, "\"..\" can't join a whole number and a number"),
    Row("5 ? true : false", 0, "\"?\" can't take a whole number"),
    Row("\"a\"[0] == 1", 0, "a text has no values to take one of"),
  ]

  static let bounds: [Row] = [
    Row(String(repeating: " ", count: 8193), 0, "the condition is longer than 8 KiB"),
    Row(
      String(repeating: "(", count: 65) + "true" + String(repeating: ")", count: 65), 65,
      "this is nested deeper than 64"),
    Row(String(repeating: "!", count: 70) + "true", 65, "this is nested deeper than 64"),
    Row(
      String(repeating: "2**", count: 70) + "2 > 1", 195, "this is nested deeper than 64"),
    Row(
      "1" + String(repeating: "+1", count: 300) + " > 1", 511,
      "the condition has more than 256 parts in a row"),
  ]

  @Test("What is wrong with a condition is told with its place", arguments: texts + types + bounds)
  func fault(row: Row) {
    row.check(#expect(throws: ConditionFault.self) { try Condition(parsing: row.text) })
  }

  static let forLists: [Row] = [
    Row("result > 1", 7, "\">\" can't join a list and a whole number", "result[0]"),
    Row("true || result > 1", 15, "\">\" can't join a list and a whole number"),
    Row("isNaN(result)", 0, "\"isNaN\" can't take a list", "isNaN(result[0])"),
    Row("result[2] > 1", 6, "there is no value 2: there are 2", "len(result)"),
    Row("result[-3] > 1", 6, "there is no value -3: there are 2"),
    Row("result[2:][0] > 1", 10, "there is no value 0: the store answered with none"),
    Row("default(result, 0) > 1", 19, "\">\" can't join a list and a whole number"),
    Row("first(result[2:]) > 1", 18, "\">\" can't join nil and a whole number"),
    Row("default(result, 0)", 0, "the condition is a list, not true or false"),
    Row("isNaN(len(result))", 0, "\"isNaN\" can't take a whole number"),
    Row("count(result) > 1", 0, "a number is neither true nor false"),
    Row("1 % 0 == 1", 2, "a number is divided by 0 for its remainder"),
    Row("asInt(\"a\") > 1", 0, "\"asInt\" can't take a text"),
    Row("asFloat(\"0x1p3\") > 1", 0, "\"asFloat\" can't take a text"),
    Row(
      "1 in -9223372036854775807..9223372036854775807", 25,
      "the range has more than 10,000 numbers"),
    Row("1 in 0..10_000", 6, "the range has more than 10,000 numbers"),
    Row("len(1000..int(1 / 0)) == 0", 8, "the range has more than 10,000 numbers"),
    Row("all(1..9999, all(1..9999, # > 0))", 13, "the condition takes more than 100,000 steps"),
    Row("len(map(1..9999, 1..9999)) > 1", 18, "the condition takes more than 100,000 steps"),
  ]

  @Test("What can't be said of two values is told with its place", arguments: forLists)
  func faultForList(row: Row) throws {
    let condition = try Condition(parsing: row.text)
    row.check(#expect(throws: ConditionFault.self) { try condition.holds(for: .list([1, 2])) })
  }

  static let forNumbers: [Row] = [
    Row("result[0] > 1", 0, "a number has no values to take one of", "leave the index out"),
    Row("len(result) == 0", 0, "\"len\" can't take a number", "compare it itself"),
    Row("all(result, # > 1)", 4, "\"all\" goes through a list, not a number"),
    Row("true || 1 in result", 10, "\"in\" can't join a whole number and a number"),
    Row("result[:1] == []", 6, "a number has no values to take some of"),
  ]

  @Test("What can't be said of one number is told with its place", arguments: forNumbers)
  func faultForNumber(row: Row) throws {
    let condition = try Condition(parsing: row.text)
    row.check(#expect(throws: ConditionFault.self) { try condition.holds(for: .number(1)) })
  }
}
