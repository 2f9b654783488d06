import Diagnostics
import GateConfig
import Testing

/// Objects beside others of their kind, of their name, and of none.
@Suite struct SeveralObjectsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: [String]
    /// As `file:line:column: what`.
    let errors: [String]
  }

  private static func canary(_ metric: String = "{name: request-duration}") -> String {
    """
    {apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: backend, namespace: test},
    spec: {targetRef: {name: backend}, analysis: {stepWeight: 10, metrics: [\(metric)]}}}

    """
  }

  private static func template(
    _ query: String = "query: x", namespace: String = "test", provider: String = "type: prometheus"
  ) -> String {
    """
    {apiVersion: flagger.app/v1beta1, kind: MetricTemplate,
    metadata: {name: errors, namespace: \(namespace)},
    spec: {provider: {\(provider), address: "http://prometheus:9090"}, \(query)}}

    """
  }

  private static let referring = canary("{name: a, interval: 1m, templateRef: {name: errors}}")

  static let rows: [Row] = [
    Row(
      testDescription: "a template given twice",
      files: [template(), template("query: y"), referring],
      errors: ["2.yaml:2:110: MetricTemplate test/errors is given 2 times, first at 0.yaml:1:1"]),
    Row(
      testDescription: "a template of another namespace",
      files: [template(namespace: "b"), referring],
      errors: ["1.yaml:2:110: MetricTemplate test/errors is in none of the files"]),
    Row(
      testDescription: "a template whose query is given twice",
      files: [template("query: x, query: y"), referring],
      errors: [
        "0.yaml:3:83: \"query\" is given twice, first in line 3",
        "1.yaml:2:110: MetricTemplate test/errors is in none of the files",
      ]),
    Row(
      testDescription: "a template whose query is no text",
      files: [template("query: [x]"), referring],
      errors: [
        "0.yaml:3:80: spec.query is a list, where a text is needed"
      ]),
    Row(
      testDescription: "a template that nobody names, with a fault",
      files: [template("query: 5", provider: "type: datadog")],
      errors: ["0.yaml:3:77: spec.query is \"5\", where a text is needed"]),
    Row(
      testDescription: "two Canaries of one name", files: [canary(), canary()],
      errors: ["1.yaml:1:66: test/backend is already at 0.yaml:1:66"]),
    Row(
      testDescription: "a Canary and a config of one name",
      files: [
        """
        version: 1
        rollouts:
          - {name: backend, namespace: test, canary: {workload: backend},
             checks: [{check: request-count, min: 1}]}
        """, canary(),
      ],
      errors: ["1.yaml:1:66: test/backend is already at 0.yaml:3:5"]),
    Row(
      testDescription: "a chart's template that is YAML",
      files: ["apiVersion: {{ .Values.api }}\nkind: Canary\nmetadata: {name: a}\n"],
      errors: ["0.yaml:1:1: this is a template of a Helm chart, and no YAML yet"]),
    Row(
      testDescription: "a list within a list",
      files: ["{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: []}]}"],
      errors: ["0.yaml:1:38: a list within a list is not read"]),
  ]

  @Test(
    "What is given twice, or can't be read, is none of the objects in its place", arguments: rows)
  func faults(row: Row) {
    let errors = Self.read(row.files).allDiagnostics.filter { $0.severity == .error }
    #expect(errors.map { "\($0.position.map { "\($0)" } ?? ""): \($0.what)" } == row.errors)
  }

  @Test("An object that is called as one of Flagger's is warned of")
  func namesake() {
    let read = Self.read([Self.canary().replacing("flagger.app", with: "flager.app")])
    #expect(read.entries.isEmpty)
    #expect(
      read.diagnostics.filter { $0.severity == .warning }.map(\.what) == [
        "this Canary is not of flagger.app, and is not read"
      ])
  }

  @Test("A patch of a kustomization beside it is no config")
  func patch() {
    let read = Self.read(["- op: add\n  path: /spec\n  value: {}\n", Self.canary()])
    #expect(read.entries.count == 1)
    #expect(!read.allDiagnostics.hasErrors)
    #expect(Self.read(["- a: b\n"]).allDiagnostics.hasErrors)
  }

  @Test("A kustomization is known by its file's name, too, and its patches are warned of")
  func kustomization() {
    let text = "patches:\n- target: {kind: Canary}\n  path: a.yaml\n"
    let file = ConfigFile(name: "a/kustomization.yaml", folder: "a", bytes: Array(text.utf8))
    let read = readConfigs([file])
    #expect(read.entries.isEmpty)
    #expect(read.diagnostics.map(\.severity) == [.note, .warning])
  }

  @Test(
    "Secrets that go by the same variables are kept apart, but where both are sent to one place",
    arguments: [
      ("prom.auth", "http://other:9090", 1), ("prom.auth", "http://prometheus:9090", 0),
      ("prom-other", "http://other:9090", 0),
    ])
  func secrets(name: String, address: String, count: Int) {
    let own = Self.template(provider: "type: prometheus, secretRef: {name: prom-auth}")
    let other = Self.template(
      namespace: "b", provider: "type: prometheus, secretRef: {name: \(name)}")
    let read = Self.read(
      [own, other.replacing("http://prometheus:9090", with: address), Self.referring],
      variables: ["ROLLOUTGATE_SECRET_PROM_AUTH_TOKEN"])
    let errors = read.allDiagnostics.filter { $0.severity == .error }
    #expect(errors.count == count, "\(errors)")
    #expect(errors.allSatisfy { $0.what.hasPrefix("the Secret b/prom.auth goes by") })
  }

  @Test("A template of another namespace is nobody's, and said so")
  func nobodys() {
    let read = Self.read([Self.template(), Self.template(namespace: "b"), Self.referring])
    let said = read.allDiagnostics.filter { $0.what.hasPrefix("no Canary") }
    #expect(said.map(\.position?.file) == ["1.yaml"])
    #expect(!read.allDiagnostics.hasErrors)
  }

  @Test("Ten thousand metrics and templates of one name are read in no time of their square")
  func many() {
    let metrics = (0..<5_000).map {
      "{name: a, interval: 1m, templateRef: {name: errors\($0 % 50)}}"
    }
    let templates = (0..<50).map {
      Self.template().replacing("name: errors", with: "name: errors\($0)")
    }
    let read = Self.read(templates + [Self.canary(metrics.joined(separator: ",\n"))])
    guard case .sound(let config, _) = read.entries.first else {
      Issue.record("\(read.allDiagnostics.prefix(3))")
      return
    }
    #expect(Set(config.checks.map(\.check.name)).count == 5_000)
  }

  @Test(
    "Aliases that unfold without end are refused at once",
    arguments: ["webhooks", "x"])
  func bombs(field: String) {
    var levels = "&a0 [x, x, x, x, x, x, x, x, x, x]"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      levels += ", &a\(level) [\(aliases)]"
    }
    let text = Self.canary().replacing(
      "stepWeight: 10", with: "y: [\(levels)], stepWeight: 10, \(field): *a9")
    let errors = Self.read([text]).allDiagnostics.filter { $0.severity == .error }
    #expect(errors.count == 1)
    #expect(errors.first?.what.hasPrefix("the aliases of this file unfold") == true)
  }

  private static func read(
    _ texts: [String], variables: Set<String> = []
  ) -> GateConfiguration {
    let files = texts.enumerated().map { index, text in
      ConfigFile(name: "\(index).yaml", folder: "", bytes: Array(text.utf8))
    }
    return readConfigs(files, importing: ImportSettings(variables: variables))
  }
}
