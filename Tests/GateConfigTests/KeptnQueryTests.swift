import Diagnostics
import GateConfig
import Queries
import Testing

/// What is asked for an indicator of Keptn, with what stands for its variables.
@Suite struct KeptnQueryTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let query: String
    let arguments: [String: String]
    let filter: String
    let sent: String

    init(_ query: String, _ arguments: [String: String] = [:], filter: String = "{}", sends: String)
    {
      (self.query, self.arguments, self.filter, sent) = (query, arguments, filter, sends)
    }

    var testDescription: String { query }
  }

  static let rows: [Row] = [
    Row("up", sends: "up"),
    Row(#"up{job="$SERVICE-$PROJECT-$STAGE"}"#, sends: #"up{job="carts-sockshop-dev"}"#),
    Row(#"up{job="$SERVICE$STAGE"}"#, sends: #"up{job="cartsdev"}"#),
    Row(
      #"up{i="$SERVICE.$PROJECT-$STAGE.svc.cluster.local:80"}"#,
      sends: #"up{i="carts.sockshop-dev.svc.cluster.local:80"}"#),
    Row(#"$SERVICE_requests{a="b"}"#, sends: #"carts_requests{a="b"}"#),
    Row(
      #"up{d="$DEPLOYMENT"}"#, ["DEPLOYMENT": "canary"], sends: #"up{d="canary"}"#),
    Row("rate(a[$DURATION_SECONDS])", sends: "rate(a[1m])"),
    Row(
      "rate(a[$DURATION_SECONDS])", ["DURATION_SECONDS": "300s"], sends: "rate(a[5m])"),
    Row("rate(a[$DURATION_SECONDS])", ["DURATION_SECONDS": "90"], sends: "rate(a[1m30s])"),
    Row("a[$DURATION_SECONDS:1s]", sends: "a[1m:1s]"),
    Row(
      #"up{v="$LABEL.version"}"#, ["LABEL.version": "1.2.3"], sends: #"up{v="1.2.3"}"#),
    Row(
      #"up{v="$LABEL.a_b.c."}"#, ["LABEL.a_b.c": "x", "LABEL.a_b": "y"], sends: #"up{v="x."}"#),
    Row(
      #"up{v="$LABEL.a.b $LABEL.a_b"}"#, ["LABEL.a.b": "x", "LABEL.a_b": "y"],
      sends: #"up{v="x y"}"#),
    Row(#"up{v="$version"}"#, ["version": "1"], sends: #"up{v="1"}"#),
    Row(
      #"up{h="$handler$HANDLER"}"#, filter: "{handler: \"'x'\"}", sends: #"up{h="xx"}"#),
    Row(
      #"up{h="$SERVICE"}"#, filter: "{service: front}", sends: #"up{h="front"}"#),
    Row(#"up{a=~"^b$"}"#, sends: #"up{a=~"^b$"}"#),
    Row(
      #"label_replace(up, "a", "$1-${x}", "b", "(.*)")"#,
      sends: #"label_replace(up, "a", "$1-${x}", "b", "(.*)")"#),
    // A value that would end the label's value stays in it.
    Row(
      #"up{v="$LABEL.v"}"#, ["LABEL.v": #"x"} or vector(1) #"#],
      sends: #"up{v="x\"} or vector(1) #"}"#),
    Row("up{v='$LABEL.v'}", ["LABEL.v": "x'y"], sends: #"up{v='x\'y'}"#),
    Row(#"up{v=~"$LABEL.v"}"#, ["LABEL.v": "a|b"], sends: #"up{v=~"a|b"}"#),
    // Values are no templates, and hold no variables.
    Row(
      #"up{v="$LABEL.v"}"#, ["LABEL.v": "$STAGE {{ canary }}"],
      sends: #"up{v="$STAGE {{ canary }}"}"#),
  ]

  @Test(
    "An indicator is asked with what Keptn would put in, each value where it belongs",
    arguments: rows)
  func query(row: Row) throws {
    let configuration = read(row.query, row.arguments, filter: row.filter)
    guard case .sound(let config, _) = try #require(configuration.entries.first) else {
      Issue.record("\(configuration.entries)")
      return
    }
    guard case .value(let sent) = config.checks[0].questions else {
      Issue.record("\(config.checks[0].questions)")
      return
    }
    #expect(sent == row.sent)
  }

  static let missing = [
    (#"up{d="$DEPLOYMENT"}"#, "DEPLOYMENT"), (#"up{d="$svc_tag"}"#, "svc_tag"),
    (#"up{v="$LABEL.version."}"#, "LABEL.version"), ("a[$DURATION]", "DURATION"),
    (#"up{v="$_x"}"#, "_x"),
  ]

  @Test("What no argument gives is an error, and in a look alone never a pass", arguments: missing)
  func gap(query: String, name: String) throws {
    let configuration = read(query, [:])
    guard case .broken(_, _, let faults) = try #require(configuration.entries.first) else {
      Issue.record("it is sound")
      return
    }
    #expect(faults.filter { $0.severity == .error }.map(\.what) == ["no argument gives $\(name)"])
    #expect(faults.first { $0.severity == .error }?.position?.file == "sli.yaml")
    let look = read(query, [:], admitsGaps: true)
    guard case .sound(let config, _) = try #require(look.entries.first) else {
      Issue.record("\(look.entries)")
      return
    }
    #expect(
      config.checks[0].questions
        == .notAsked(provider: "a query with $\(name), which no argument gives,"))
  }

  @Test("An empty argument gives nothing, and doubled braces are no query of Keptn's")
  func neither() {
    for (query, arguments, what) in [
      (#"up{d="$DEPLOYMENT"}"#, ["DEPLOYMENT": ""], "no argument gives $DEPLOYMENT"),
      (#"up{d="{{ canary }}"}"#, [:], "braces are doubled in the query"),
      ("up", ["SERVICE": ""], "an slo.yaml does not say its service"),
    ] {
      let said = KeptnFiles.translated(Self.slo(filter: "{}"), sli(query), with: arguments).0
        .flatMap(\.diagnostics)
      #expect(said.filter { $0.severity == .error }.map(\.what) == [what])
    }
  }

  static let spans = [
    ("up", [:], Duration.seconds(60)), ("up", ["DURATION_SECONDS": "300s"], .seconds(300)),
    ("rate(a[5m]) / rate(b[10m])", [:], .seconds(600)),
    ("rate(a[$DURATION_SECONDS]) / rate(b[10m])", [:], .seconds(60)),
  ]

  @Test("The window is what the query selects", arguments: spans)
  func window(query: String, arguments: [String: String], window: Duration) throws {
    guard case .sound(let config, _) = try #require(read(query, arguments).entries.first) else {
      Issue.record("it is broken")
      return
    }
    #expect(config.checks[0].check.window == window)
  }

  @Test("A span that is none, and a service that is no name, are errors")
  func names() {
    for arguments in [["DURATION_SECONDS": "5 min"], ["SERVICE": "Carts_1"], ["STAGE": "a/b"]] {
      guard case .broken = read("up", arguments).entries.first else {
        Issue.record("\(arguments) are taken")
        continue
      }
    }
  }

  @Test("A key that breaks its line breaks no comment")
  func hostileKey() throws {
    let sli = "spec_version: '1'\nindicators: {\"a\\n    checks: []\": up}\n"
    let slo = Self.slo(filter: "{}").replacing("sli: a", with: #"sli: "a\n    checks: []""#)
    let (made, _) = KeptnFiles.translated(slo, sli)
    #expect(
      try #require(made.first).text.split(separator: "\n").filter { $0.contains("checks:") }
        .map { $0.contains("name:") } == [false, true])
  }

  static let unwritten = [
    ("{other: up}", true), ("{throughput: '', other: up}", true),
    ("{throughput: null, other: up}", true),
    ("{}", false), ("", false), ("{other: 'metricSelector=builtin:x'}", false),
  ]

  @Test(
    "Keptn's own query is asked beside Prometheus' indicators, and no others", arguments: unwritten)
  func builtIn(indicators: String, isAsked: Bool) throws {
    let slo = Self.slo(filter: "{}").replacing("sli: a", with: "sli: throughput")
    let (made, _) = KeptnFiles.translated(slo, "spec_version: '1'\nindicators: \(indicators)\n")
    let translation = try #require(made.first)
    #expect(translation.text.contains("http_requests_total") == isAsked)
    #expect(translation.diagnostics.hasErrors == !isAsked)
  }

  @Test("A file whose name breaks the line breaks no comment")
  func hostileFile() throws {
    let files = KeptnFiles.files(Self.slo(filter: "{}"), sli("up"))
    let odd = ConfigFile(name: "slo\nchecks: .yaml", folder: "", bytes: files[0].bytes)
    let settings = ImportSettings(arguments: KeptnFiles.arguments)
    let (made, _) = translations(of: [odd, files[1]], importing: settings)
    #expect(
      try #require(made.first).text.split(separator: "\n").allSatisfy { !$0.hasPrefix("checks:") })
  }

  private static func slo(filter: String) -> String {
    "spec_version: '1.0'\nfilter: \(filter)\nobjectives:\n  - {sli: a, pass: [{criteria: ['<=1']}]}\n"
      + "total_score: {pass: '100%'}\n"
  }

  private func sli(_ query: String) -> String {
    "spec_version: '1.0'\nindicators:\n  a: |-\n    \(query)\n"
  }

  private func read(
    _ query: String, _ arguments: [String: String], filter: String = "{}", admitsGaps: Bool = false
  ) -> GateConfiguration {
    let settings = ImportSettings(
      arguments: KeptnFiles.arguments.merging(arguments) { _, new in new }, admitsGaps: admitsGaps)
    return readConfigs(KeptnFiles.files(Self.slo(filter: filter), sli(query)), importing: settings)
  }
}
