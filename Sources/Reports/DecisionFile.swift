import Diagnostics
import FoundationEssentials
import Outcome
import Rollouts

/// Why a file can't be read as the JSON report of a run.
package struct DecisionFileFault: Error, Hashable, Sendable {
  /// What is wrong, and what to do.
  package let what: String
  package let advice: String

  package init(what: String, advice: String) {
    self.what = what
    self.advice = advice
  }
}

extension EarlierDecisions {
  /// Reads the JSON report of a run, as `JSONReport` writes it.
  package init(reading bytes: [UInt8]) throws(DecisionFileFault) {
    let file: DecisionFile
    do {
      file = try JSONDecoder().decode(DecisionFile.self, from: Data(bytes))
    } catch {
      throw DecisionFileFault(
        what: "this is no JSON report of a run", advice: "write it with run --report json=FILE")
    }
    guard file.schema == 1 else {
      throw DecisionFileFault(
        what: "the report's schema is \(file.schema), not 1",
        advice: "use one rolloutgate for both jobs")
    }
    guard file.command == "run", let moment = Timestamp(rfc3339: file.evaluatedAt) else {
      throw DecisionFileFault(
        what: "the report is not that of a run", advice: "write it with run --report json=FILE")
    }
    var entries: [Entry] = []
    for rollout in file.rollouts {
      // Without a decision there was nothing to carry out: the run's own report says why.
      guard let decision = rollout.decision else { continue }
      guard let kind = Decision.Kind(rawValue: decision.kind),
        let id = rollout.decisionId.flatMap({ DecisionID($0) }),
        let standing = Standing(published: rollout.verdict)
      else {
        throw DecisionFileFault(
          what: "the decision for \(rollout.rollout) can't be read",
          advice: "write the report again with run --report json=FILE")
      }
      entries.append(
        Entry(
          rollout: rollout.rollout, revision: rollout.revision, generation: rollout.generation,
          id: id, kind: kind, from: decision.from, to: decision.to, standing: standing,
          evaluatedAt: rollout.evaluatedAt.flatMap { Timestamp(rfc3339: $0) }))
    }
    self.init(evaluatedAt: moment, entries: entries)
  }

}

/// The keys that are read.
private struct DecisionFile: Decodable {
  let schema: Int
  let command: String
  let evaluatedAt: String
  let rollouts: [Rollout]

  struct Rollout: Decodable {
    let rollout: String
    let revision: String?
    let generation: Int
    let decisionId: String?
    let verdict: String
    let evaluatedAt: String?
    let decision: Decision?
  }

  struct Decision: Decodable {
    let kind: String
    let from: Int
    let to: Int
  }
}

extension Standing {
  /// By the word that reports publish.
  fileprivate init?(published word: String) {
    switch word {
    case "pass": self = .pass
    case "fail": self = .fail
    case "inconclusive": self = .inconclusive
    case "error": self = .storeFailed
    case "not-judged": self = .notJudged
    default: return nil
    }
  }
}
