import YAMLText

/// How Flagger calls what it makes for a Canary.
///
/// Source: fluxcd/flagger, `GetServiceNames` of `pkg/apis/flagger/v1beta1/canary.go`.
struct CanaryNames {
  let canary: String
  let namespace: String
  /// The workload of the new version.
  let target: String
  /// The service that callers know.
  let apex: String
  let ingress: String
  let route: String

  init(of document: ForeignDocument) {
    let spec = document.object["spec"]
    canary = document.name
    namespace = document.namespace ?? "default"
    target = spec?["targetRef"]?["name"]?.text ?? ""
    apex = spec?["service"]?.given("name")?.text ?? target
    ingress = spec?["ingressRef"]?.given("name")?.text ?? target
    route = spec?["routeRef"]?.given("name")?.text ?? target
  }

  var canaryService: String { apex + "-canary" }

  var primaryService: String { apex + "-primary" }

  /// A party's service as the key `destination` has it.
  func destination(of service: String) -> String {
    "{host: \(YAMLScalar.written(service))}"
  }
}
