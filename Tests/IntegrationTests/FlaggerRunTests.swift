import Foundation
import Testing

/// A Canary that moves a VirtualService in Git, run after run, against a real Prometheus.
@Suite struct FlaggerRunTests {
  private static let manifest = "deploy/virtual-service.yaml"

  @Test("A Canary climbs its steps as its traffic follows, and finishes at the top")
  func climb() throws {
    let tree = try tree(of: "climbing", steps: "stepWeights: [10, 30, 60, 100]", threshold: 5)
    let times = ["00:05:00", "00:15:10", "00:20:10", "00:25:10", "00:30:00", "00:35:00"]
    let runs = try times.map { try run(at: $0, in: tree, of: "climbing") }
    #expect(runs.map(\.status) == [0, 0, 0, 0, 0, 0])
    #expect(runs.map(\.weight) == [10, 30, 60, 100, 100, 100])
    #expect(
      runs.map(\.phase) == [
        "Progressing", "Progressing", "Progressing", "Progressing", "Succeeded", "Succeeded",
      ])
  }

  @Test("A threshold of 3 holds two failed runs, and the third rolls back")
  func rollBack() throws {
    let tree = try tree(of: "erroring", steps: "stepWeight: 10", threshold: 3)
    let times = ["00:05:00", "00:10:00", "00:15:00", "00:20:00", "00:25:00"]
    let runs = try times.map { try run(at: $0, in: tree, of: "erroring") }
    #expect(runs.map(\.status) == [0, 1, 1, 1, 1])
    #expect(runs.map(\.weight) == [10, 10, 10, 0, 0])
    #expect(runs.map(\.failedRuns) == ["0", "1", "2", "0", "0"])
    #expect(runs.last?.phase == "Failed")
  }

  @Test("The converted config goes on where the Canary was, by the same record")
  func converted() throws {
    let tree = try tree(of: "climbing", steps: "stepWeights: [10, 30, 60, 100]", threshold: 5)
    _ = try run(at: "00:05:00", in: tree, of: "climbing")
    let convert = try GateRun(
      ["convert", "-f", "canary.yaml", "--manifest", Self.manifest, "-o", "gate/rolloutgate.yaml"],
      in: tree.path)
    #expect(convert.exitStatus == 0, "\(convert.diagnostics)")
    let next = try run(at: "00:15:10", in: tree, of: "climbing", config: ["gate/rolloutgate.yaml"])
    #expect(next.status == 0)
    #expect(next.weight == 30)
  }

  private struct Result {
    let status: Int32?
    let weight: Int?
    let phase: String?
    let failedRuns: String?
  }

  /// Each run is committed, as a pipeline commits it.
  private func run(
    at time: String, in tree: GitRepository, of name: String,
    config: [String] = ["canary.yaml", "--manifest", manifest]
  ) throws -> Result {
    let run = try GateRun(
      ["run", "-f"] + config + [
        "--prometheus", try PrometheusServer.shared().address, "--revision", "v1",
        "--time", "2026-01-01T\(time)Z", "--write",
      ], in: tree.path)
    try tree.commit(time)
    let record = try tree.read(".rolloutgate/test/\(name).record").split(separator: "\n")
    func recorded(_ key: String) -> String? {
      record.first { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
    }
    let lines = try tree.read(Self.manifest).split(separator: "\n")
    let canary = lines.firstIndex { $0.contains("host: \(name)-canary") }
    return Result(
      status: run.exitStatus, weight: canary.flatMap { Int(lines[$0 + 1].drop { !$0.isNumber }) },
      phase: recorded("phase"), failedRuns: recorded("failedRuns"))
  }

  private func tree(of name: String, steps: String, threshold: Int) throws -> GitRepository {
    try GitRepository([
      "canary.yaml": """
      apiVersion: flagger.app/v1beta1
      kind: Canary
      metadata: {name: \(name), namespace: test}
      spec:
        targetRef: {apiVersion: apps/v1, kind: Deployment, name: \(name)}
        service: {port: 9898}
        analysis:
          interval: 1m
          threshold: \(threshold)
          \(steps)
          metrics:
            - {name: request-success-rate, interval: 1m, thresholdRange: {min: 99}}
            - {name: request-duration, interval: 1m, thresholdRange: {max: 500}}

      """,
      Self.manifest: """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: \(name), namespace: test}
      spec:
        hosts: [\(name)]
        http:
          - route:
              - destination: {host: \(name)-primary}
                weight: 100
              - destination: {host: \(name)-canary}
                weight: 0

      """,
    ])
  }
}
