import Testing

/// A work tree, and what a first config says of it.
struct FirstConfigRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let files: [String: String]
  /// Parts of the config, line breaks and indentation included.
  let holds: [String]
  /// Whether the config names the revision itself.
  let namesRevision: Bool

  init(
    _ what: String, _ files: [String: String], holds: [String], namesRevision: Bool = false
  ) {
    testDescription = what
    self.files = files
    self.holds = holds
    self.namesRevision = namesRevision
  }

  /// A VirtualService of routes, each of destinations in braces with their weights.
  static func istio(
    _ routes: KeyValuePairs<String, Int>..., name: String = "podinfo",
    namespace: String? = "test", more: [String] = []
  ) -> String {
    let text = """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: \(name)\(namespace.map { ", namespace: \($0)" } ?? "")}
      spec:
        http:

      """
    return text
      + routes.enumerated().map { index, parts in
        "    - \(index < more.count ? more[index] : "timeout: 1s")\n      route:\n"
          + parts.map {
            "        - destination: {\($0)}\n          weight: \($1)\n"
          }.joined()
      }.joined()
  }

  static func gateway(
    _ parts: KeyValuePairs<String, Int>, kind: String = "HTTPRoute", name: String = "podinfo"
  ) -> String {
    """
    apiVersion: gateway.networking.k8s.io/v1
    kind: \(kind)
    metadata: {name: \(name), namespace: test}
    spec:
      rules:
        - backendRefs:

    """ + parts.map { "        - {\($0), weight: \($1)}\n" }.joined()
  }

  static func deployment(
    _ name: String, image: String, labels: String = "{}", namespace: String? = "test"
  ) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: \(name)\(namespace.map { ", namespace: \($0)" } ?? "")}
    spec:
      template:
        metadata: {labels: \(labels)}
        spec:
          containers: [{name: proxy, image: proxy:1}, {name: \(name), image: '\(image)'}]

    """
  }

  static let weighted = istio([
    "host: podinfo, subset: primary": 100, "host: podinfo, subset: canary": 0,
  ])
}
