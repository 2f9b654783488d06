import Analysis
import GateConfig
import Testing

@Suite struct HostileCanaryTests {
  /// One change of a sound Canary, and the errors that follow: line, column and what.
  struct Row: Sendable, CustomTestStringConvertible {
    let place: String
    let change: String
    let errors: [String]

    init(_ place: String, _ change: String, _ errors: String...) {
      self.place = place
      self.change = change
      self.errors = errors
    }

    var testDescription: String { change }
  }

  static let sound = """
    apiVersion: flagger.app/v1beta1
    kind: Canary
    metadata:
      name: backend
      namespace: test
    spec:
      targetRef: {name: backend}
      analysis:
        threshold: 5
        stepWeight: 10
        metrics:
          - name: request-success-rate
            interval: 1m
            thresholdRange: {min: 99}
        webhooks:
          - {name: load, url: "http://tester/", metadata: {cmd: hey}}

    """

  private static func notWhole(_ text: String) -> Row {
    let shown = text.hasPrefix("\"") ? "the text \(text)" : "\"\(text)\""
    return Row(
      "threshold: 5", "threshold: \(text)",
      "9:16 spec.analysis.threshold is \(shown), where a whole number is needed")
  }

  private static func noNumber(_ text: String) -> Row {
    let shown = text.hasPrefix("\"") ? "the text \(text)" : "\"\(text)\""
    return Row(
      "min: 99", "min: \(text)",
      "14:31 spec.analysis.metrics[0].thresholdRange.min is \(shown), where a number is needed")
  }

  static let yaml: [Row] = [
    Row(
      "threshold: 5", "threshold: 5\n    threshold: 6",
      "10:5 \"threshold\" is given twice, first in line 9"),
    Row("threshold: 5", "<<: {threshold: 5}", "9:5 merge keys (<<) are not read"),
    Row("threshold: 5", "threshold: !!int 5", "9:16 a value has the tag tag:yaml.org,2002:int"),
    Row("threshold: 5", "[a]: 5", "9:5 a key is no text"),
    Row("stepWeight: 10", "stepWeight: {{ .Values.step }}", "10:17 this is a template"),
    Row("name: backend\n", "name: 5\n", "4:9 metadata.name is \"5\", where a text is needed"),
    Row(
      "namespace: test", "namespace: [a]",
      "5:14 metadata.namespace is a list, where a text is needed"),
  ]

  static let numbers: [Row] =
    ["\"5\"", "1e1", "0x10", "010", "1_0", "-1", "5.0", "+5", "five", ".inf"].map(notWhole)
    + ["\"99\"", ".5", "9.9e1", "0x10", "1_000", ".inf", "99%", "010", "1e400"].map(noNumber)

  static let types: [Row] = [
    Row(
      "threshold: 5", "threshold: [5]",
      "9:16 spec.analysis.threshold is a list, where a whole number is needed"),
    Row(
      "stepWeight: 10", "iterations: ten",
      "10:17 spec.analysis.iterations is \"ten\", where a whole number is needed"),
    Row(
      "stepWeight: 10", "stepWeights: 10",
      "10:18 spec.analysis.stepWeights is a single value, where a list is needed"),
    Row(
      "stepWeight: 10", "mirror: \"true\"\n    stepWeight: 10",
      "10:13 spec.analysis.mirror is the text \"true\", where true or false is needed"),
    Row(
      "stepWeight: 10", "match: {a: b}\n    iterations: 10",
      "10:12 spec.analysis.match is a mapping, where a list is needed"),
    Row(
      "{min: 99}", "99",
      "14:25 spec.analysis.metrics[0].thresholdRange is a single value, where a mapping is needed"),
    Row(
      "interval: 1m", "interval: 60",
      "13:19 spec.analysis.metrics[0].interval is \"60\", where a text is needed"),
    Row(
      "name: request-success-rate", "name: 5",
      "12:15 spec.analysis.metrics[0].name is \"5\", where a text is needed"),
    Row(
      "      - name: req", "      - text\n      - name: req",
      "12:9 spec.analysis.metrics[0] is a single value, where a mapping is needed"),
    Row(
      "metrics:\n", "metrics: none\n    x:\n",
      "11:14 spec.analysis.metrics is a single value, where a list is needed"),
    Row(
      "webhooks:\n", "webhooks: none\n    x:\n",
      "15:15 spec.analysis.webhooks is a single value, where a list is needed"),
    Row(
      "{cmd: hey}", "{cmd: 5}",
      "16:61 spec.analysis.webhooks[0].metadata.cmd is \"5\", where a text is needed"),
    Row(
      "{cmd: hey}", "{cmd: {a: b}}",
      "16:61 spec.analysis.webhooks[0].metadata.cmd is a mapping, where a text is needed"),
    Row(
      "{name: backend}", "backend",
      "7:14 spec.targetRef is a single value, where a mapping is needed"),
  ]

  static let texts: [Row] = [
    Row(
      "{cmd: hey}", "{}, retries: \"0\\n        url: http://evil\"",
      "16:68 spec.analysis.webhooks[0].retries is the text \"0\n        url: http://evil\", where a whole number is needed"
    ),
    Row("name: backend\n", "name: \"a\\nversion: 2\"\n", "4:9 name is \"a\nversion: 2\""),
    Row(
      "{name: backend}", "{name: other/backend}", "7:21 \"other/backend\" is no name of a workload"),
    Row("{name: backend}", "{name: \"\"}", "7:14 the Canary names no target"),
    Row(
      "interval: 1m", "interval: \"1m]))) or vector(100) #\"",
      "13:19 window is \"1m]))) or vector(100) #\""),
    Row("http://tester/", "http://user:secret@tester/", "16:27 url is no address of a hook"),
    Row(
      "  analysis:\n", "  canaryAnalysis: {}\n  analysis:\n",
      "8:19 the Canary has canaryAnalysis as well as analysis in line 10"),
  ]

  @Test(
    "What readers of YAML or a cluster would take otherwise is refused where it stands, and once",
    arguments: yaml + numbers + types + texts)
  func refused(row: Row) {
    let text = Self.sound.replacing(row.place, with: row.change, maxReplacements: 1)
    #expect(text != Self.sound)
    let errors = Self.read(text).allDiagnostics.filter { $0.severity == .error }
    #expect(
      errors.map { "\($0.position?.line ?? 0):\($0.position?.column ?? 0) \($0.what)" }
        == row.errors)
  }

  @Test("A provider that Flagger does not know is Istio, and warned of")
  func provider() {
    for (name, count) in [
      ("isito", 1), ("smi:v1alpha2", 1), ("istio", 0), ("linkerd", 0), ("''", 0),
    ] {
      let text = Self.sound.replacing("spec:\n", with: "spec:\n  provider: \(name)\n")
      let warnings = Self.read(text).allDiagnostics.filter {
        $0.what.hasPrefix("Flagger has no metrics")
      }
      #expect(warnings.map { $0.position?.line } == Array(repeating: 7, count: count), "\(name)")
    }
  }

  @Test("A key that no line of a config can hold is refused where it stands")
  func longKey() {
    let key = String(repeating: "k", count: 2_000)
    let text = Self.sound.replacing("{cmd: hey}", with: "{? \(key) : v}")
    let errors = Self.read(text).allDiagnostics.filter { $0.severity == .error }
    #expect(errors.map { $0.position?.line } == [16])
  }

  @Test("A query that is no template to Flagger is none here")
  func untemplated() {
    let text = """
      {apiVersion: flagger.app/v1alpha3, kind: Canary, metadata: {name: backend, namespace: test},
      spec: {targetRef: {name: backend}, canaryAnalysis: {stepWeight: 10, metrics: [
      {name: a, query: 'sum(x{a="{{ canary }}"})'}]}}}

      """
    let errors = Self.read(text).allDiagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.what) == ["braces are left in the query"])
    #expect(errors.first?.position?.line == 3)
  }

  static func read(_ text: String) -> GateConfiguration {
    let file = ConfigFile(name: "canary.yaml", folder: "", bytes: Array(text.utf8))
    return readConfigs([file], importing: ImportSettings(manifest: "deploy/vs.yaml"))
  }
}
