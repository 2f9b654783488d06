import Foundation

/// A Git work tree with one rollout of a workload of the fixtures' metrics: config, VirtualService,
/// and a kustomization that says which revision it is.
struct RolloutTree {
  static let manifest = "deploy/virtual-service.yaml"
  static let kustomization = "deploy/kustomization.yaml"

  let repository: GitRepository
  private let workload: String

  var record: String { ".rolloutgate/test/\(workload).record" }

  /// - Parameters:
  ///   - store: lines below `prometheus:`, without their indentation.
  ///   - settings: further lines of the rollout.
  ///   - measuresBaseline: whether the weight is compared with the traffic; the fixtures' canaries
  ///     have the same share whatever the weight is.
  init(
    of workload: String = "healthy", weight: Int = 10, store: [String] = [],
    settings: [String] = [], checks: [String] = Self.builtInChecks,
    measuresBaseline: Bool = false
  ) throws {
    self.workload = workload
    repository = try GitRepository([
      "rolloutgate.yaml": Self.config(workload, store, settings, checks, measuresBaseline),
      Self.manifest: Self.virtualService(of: workload, weight: weight),
      Self.kustomization: Self.kustomization(revision: "1.0.0"),
    ])
  }

  /// Runs at the fixtures' evaluation time, and writes although that is long ago.
  @discardableResult
  func run(
    _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> GateRun {
    try GateRun(runArguments(arguments), in: repository.path, environment: environment)
  }

  func runArguments(_ arguments: [String] = []) -> [String] {
    ["run", "--time", FixtureMetrics.evaluationTime, "--write"] + arguments
  }

  /// The canary's weight in the manifest.
  func weight() throws -> Int? {
    let lines = try repository.read(Self.manifest).split(separator: "\n")
    let canary = lines.firstIndex { $0.contains("subset: canary") }
    return canary.flatMap { Int(lines[$0 + 1].drop { !$0.isNumber }) }
  }

  /// A fact of the record, as `phase`; nil where there is no such fact, or no record.
  func recorded(_ key: String) throws -> String? {
    let lines = (try? repository.read(record))?.split(separator: "\n") ?? []
    return lines.first { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
  }

  /// All files of the work tree but Git's own, path to text.
  func files() throws -> [String: String] {
    let names = try repository.git("ls-files", "--cached", "--others").split(separator: "\n")
    return Dictionary(
      try names.map { (String($0), try repository.read(String($0))) }, uniquingKeysWith: { $1 })
  }

  func release(_ revision: String) throws {
    try repository.folder.write(Self.kustomization(revision: revision), to: Self.kustomization)
  }

  static let builtInChecks = [
    "{check: request-success-rate, min: 99%}",
    "{check: request-duration, quantile: 0.99, max: 500ms}",
    "{check: response-code-percentage, name: not found, codes: [404], max: 5%}",
  ]

  private static func config(
    _ workload: String, _ store: [String], _ settings: [String], _ checks: [String],
    _ measuresBaseline: Bool
  ) -> String {
    let primary = measuresBaseline ? "workload: \(workload)-primary, " : ""
    let lines =
      ["version: 1"] + (store.isEmpty ? [] : ["prometheus:"]) + store.map { "  " + $0 }
      + [
        "rollouts:",
        "  - name: \(workload)",
        "    namespace: test",
        "    provider: istio",
        "    canary: {workload: \(workload), destination: {host: \(workload), subset: canary}}",
        "    baseline: {\(primary)destination: {host: \(workload), subset: primary}}",
        "    revision: {file: \(kustomization), path: 'images[?name=app].newTag'}",
        "    manifest: {file: \(manifest)}",
        "    ladder: [10, 30, 60, 100]",
      ] + settings.map { "    " + $0 }
      + ["    checks:"] + checks.map { "      - " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func virtualService(of workload: String, weight: Int) -> String {
    """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata:
      name: \(workload)
      namespace: test
    spec:
      hosts: [\(workload)]
      http:
        - route:
            - destination: {host: \(workload), subset: primary}
              weight: \(100 - weight)   # the rest
            - destination: {host: \(workload), subset: canary}
              weight: \(weight)

    """
  }

  private static func kustomization(revision: String) -> String {
    """
    resources: [virtual-service.yaml]
    images:
      - name: app
        newTag: \(revision)

    """
  }
}
