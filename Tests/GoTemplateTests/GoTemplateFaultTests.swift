import GoTemplate
import Testing

@Suite struct GoTemplateFaultTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let template: String
    let action: Int
    /// What is wrong.
    let what: String
    /// A part of the advice.
    let advice: String

    init(_ template: String, action: Int = 0, _ what: String, _ advice: String = "") {
      (self.template, self.action, self.what, self.advice) = (template, action, what, advice)
    }

    var testDescription: String { template.debugDescription }
  }

  static let texts: [Row] = [
    Row("up{{", "\"{{\" is never closed"),
    Row("{{ target", "\"{{\" is never closed"),
    Row("{{ target }", "\"}\" means nothing here"),
    Row("{{ \"}}", "a quoted text is never closed on its line"),
    Row("{{ \"a\n\" }}", "a quoted text is never closed on its line"),
    Row("{{ `a }}", "a text in backquotes is never closed"),
    Row("{{ \"\\d\" }}", "\"\\d\" is no escape in a quoted text", "double the backslash"),
    Row("{{ \"\\xff\" }}", "the escapes make no UTF-8"),
    Row("{{ \"\\u12\" }}", "an escape in a quoted text lacks digits"),
    Row("{{ \"\\ud800\" }}", "an escape names no character"),
    Row("{{/* a }}", "the comment is never closed"),
    Row("{{/* a */ target }}", "more than a comment stands in its braces"),
    Row("{{ /* a */}}", "\"/\" means nothing here"),
    Row("{{{ target }}}", "\"{\" means nothing here"),
    Row("{{ \u{1} }}", "a control character means nothing here"),
    Row("{{}}", "a value is missing"),
    Row("{{ target-}}", "\"-\" can't follow the name \"target\""),
    Row(
      "{{ variables.two-words }}", "\"-\" can't follow the name \"two\"", "index variables"),
    Row("{{ 0x10 }}", "\"0x10\" is no plain number"),
    Row("{{ 010 }}", "\"010\" is no plain number"),
    Row("{{ 1e400 }}", "\"1e400\" is no plain number"),
    Row("{{ .5 }}", "\".\" means nothing here"),
    Row("{{ 'a' }}", "\"'\" means nothing here"),
    Row("{{ print \"a\"\"b\" }}", "\"\"b\"\" follows what is before it without a space"),
    Row("{{ (target }}", "\"(\" is never closed"),
    Row("{{ target) }}", "\")\" has no meaning here"),
    Row("{{ \"a\" \"b\" }}", "a value is followed by another"),
    Row("{{ \"a\" | \"b\" }}", "what follows \"|\" is no function"),
    Row("{{ | printf \"a\" }}", "a value is missing"),
    Row("{{ \"a\".x }}", "a literal has no field \"x\""),
    Row("a {{ end }}", "\"end\" has no if before it"),
    Row("a {{ else }}", "\"else\" has no if before it"),
    Row("{{ if true }}a", "\"if\" has no end"),
    Row("{{ if true }}a{{ else }}b", action: 1, "\"else\" has no end"),
    Row("{{ if true }}a{{ else }}b{{ else }}c{{ end }}", action: 2, "\"else\" has no if before it"),
    Row("{{ if }}a{{ end }}", "\"if\" has no condition"),
    Row("{{ if true }}a{{ end if }}", action: 1, "\"if\" can't follow \"end\""),
    Row(
      "{{ if true }}a{{ else with true }}b{{ end }}", action: 1, "\"with\" can't follow \"else\""),
    Row("{{ $x }}", "\"$x\" was not declared"),
    Row("{{ $x = 1 }}", "\"$x\" was not declared"),
    Row("{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}", action: 3, "\"$x\" was not declared"),
    Row("{{ if false }}{{ $x = 1 }}{{ end }}", action: 1, "\"$x\" was not declared"),
    Row("{{ $.Values.x }}", "\"$\" is nothing here", "no data"),
    Row("{{ nil }}", "\"nil\" is no value"),
  ]

  static let unknown: [Row] = [
    Row("{{ range variables }}{{ . }}{{ end }}", "\"range\" is not known in a query"),
    Row("up {{ define \"a\" }}{{ end }}", "\"define\" is not known in a query"),
    Row("{{ template \"a\" }}", "\"template\" is not known in a query"),
    Row("{{ html target }}", "Go's function \"html\" is not known in a query", "printf"),
    Row(
      "{{ target }}{{ lower target }}", action: 1,
      "\"lower\" is no function that this template can call",
      "none of sprig's functions"),
    Row(
      "{{ default \"a\" target }}", "\"default\" is no function that this template can call",
      "none of sprig's functions"),
    Row("{{ args.x }}", "\"args\" is no function that this template can call", "Argo's"),
    Row(
      "{{ targte }}", "\"targte\" is no function that this template can call",
      "did you mean \"target\"?"),
    Row(
      "{{ if false }}{{ x }}{{ end }}", action: 1,
      "\"x\" is no function that this template can call",
      "ingress, interval, name"),
    Row("{{ .Values.x }}", "Flagger gives templates no data", "{{ target }}"),
    Row("{{ . }}", "Flagger gives templates no data"),
    Row("{{ if target }}{{ . }}{{ end }}", action: 1, "Flagger gives templates no data"),
    Row(
      "{{ \"{{\" }}{{/* {{ */}}{{ x }}", action: 4,
      "\"x\" is no function that this template can call"),
  ]

  static let holes: [Row] = [
    Row("{{ variables.none }}", "variables has no \"none\"", "templateVariables"),
    Row("{{ if variables.none }}a{{ end }}", "variables has no \"none\""),
    Row("{{ variables.empty }}", "variables.empty is empty, and would leave a hole in the query"),
    Row(
      "{{ index variables \"none\" }}",
      "index variables \"none\" is empty, and would leave a hole in the query", "with if"),
    Row(
      "{{ index variables \"empty\" }}",
      "index variables \"empty\" is empty, and would leave a hole in the query"),
    Row("{{ target }}{{ none }}", action: 1, "none is empty, and would leave a hole in the query"),
    Row("{{ printf \"%s\" none }}", "none is empty, and would leave a hole in the query"),
    Row("{{ printf none }}", "none is empty, and would leave a hole in the query"),
    Row(
      "{{ $x := none }}{{ print $x }}", action: 1,
      "none is empty, and would leave a hole in the query"),
    Row("{{ variables }}", "variables as a whole is no text", "{{ variables.tier }}"),
    Row("{{ printf \"%v\" variables }}", "variables as a whole is no text"),
    Row("{{ printf \"%s\" }}", "printf's \"%s\" has no value"),
    Row("{{ printf \"a\" target }}", "printf has more values than verbs"),
    Row("{{ printf \"%d\" target }}", "printf can't write a text by \"%d\""),
    Row("{{ printf \"%s\" 5 }}", "printf can't write a whole number by \"%s\"", "%v"),
    Row("{{ printf \"%05d\" 5 }}", "printf's \"%0\" is not known"),
    Row("{{ printf \"5%\" }}", "printf's format ends with \"%\""),
    Row("{{ printf 5 }}", "printf's format is a whole number"),
  ]

  static let values: [Row] = [
    Row("{{ variables.direction.x }}", "a text has no field \"x\""),
    Row("{{ target \"x\" }}", "\"target\" takes no arguments"),
    Row("{{ variables .direction }}", "\"variables\" takes no arguments"),
    Row("{{ \"x\" | target }}", "\"target\" takes no arguments"),
    Row("{{ variables \"x\" }}", "\"variables\" takes no arguments", "index"),
    Row("{{ index target 0 }}", "index finds nothing in a text by a whole number"),
    Row("{{ index variables }}", "\"index\" has 1 arguments", "it takes a map and a name"),
    Row("{{ not }}", "\"not\" has 0 arguments", "it takes one"),
    Row("{{ if eq target 5 }}{{ end }}", "a text can't be compared with a whole number"),
    Row(
      "{{ if eq 5 5.0 }}{{ end }}", "a whole number can't be compared with a number with a fraction"
    ),
    Row("{{ if eq variables target }}{{ end }}", "a map can't be compared with a text"),
    Row("{{ if lt true false }}{{ end }}", "true or false can't be compared with true or false"),
    Row("{{ len 5 }}", "a whole number has no length"),
  ]

  @Test(
    "What is wrong is told with its action, and no query is made",
    arguments: texts + unknown + holes + values)
  func fault(row: Row) {
    let fault = #expect(throws: GoTemplateFault.self) { try GoTemplateTests.filled(row.template) }
    #expect(fault?.action == row.action)
    #expect(fault?.what == row.what)
    #expect(fault?.advice.contains(row.advice) == true && fault?.advice != "")
  }

  static let bounds: [Row] = [
    Row(String(repeating: " ", count: 65_537), "the template is longer than 64 KiB"),
    Row(
      String(repeating: "{{if true}}", count: 65) + String(repeating: "{{end}}", count: 65),
      action: 64,
      "this is nested deeper than 64"),
    Row(
      "{{if true}}" + String(repeating: "{{else if true}}", count: 64) + "{{end}}", action: 64,
      "this is nested deeper than 64"),
    Row(
      "{{" + String(repeating: "(", count: 65) + "1" + String(repeating: ")", count: 65) + "}}",
      "this is nested deeper than 64"),
    Row(
      "{{ $x := \"0123456789abcdef01234567\" }}"
        + String(repeating: "{{ $x = printf \"%s%s\" $x $x }}", count: 60), action: 14,
      "the query grows beyond 1 MiB"),
  ]

  @Test("Nothing grows or nests without a bound", arguments: bounds)
  func bound(row: Row) {
    fault(row: row)
  }
}
