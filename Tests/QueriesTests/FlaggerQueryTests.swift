import Queries
import Testing

@Suite struct FlaggerQueryTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let canary: String
    let provider: String
    let metric: String
    let scale: Double?
    let query: String

    init?(_ cells: [String]) {
      guard cells.count == 5 else { return nil }
      (canary, provider, metric) = (cells[0], cells[1], cells[2])
      (scale, query) = (Double(cells[3]), cells[4])
    }

    var testDescription: String { "\(provider) \(metric) of \(canary)" }
  }

  static let rows = ProviderTable("flagger").rows.compactMap(Row.init)

  @Test("Flagger's queries are sent to the letter", arguments: rows)
  func conformance(row: Row) throws {
    let query = flaggerQuery(
      try #require(FlaggerMetric(rawValue: row.metric)),
      provider: try #require(Provider(rawValue: row.provider)),
      about: try #require(ProviderTable.canaries[row.canary]),
      interval: row.canary == "named" ? "90s" : "1m")
    #expect(query.text == row.query)
    #expect(query.scale == row.scale)
  }

  @Test("The table holds each metric of each provider twice")
  func completeness() {
    let held = Set(Self.rows.map(\.testDescription))
    #expect(held.count == Provider.allCases.count * FlaggerMetric.allCases.count * 2)
  }

  @Test("Names go into Flagger's queries as they are, and white space is one space")
  func unescaped() {
    let query = flaggerQuery(
      .duration, provider: .knative,
      about: FlaggerSubject(namespace: "te.st", target: "x", route: "a|b"), interval: "1m \n")
    #expect(query.text.contains(#"envoy_cluster_name=~"te.st/a|b", }[1m ]"#))
  }

  struct Observer: Sendable, CustomTestStringConvertible {
    var name: String? = nil
    var kind = "Deployment"
    var version = "apps/v1"
    var mesh = "istio"
    let provider: Provider

    var testDescription: String { "\(name ?? "none"), \(kind) in \(mesh)" }
  }

  static let observers: [Observer] = [
    Observer(provider: .istio),
    Observer(name: "", provider: .istio),
    Observer(name: "istio", provider: .istio),
    Observer(name: "linkerd", provider: .linkerd),
    Observer(name: "linkerd:service", provider: .istio),
    Observer(name: "appmesh", provider: .appmesh),
    Observer(name: "appmesh:v1beta2", provider: .appmesh),
    Observer(name: "appmesh", kind: "Service", version: "v1", provider: .appmesh),
    Observer(name: "contour", provider: .contour),
    Observer(name: "contour", kind: "Service", version: "v1", provider: .istio),
    Observer(name: "gloo", provider: .gloo),
    Observer(name: "gloo:v1", provider: .gloo),
    Observer(name: "nginx", provider: .nginx),
    Observer(name: "nginx:v1", provider: .istio),
    Observer(name: "skipper", provider: .skipper),
    Observer(name: "traefik", provider: .traefik),
    Observer(name: "kuma", provider: .kuma),
    Observer(name: "osm", provider: .osm),
    Observer(name: "apisix", provider: .apisix),
    Observer(name: "gatewayapi", provider: .gatewayapi),
    Observer(name: "gatewayapi:v1", provider: .gatewayapi),
    Observer(name: "gatewayapi:v1beta1", provider: .gatewayapi),
    Observer(name: "kubernetes", provider: .kubernetes),
    Observer(name: "kubernetes", kind: "Service", version: "v1", provider: .istio),
    Observer(
      name: "knative", kind: "Service", version: "serving.knative.dev/v1", provider: .knative),
    Observer(name: "knative", kind: "Service", version: "v1", provider: .istio),
    Observer(name: "smi:v1alpha1", provider: .istio),
    Observer(name: "smi:v1alpha3", provider: .istio),
    Observer(name: "crossover", provider: .istio),
    Observer(name: "Linkerd", provider: .istio),
    Observer(name: "anything", provider: .istio),
    Observer(mesh: "linkerd", provider: .linkerd),
    Observer(mesh: "contour", provider: .contour),
    Observer(name: "nginx", mesh: "contour", provider: .nginx),
    Observer(name: "nginx", mesh: "linkerd", provider: .linkerd),
    Observer(name: "linkerd", kind: "Service", version: "v1", mesh: "linkerd", provider: .istio),
    Observer(mesh: "smi:crossover", provider: .istio),
    Observer(mesh: "smi:linkerd", provider: .istio),
  ]

  @Test("A canary is observed as Flagger's factory chooses", arguments: observers)
  func observer(row: Observer) {
    let provider = Provider(
      flaggerName: row.name, targetKind: row.kind, targetAPIVersion: row.version,
      meshProvider: row.mesh)
    #expect(provider == row.provider)
  }
}
