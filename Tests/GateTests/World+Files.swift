import Gate
import HTTPExchange

extension World {
  static func config(_ names: String..., prometheus: String = "") -> String {
    """
    version: 1
    prometheus:
      address: http://prometheus:9090
    \(prometheus)rollouts:

    """
      + names.map { name in
        """
          - name: \(name)
            namespace: test
            canary: {workload: \(name)-canary, destination: {host: \(name), subset: canary}}
            baseline: {workload: \(name)-primary, destination: {host: \(name), subset: primary}}
            manifest: {file: vs.yaml, object: VirtualService/\(name)}
            ladder: [10, 50]
            checks:
              - {check: request-success-rate, min: 99%}

        """
      }.joined()
  }

  static func manifest(_ weights: KeyValuePairs<String, Int>) -> String {
    weights.map { name, weight in
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: \(name), namespace: test}
      spec:
        hosts: [\(name)]
        http:
          - route:
              - destination: {host: \(name), subset: primary}
                weight: \(100 - weight)  # the rest
              - destination: {host: \(name), subset: canary}
                weight: \(weight)

      """
    }
    .joined(separator: "---\n")
  }

  static func record(
    _ name: String, weight: Int, extra: String = "", since: String = "2026-01-01T00:00:00Z"
  ) -> String {
    """
    version: 1
    rollout: test/\(name)
    generation: 3
    revision: "1.1.0"
    phase: Progressing
    weight: \(weight)
    total: 100
    failedRuns: 0
    lastTransition: \(since)
    \(extra)...

    """
  }

  /// One rollout that has been at 10 for long.
  static func climbing(answer: @escaping (String) -> HTTPAnswer = healthy) -> World {
    World(
      [
        "rolloutgate.yaml": config("podinfo"), "vs.yaml": manifest(["podinfo": 10]),
        recordPath: record("podinfo", weight: 10),
      ], answer: answer)
  }

  static let recordPath = ".rolloutgate/test/podinfo.record"
}

extension World {
  /// A path without detours.
  static func straight(_ path: String) -> String {
    let names = path.split(separator: "/").reduce(into: [Substring]()) { names, name in
      if name == ".." { names.removeLast() } else if name != "." { names.append(name) }
    }
    return names.joined(separator: "/")
  }
}

extension TreeSearch {
  /// As a real search finds them, but for hidden folders.
  func finds(_ path: String, holding bytes: [UInt8]) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let text = String(decoding: bytes, as: UTF8.self)
    return names.contains(name)
      || endings.contains(where: name.hasSuffix) && texts.contains { text.contains($0) }
  }
}
