import Foundation

/// What `--format json` and `--report json=` say, as far as tests look at it.
struct GateReport: Decodable {
  struct Rollout: Decodable {
    let rollout: String
    let verdict: String
    let checks: [Check]
    let samples: Samples?
  }

  struct Samples: Decodable {
    let count: Int
    let failed: Int
  }

  struct Check: Decodable {
    struct Reason: Decodable {
      let id: String
      let text: String
    }

    let name: String
    let verdict: String
    let reason: Reason?
    /// Nil where there is none or it is no number: `"NaN"`.
    let value: Double?

    /// `pass`, `fail`, `inconclusive(noData)`, `error(unreachable)`.
    var words: String {
      ["pass", "fail"].contains(verdict)
        ? verdict : "\(verdict)(\(reason?.id ?? "without a reason"))"
    }

    private enum Key: CodingKey { case name, verdict, reason, value }

    init(from decoder: any Decoder) throws {
      let facts = try decoder.container(keyedBy: Key.self)
      name = try facts.decode(String.self, forKey: .name)
      verdict = try facts.decode(String.self, forKey: .verdict)
      reason = try facts.decodeIfPresent(Reason.self, forKey: .reason)
      value = try? facts.decodeIfPresent(Double.self, forKey: .value)
    }
  }

  let verdict: String
  let decision: String?
  let weight: Int?
  let nextWeight: Int?
  let changed: Bool
  let paths: [String]
  let exitStatus: Int
  let rollouts: [Rollout]

  init(reading text: String) throws {
    self = try JSONDecoder().decode(GateReport.self, from: Data(text.utf8))
  }

  /// The checks of all rollouts.
  var checks: [Check] { rollouts.flatMap(\.checks) }
}

/// What a JUnit report says, after it was held against the schema in `fixtures/junit`.
struct JUnitFile {
  let text: String

  /// - Throws: `SetUpFailure` with what `xmllint` has to say where the file is not valid.
  init(at path: String) throws {
    try Command.require(
      "xmllint",
      ["--noout", "--schema", Repository.path("fixtures/junit/rolloutgate.xsd"), path])
    text = try String(contentsOfFile: path, encoding: .utf8)
  }

  func count(of element: String) -> Int {
    text.components(separatedBy: "<\(element) ").count - 1
  }
}
