import Foundation

/// The repository of the story.
final class Story {
  static let manifest = "deploy/virtual-service.yaml"
  static let primary = "deploy/primary/kustomization.yaml"
  static let record = ".rolloutgate/test/story.record"
  private static let canary = "deploy/canary/kustomization.yaml"

  let repository: GitRepository
  private let address: String

  init() throws {
    address = try PrometheusServer.shared().address
    repository = try GitRepository([
      "rolloutgate.yaml": """
      version: 1
      prometheus: {scrapeInterval: 15s}
      rollouts:
        - name: story
          namespace: test
          canary: {workload: story, destination: {host: story, subset: canary}}
          baseline: {workload: story-primary, destination: {host: story, subset: primary}}
          revision: {file: \(Self.canary), path: "images[?name=app].newTag"}
          promote:
            - {file: \(Self.primary), path: "images[?name=app].newTag"}
          manifest: {file: \(Self.manifest)}
          ladder: [10, 30, 60]
          settle: 30s
          failureLimit: 1
          atTop: promote
          promotionStep: 30
          checks:
            - {check: request-success-rate, min: 99%}
            - {check: request-duration, max: 500ms}

      """,
      Self.manifest: """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: story, namespace: test}
      spec:
        hosts: [story]
        http:
          - route:
              - destination: {host: story, subset: primary}
                weight: 100 # the rest
              - destination: {host: story, subset: canary}
                weight: 0

      """,
      Self.canary: Self.kustomization("1.0.0"),
      Self.primary: "images:\n  - name: app\n    newTag: 0.9.0 # in production\n",
    ])
  }

  private static func kustomization(_ revision: String) -> String {
    "images:\n  - name: app\n    newTag: \(revision)\n"
  }

  func arguments(at minute: Int) -> [String] {
    [
      "run", "--prometheus", address, "--time", "\(1_767_225_600 + minute * 60)", "--write",
      "--run-id", "\(minute)",
    ]
  }

  func run(at minute: Int) throws -> GateRun {
    try GateRun(arguments(at: minute), in: repository.path)
  }

  func release(_ revision: String) throws {
    try repository.folder.write(Self.kustomization(revision), to: Self.canary)
    try repository.commit("Release \(revision)")
  }

  func revertLastRun() throws { try repository.git("revert", "--no-edit", "HEAD") }

  /// Commits what the run changed, if anything, under what it decided; gives the files.
  func commit(after run: GateRun) throws -> Set<String> {
    let changed = try repository.git("status", "--porcelain", "--untracked-files=all")
      .split(separator: "\n").map { String($0.dropFirst(3)) }
    if !changed.isEmpty {
      let lines = try repository.read(Self.record).split(separator: "\n")
      func last(_ key: String) -> String {
        let found = lines.last { $0.hasPrefix("    \(key): ") }
        return String((found ?? "").dropFirst(key.count + 6))
      }
      try repository.commit("\(last("decision")) \(last("from")) -> \(last("to"))")
    }
    return Set(changed)
  }

  func weight() throws -> Int? {
    try repository.read(Self.manifest).split(separator: "\n").last.flatMap {
      Int($0.drop { !$0.isNumber })
    }
  }

  func recorded(_ key: String) throws -> String? {
    try repository.read(Self.record).split(separator: "\n")
      .first { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
  }

  private static let files = [manifest, primary, record]

  /// Path to text; nil for one that is not there.
  func files() throws -> [String: String?] {
    Dictionary(uniqueKeysWithValues: Self.files.map { ($0, try? repository.read($0)) })
  }

  func state() throws -> [String: String?] { try files() }

  func restore(_ state: [String: String?]) throws {
    for (path, text) in state {
      if let text {
        try repository.folder.write(text, to: path)
      } else {
        try? FileManager.default.removeItem(atPath: repository.path + "/" + path)
      }
    }
  }

  /// Without what counts the writes: a run that was stopped wrote more often.
  static func settled(_ files: [String: String?]) -> [String: String?] {
    files.mapValues { text in
      text?.split(separator: "\n").filter { !$0.hasPrefix("generation:") }.joined(separator: "\n")
    }
  }
}
