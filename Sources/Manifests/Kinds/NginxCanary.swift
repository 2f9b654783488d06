import Diagnostics
import YAMLText

extension IngressAnnotations {
  private static let prefix = "nginx.ingress.kubernetes.io/"

  /// ingress-nginx: `canary-weight` of an Ingress with `canary: "true"`, out of `canary-weight-total`.
  ///
  /// Annotations are texts. A missing weight is 0, a missing total 100; another Ingress, which has no
  /// weight, gets the rest. What is no whole number is read as 0, so it is refused here.
  /// Source: ingress-nginx `internal/ingress/annotations/canary/main.go`.
  func nginxWeights() throws(YAMLRefusal) -> [WeightList] {
    let key = Self.prefix + "canary-weight"
    // What Go's strconv.ParseBool takes for true.
    let isCanary = try node.text(at: Self.prefix + "canary").map {
      ["1", "t", "T", "TRUE", "true", "True"].contains($0)
    }
    guard isCanary == true else {
      guard let weight = try node.value(at: key) else { return [] }
      throw YAMLRefusal(
        at: weight.position, "ingress-nginx ignores this weight, as the Ingress is no canary",
        advice: "add \(Self.prefix)canary: \"true\"")
    }
    let rule = WeightRule(
      .text, missing: .counts(as: 0),
      sum: .outOf(try total(), orBy: "write \(Self.prefix)canary-weight-total with the ladder's"),
      allZero: "is no traffic")
    let entries = try services().map { WeightEntry($0, node, at: place, key: key) }
    return [WeightList(at: place, node, by: rule, of: RouteTraits(index: 0), entries)]
  }

  private func total() throws(YAMLRefusal) -> Int {
    guard let node = try node.value(at: Self.prefix + "canary-weight-total") else { return 100 }
    guard let text = node.scalar?.text, let total = DecimalText.count(text), total > 0 else {
      throw YAMLRefusal(
        at: node.position, "the total of the weights is no whole number above 0",
        advice: "write \"100\" or \"1000\"")
    }
    return total
  }

  /// The services that the Ingress routes to, each once: they share its weight.
  private func services() throws(YAMLRefusal) -> [Destination] {
    var backends: [ManifestItem?] = []
    for key in ["defaultBackend", "backend"] {
      backends.append(try ingress.root.value(at: ["spec", key]))
    }
    for rule in try ingress.items(at: "spec", "rules") {
      for path in try rule.items(at: "http", "paths") {
        backends.append(try path.value(at: ["backend"]))
      }
    }
    var services: [Destination] = []
    for backend in backends {
      let name = try backend?.serviceName()
      if let found = name.map({ self.service($0) }), !services.contains(found) {
        services.append(found)
      }
    }
    return services
  }
}
