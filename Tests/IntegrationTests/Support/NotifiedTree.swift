import Foundation

/// A rollout at weight 10 whose one check a real Prometheus answers with a number, at any time, and
/// that people are told of.
struct NotifiedTree {
  private let repository: GitRepository
  private let store: String
  private let notifications: [String]
  private let hook: String?

  var path: String { repository.path }

  /// - Parameter hook: A command that a second rollout, which always passes, asks before its step.
  init(value: Int, besides hook: String? = nil, _ notifications: [String]) throws {
    store = try PrometheusServer.shared().address
    self.notifications = notifications
    self.hook = hook
    repository = try GitRepository([
      "rolloutgate.yaml": Self.config(value, store, hook, notifications),
      "healthy.yaml": Self.manifest("healthy"), "other.yaml": Self.manifest("other"),
    ])
  }

  private static func manifest(_ name: String) -> String {
    """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: \(name), namespace: test}
    spec:
      hosts: [\(name)]
      http:
        - route:
            - destination: {host: \(name), subset: primary}
              weight: 90
            - destination: {host: \(name), subset: canary}
              weight: 10

    """
  }

  func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> GateRun {
    try GateRun(["run"] + arguments, in: path, environment: environment)
  }

  /// From now on this is what Prometheus answers.
  func measure(_ value: Int) throws {
    try write(Self.config(value, store, hook, notifications), to: "rolloutgate.yaml")
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  func write(_ text: String, to name: String) throws { try repository.folder.write(text, to: name) }

  func restore() throws {
    try repository.git("clean", "-fdq")
    try repository.git("checkout", "--quiet", ".")
  }

  func weight() throws -> Int? {
    try repository.read("healthy.yaml").split(separator: "\n").last.flatMap {
      Int($0.drop { !$0.isNumber })
    }
  }

  func recorded(_ key: String) throws -> String? {
    try repository.read(".rolloutgate/test/healthy.record").split(separator: "\n")
      .first { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
  }

  func files() throws -> [String: String] {
    let names = try repository.git("ls-files", "--cached", "--others").split(separator: "\n")
    return Dictionary(
      try names.map { (String($0), try repository.read(String($0))) }, uniquingKeysWith: { $1 })
  }

  private static func config(
    _ value: Int, _ store: String, _ hook: String?, _ notifications: [String]
  ) -> String {
    let other = hook.map { hook in
      rollout("other", 1) + "    hooks:\n"
        + "      - {type: confirm-traffic-increase, command: \(hook), timeout: 10m}\n"
    }
    return """
      version: 1
      prometheus: {address: \(store)}
      rollouts:

      """ + rollout("healthy", value) + (other ?? "") + "notifications:\n"
        + notifications.map { "  - \($0)\n" }.joined()
  }

  private static func rollout(_ name: String, _ value: Int) -> String {
    """
      - name: \(name)
        namespace: test
        canary: {workload: \(name), destination: {host: \(name), subset: canary}}
        baseline: {destination: {host: \(name), subset: primary}}
        manifest: {file: \(name).yaml}
        ladder: [10, 30, 60, 100]
        checks:
          - {name: own, query: vector(\(value)), min: 1, window: 1s}

    """
  }
}
