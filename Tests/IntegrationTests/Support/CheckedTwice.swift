import Foundation
import Testing

/// Flagger's objects as `check` judges them, after the config that `convert` makes of them was judged
/// to be the same: the same exit status, and the same JSON but for what tells files and moments.
struct CheckedTwice {
  struct Rollout {
    let exitStatus: Int
    /// As `fail noData`; `pass` and a broken limit have no reason.
    let verdicts: [String]
  }

  let exitStatus: Int32?
  let diagnostics: String
  private let report: [String: Any]

  /// - Parameter files: Given in the order of their names.
  init(_ files: [String: String], arguments: [String] = []) throws {
    let folder = try ScratchFolder("objects")
    for (name, text) in files { try folder.write(text, to: name) }
    let given = files.keys.sorted().flatMap { ["-f", $0] } + arguments
    let asking = [
      "--prometheus", try PrometheusServer.shared().address,
      "--time", FixtureMetrics.evaluationTime, "--format", "json",
    ]
    let run = try GateRun(["check"] + given + asking, in: folder.path)
    let convert = try GateRun(["convert", "-o", "converted.yaml"] + given, in: folder.path)
    try #require(convert.exitStatus == 0, "\(convert.diagnostics)")
    let again = try GateRun(["check", "-f", "converted.yaml"] + asking, in: folder.path)
    exitStatus = run.exitStatus
    diagnostics = run.diagnostics
    #expect(again.exitStatus == run.exitStatus, "\(again.diagnostics)")
    report = try Self.report(of: run)
    let other = Self.withoutPlaces(try Self.report(of: again))
    #expect(Self.withoutPlaces(report) == other)
  }

  func rollouts() throws -> [Rollout] {
    let rollouts = try #require(report["rollouts"] as? [[String: Any]])
    return try rollouts.map { rollout in
      let checks = try #require(rollout["checks"] as? [[String: Any]])
      return Rollout(
        exitStatus: try #require(rollout["exitStatus"] as? Int),
        verdicts: try checks.map { check in
          let verdict = try #require(check["verdict"] as? String)
          let reason = (check["reason"] as? [String: Any])?["id"] as? String
          let isBreach = ["belowMinimum", "aboveMaximum"].contains(reason)
          return [verdict, isBreach ? nil : reason].compactMap(\.self).joined(separator: " ")
        })
    }
  }

  private static func report(of run: GateRun) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(value as? [String: Any], "\(run.diagnostics)")
  }

  /// As sorted JSON text, without where things stand, what is warned of there, and how long it took.
  private static func withoutPlaces(_ report: [String: Any]) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: cleared(report), options: [.sortedKeys, .prettyPrinted])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func cleared(_ value: Any) -> Any {
    let places = ["file", "line", "diagnostics", "seconds", "startedAt", "host"]
    if let object = value as? [String: Any] {
      return object.filter { !places.contains($0.key) }.mapValues(cleared)
    }
    if let list = value as? [Any] { return list.map(cleared) }
    return value
  }
}
