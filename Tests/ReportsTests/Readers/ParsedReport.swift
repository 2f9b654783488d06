import Foundation
import Outcome
@testable import Reports

/// What the JSON report says, against which the others are held.
struct ParsedReport: Decodable {
  let verdict: String
  let decision: String?
  let weight: Int?
  let nextWeight: Int?
  let changed: Bool
  let paths: [String]
  let exitStatus: Int
  let job: String?
  let rollouts: [Rollout]

  struct Rollout: Decodable {
    let rollout: String
    let verdict: String
    let exitStatus: Int
    let weight: Int?
    let nextWeight: Int?
    let checks: [Check]
  }

  struct Check: Decodable {
    let name: String
    let verdict: String
    let reason: Reason?
    let value: Value?
    let min: Double?
    let max: Double?
    let requests: Double?
    let file: String?
    let line: Int?
    let queries: [Query]
  }

  struct Reason: Decodable {
    let id: String
    let text: String
  }

  struct Query: Decodable {
    let role: String
    let page: String?
  }

  /// A number, or what JSON has no number for.
  enum Value: Decodable {
    case number(Double)
    case other

    init(from decoder: any Decoder) throws {
      let number = try? decoder.singleValueContainer().decode(Double.self)
      self = number.map { .number($0) } ?? .other
    }
  }

  init(of outcome: Outcome) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(JSONReport(outcome).text.utf8))
  }
}

extension ParsedReport.Check {
  var number: Double? {
    switch value {
    case .number(let number): number
    case .other, nil: nil
    }
  }

  /// Whether it is one that a CI is to be told of.
  var isRemarkable: Bool { ["fail", "error", "inconclusive"].contains(verdict) }
}

extension ParsedReport.Check {
  /// Whether a line has its name, and its value or why there is none. Long texts are cut.
  func isTold(by line: String) -> Bool {
    let name = hashFree(printable(name, limit: 120))
    let reason = hashFree(printable(reason?.text ?? ""))
    return line.contains(name) || name.isEmpty
      ? line.contains(reason.prefix(300)) || line.contains("is at least ") : false
  }
}

/// Whether a shown number is the measured one, of which at least six digits are shown.
func isSame(_ shown: Double?, _ measured: Double?) -> Bool {
  guard let shown, let measured else { return shown == nil && measured == nil }
  return abs(shown - measured) <= abs(measured) * 1e-5
}
