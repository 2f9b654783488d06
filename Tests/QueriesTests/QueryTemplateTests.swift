import Queries
import Testing

@Suite struct QueryTemplateTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let template: String
    let value: String
    /// The query, or what is wrong.
    let expected: String

    init(_ template: String, _ value: String, _ expected: String) {
      (self.template, self.value, self.expected) = (template, value, expected)
    }

    var testDescription: String { "\(template.debugDescription) with \(value.debugDescription)" }
  }

  /// The variable `v` may be a pattern of the user's own; a canary is a name.
  static func filled(_ template: String, variable: String = "", canary: String = "podinfo")
    throws(TemplateFault) -> String
  {
    let values = TemplateValues(
      namespace: "test", canary: canary, baseline: nil, window: .seconds(90),
      variables: ["v": variable, "two-words": "w"])
    return try QueryTemplate(parsing: template).filled(with: values)
  }

  static let places: [Row] = [
    Row("up", "x", "up"),
    Row("", "x", ""),
    Row("{{ variables.v }}", "up:sum_1.5", "up:sum_1.5"),
    Row("{{variables.v}}", "up", "up"),
    Row("{{\n variables.v\t}}", "up", "up"),
    Row("a{b=\"{{ variables.v }}\"}", "x", "a{b=\"x\"}"),
    Row("a{b=\"{{ variables.v }}-{{ variables.v }}\"}", "x", "a{b=\"x-x\"}"),
    Row("a{b=\"{{ variables.v }}\"}", "\"} or vector(1) #", "a{b=\"\\\"} or vector(1) #\"}"),
    Row("a{b=\"{{ variables.v }}\"}", "it's", "a{b=\"it's\"}"),
    Row("a{b='{{ variables.v }}'}", "it's", "a{b='it\\'s'}"),
    Row("a{b='{{ variables.v }}'}", "\"", "a{b='\"'}"),
    Row("a{b=\"{{ variables.v }}\"}", "a\\", "a{b=\"a\\\\\"}"),
    Row("a{b=\"{{ variables.v }}\"}", "a\nb\r\tc", "a{b=\"a\\nb\\r\\tc\"}"),
    Row("a{b=\"{{ variables.v }}\"}", "\r\n", "a{b=\"\\r\\n\"}"),
    Row("a{b=\"{{ variables.v }}\"}", "\u{0}\u{1B}\u{7F}", "a{b=\"\\x00\\x1b\\x7f\"}"),
    Row("a{b=\"{{ variables.v }}\"}", "}}", "a{b=\"}}\"}"),
    Row("a{b=\"{{ variables.v }}\"}", "{{ canary }}", "a{b=\"{{ canary }}\"}"),
    Row("a{b=\"{{ variables.v }}\"}", "größe 漢字 😀", "a{b=\"größe 漢字 😀\"}"),
    Row("a{b=~\"{{ variables.v }}\"}", "4..|5..", "a{b=~\"4..|5..\"}"),
    Row("a{b=~\"{{ variables.v }}\"}", "a\\.b", "a{b=~\"a\\\\.b\"}"),
    Row("a{b !~ '{{ variables.v }}'}", "x'", "a{b !~ 'x\\''}"),
    Row("a{b=`{{ variables.v }}`}", "a\\b\"'", "a{b=`a\\b\"'`}"),
    Row("a{b=`\\{{ variables.v }}`}", "x", "a{b=`\\x`}"),
    Row("a{b=\"\\\\{{ variables.v }}\"}", "\"", "a{b=\"\\\\\\\"\"}"),
    Row("a{b=\"\\\"{{ variables.v }}\"}", "\"", "a{b=\"\\\"\\\"\"}"),
    Row("a{b=\"`\",c=\"{{ variables.v }}\"}", "\"", "a{b=\"`\",c=\"\\\"\"}"),
    Row("a # {{ variables.v }}", "it's \"any\" text", "a # it's \"any\" text"),
    Row("a # \"\n + {{ variables.v }}", "b", "a # \"\n + b"),
    Row("a # it's\r\n{b=\"{{ variables.v }}\"}", "\"", "a # it's\r\n{b=\"\\\"\"}"),
    Row("a{b=\"#{{ variables.v }}\"}", "\"", "a{b=\"#\\\"\"}"),
    Row("a{b=\"\u{301}{{ variables.v }}\"}", "\"", "a{b=\"\u{301}\\\"\"}"),
    Row("a{b=\"{{ variables.v }}\"}", "\"\u{301}", "a{b=\"\\\"\u{301}\"}"),
    Row("{{ variables.two-words }}", "", "w"),
  ]

  @Test("A value lands in its place escaped for that place, and never ends it", arguments: places)
  func place(row: Row) throws {
    #expect(try Self.filled(row.template, variable: row.value) == row.expected)
  }

  static let names: [Row] = [
    Row("a{b=\"{{ canary }}\"}", "a.b", "a{b=\"a.b\"}"),
    Row("a{b=~\"{{ canary }}\"}", "a.b", "a{b=~\"a\\\\.b\"}"),
    Row("a{b=~\"{{ canary }}-[a-z]+\"}", "a.b", "a{b=~\"a\\\\.b-[a-z]+\"}"),
    Row("a{b=~\"x|{{ canary }}\"}", "a.b", "a{b=~\"x|a\\\\.b\"}"),
    Row("a{b!~\"{{ canary }}\"}", "a.b", "a{b!~\"a\\\\.b\"}"),
    Row("a{b=~ # why\n '{{ canary }}'}", "a.b", "a{b=~ # why\n 'a\\\\.b'}"),
    Row("a{b=~`{{ canary }}`}", "a.b", "a{b=~`a\\.b`}"),
    Row("a{b=~\"x\",c=\"{{ canary }}\"}", "a.b", "a{b=~\"x\",c=\"a.b\"}"),
    Row(
      "a{b=~\"{{ canary }}\"}", #"\.+*?()|[]{}^$"#,
      #"a{b=~"\\\\\\.\\+\\*\\?\\(\\)\\|\\[\\]\\{\\}\\^\\$"}"#),
    Row("a{b=~\"{{ canary }}\"}", ".\u{301}", "a{b=~\"\\\\.\u{301}\"}"),
    Row("{{ namespace }}[{{ window }}]", "", "test[1m30s]"),
  ]

  @Test("A name in a pattern matches itself and nothing else", arguments: names)
  func name(row: Row) throws {
    #expect(try Self.filled(row.template, canary: row.value) == row.expected)
  }

  static let faults: [Row] = [
    Row("{{ canry }}", "", "0: {{ canry }} is not known; did you mean {{ canary }}?"),
    Row("{{ target }}", "", "0: {{ target }} is not known; did you mean {{ canary }}?"),
    Row("{{ interval }}", "", "0: {{ interval }} is not known; did you mean {{ window }}?"),
    Row(
      "{{ xyzzy }}", "",
      "0: {{ xyzzy }} is not known; "
        + "known are namespace, canary, baseline, window, variables.NAME"),
    Row(
      "{{ canary }} {{ baseline }}", "",
      "1: {{ baseline }} has no value; give the rollout a `baseline` with a `workload`"),
    Row(
      "{{ variables.w }}", "",
      "0: {{ variables.w }} has no value; add \"w\" to the rollout's `variables`"),
    Row("a{{ canary", "", "0: \"{{\" is never closed; close it with \"}}\""),
    Row("a{{ canary }", "", "0: \"{{\" is never closed; close it with \"}}\""),
    Row("{{ canary }} {{", "", "1: \"{{\" is never closed; close it with \"}}\""),
    Row(
      "{{- canary }}", "",
      "0: \"{{- canary }}\" is not a name; "
        + "write one name, as in {{ canary }}; functions and pipes are not known here"),
    Row(
      "{{ canary | quote }}", "",
      "0: \"{{ canary | quote }}\" is not a name; "
        + "write one name, as in {{ canary }}; functions and pipes are not known here"),
    Row(
      "{{ }}", "",
      "0: \"{{ }}\" is not a name; "
        + "write one name, as in {{ canary }}; functions and pipes are not known here"),
    Row(
      "{{ {{ canary }} }}", "",
      "0: \"{{ {{ canary }}\" is not a name; "
        + "write one name, as in {{ canary }}; functions and pipes are not known here"),
    Row(
      "{{ variables.v }}", "a-b",
      "0: \"a-b\" can't stand outside quotes in a query; "
        + "put it in a quoted label value, or use letters, digits, '_', ':' and '.' only"),
    Row(
      "{{ variables.v }}", "",
      "0: \"\" can't stand outside quotes in a query; "
        + "put it in a quoted label value, or use letters, digits, '_', ':' and '.' only"),
    Row(
      "a{b=`{{ variables.v }}`}", "`\u{301}",
      "0: \"`\u{301}\" holds a backquote inside backquotes; "
        + "write the label value in double quotes"),
    Row(
      "a # {{ variables.v }}", "x\nor b",
      "0: a value of several lines can't stand in a comment; take it out of the comment"),
  ]

  @Test("A template that can't be filled says which action, what and what to do", arguments: faults)
  func fault(row: Row) {
    do throws(TemplateFault) {
      let query = try Self.filled(row.template, variable: row.value)
      Issue.record("filled as \(query)")
    } catch {
      #expect("\(error.action): \(error.what); \(error.advice)" == row.expected)
    }
  }

  @Test("The names of a template are each told once, in their order")
  func namesOnce() throws {
    let template = try QueryTemplate(parsing: "{{ window }}{{ canary }}{{ window }}")
    #expect(template.names == ["window", "canary"])
  }
}
