import GoTemplate
import Testing

@Suite struct GoTemplateTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let template: String
    let query: String

    init(_ template: String, _ query: String) {
      (self.template, self.query) = (template, query)
    }

    var testDescription: String { template.debugDescription }
  }

  static let functions = GoFunctions(
    texts: [
      "name": "podinfo", "namespace": "test", "target": "podinfo", "service": "podinfo-svc",
      "ingress": "podinfo", "route": "podinfo", "interval": "1m", "none": "",
    ],
    maps: ["variables": ["direction": "inbound", "two-words": "w", "empty": "", "q": "a\"b\n"]])

  static func filled(_ template: String) throws(GoTemplateFault) -> String {
    try GoTemplate(parsing: template).filled(with: functions)
  }

  static let values: [Row] = [
    Row("", ""),
    Row("up", "up"),
    Row("up{a=\"{x}\"} } }}", "up{a=\"{x}\"} } }}"),
    Row("{{ namespace }}", "test"),
    Row("{{namespace}}/{{target}}", "test/podinfo"),
    Row("{{\n\tinterval\r\n}}", "1m"),
    Row("[{{ interval }}:{{ interval }}]", "[1m:1m]"),
    Row("{{ variables.direction }}", "inbound"),
    Row("{{ index variables \"direction\" }}", "inbound"),
    Row("{{ index variables \"two-words\" }}", "w"),
    Row("{{ index (variables) `two-words` }}", "w"),
    Row("{{ (variables).direction }}", "inbound"),
    Row("{{ $v := variables }}{{ $v.direction }}", "inbound"),
    Row("{{ len variables }}", "4"),
    Row("{{ len \"größe\" }}", "7"),
    Row("{{ 5 }}{{ -3 }}{{ +7 }}{{ 0.50 }}{{ 2.0 }}{{ true }}", "5-370.52true"),
    Row("{{ \"}}\" }}{{ `}}` }}{{ \"{{\" }}", "}}}}{{"),
    Row("{{ \"a\\\"\\\\\\t\\x41\\u00e9\\101\" }}", "a\"\\\tAéA"),
    Row("{{ `a\\d\r\n` }}", "a\\d\n"),
    Row("{{ \"\" }}", ""),
    Row(
      "{{ printf \"%s-%v-%q-%d-%t-%%\" target 1.5 variables.q 7 true }}",
      "podinfo-1.5-\"a\\\"b\\n\"-7-true-%"),
    Row("{{ printf \"%q\" \"\\u0007é\\u200b\\U000e0001\" }}", "\"\\aé\\u200b\\U000e0001\""),
    Row("{{ printf target }}", "podinfo"),
    Row(
      "{{ print target namespace }}{{ print 1 2 }}{{ print 1 \"a\" 2 3 }}", "podinfotest1 21a2 3"),
    Row("{{ target | printf \"%s-canary\" }}", "podinfo-canary"),
    Row("{{ target | printf \"%s.%s\" namespace | printf \"%q\" }}", "\"test.podinfo\""),
    Row("{{ printf \"%s\" (printf \"%s\" (printf \"%s\" target)) }}", "podinfo"),
    Row("{{ \"direction\" | index variables }}", "inbound"),
    Row("{{/* why {{ target }} */}}up", "up"),
    Row("a {{- /* why\n*/ -}} b", "ab"),
    Row("a \n{{- target }} b", "apodinfo b"),
    Row("a {{ target -}} \t\r\n b", "a podinfob"),
    Row("a {{- \" \" -}} b", "a b"),
    Row("{{-3}}", "-3"),
  ]

  static let choices: [Row] = [
    Row("{{ if true }}a{{ end }}", "a"),
    Row("{{ if eq namespace \"prod\" }}a{{ else }}b{{ end }}", "b"),
    Row("{{ if eq target \"x\" }}a{{ else if eq namespace \"test\" }}b{{ else }}c{{ end }}", "b"),
    Row("{{ if eq namespace \"a\" \"test\" }}a{{ end }}", "a"),
    Row("{{ if ne namespace \"prod\" }}a{{ end }}", "a"),
    Row("{{ if and (eq namespace \"test\") (ne target \"x\") }}a{{ end }}", "a"),
    Row("{{ if or false (not true) }}a{{ else }}b{{ end }}", "b"),
    Row("{{ if or true (eq 1 \"a\") }}a{{ end }}", "a"),
    Row("{{ if index variables \"none\" }}a{{ else }}b{{ end }}", "b"),
    Row("{{ if variables.empty }}a{{ else }}b{{ end }}", "b"),
    Row("{{ if not (index variables \"none\") }}a{{ end }}", "a"),
    Row("{{ or (index variables \"none\") \"default\" }}", "default"),
    Row("{{ if eq (index variables \"none\") \"\" }}a{{ end }}", "a"),
    Row(
      "{{ if variables }}a{{ end }}{{ if 0 }}b{{ end }}{{ if 0.0 }}c{{ end }}{{ if \"\" }}d{{ end }}",
      "a"),
    Row(
      "{{ if lt 1 2 }}a{{ end }}{{ if ge 1.5 1.5 }}b{{ end }}{{ if gt \"a\" \"b\" }}c{{ end }}{{ if le 2 2 }}d{{ end }}",
      "abd"),
    Row("{{ if eq \"e\\u0301\" \"\\u00e9\" }}a{{ else }}b{{ end }}", "b"),
    Row(
      "{{ with index variables \"direction\" }}x=\"{{ . }}\"{{ else }}none{{ end }}",
      "x=\"inbound\""),
    Row("{{ with index variables \"none\" }}{{ . }}{{ else }}none{{ end }}", "none"),
    Row(
      "{{ with variables }}{{ .direction }}{{ with \"x\" }}{{ . }}{{ end }}{{ len . }}{{ end }}",
      "inboundx4"),
    Row("{{ if $x := index variables \"direction\" }}{{ $x }}{{ else }}b{{ end }}", "inbound"),
    Row("{{ $x := \"a\" }}{{ if true }}{{ $x := \"b\" }}{{ $x }}{{ end }}{{ $x }}", "ba"),
    Row("{{ $x := \"a\" }}{{ if true }}{{ $x = \"b\" }}{{ end }}{{ $x }}", "b"),
    Row(
      "{{ $x := \"a\" }}{{ if true }}{{ $x := \"b\" }}{{ $x = \"c\" }}{{ $x }}{{ end }}{{ $x }}",
      "ca"),
    Row(
      "{{ $extra := \"\" }}{{ if eq namespace \"prod\" }}{{ $extra = \",tier=\\\"a\\\"\" }}{{ end }}up{a=\"b\"{{ $extra }}}",
      "up{a=\"b\"}"),
  ]

  @Test("A template is filled as Go fills it", arguments: values + choices)
  func fills(row: Row) throws {
    #expect(try Self.filled(row.template) == row.query)
  }

  @Test("A template names each function once, in order, and none of Go's own")
  func functionNames() throws {
    let template = try GoTemplate(
      parsing: """
        {{ $t := printf "%s" target }}{{ if eq namespace "a" }}{{ lower $t }}{{ end }}
        {{ index variables "x" | printf "%s%s" target }}
        """)
    #expect(template.functions == ["target", "namespace", "lower", "variables"])
  }
}
