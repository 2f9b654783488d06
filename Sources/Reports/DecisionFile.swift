import Analysis
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
      // Without a decision, or with that of an interrupted run, there was nothing to carry out: the
      // run's own report says why.
      guard let decision = rollout.decision, !decision.has(.interrupted) else { continue }
      guard let kind = Decision.Kind(rawValue: decision.kind),
        let id = rollout.decisionId.flatMap({ DecisionID($0) }),
        let standing = rollout.standing
      else {
        throw DecisionFileFault(
          what: "the decision for \(rollout.rollout) can't be read",
          advice: "write the report again with run --report json=FILE")
      }
      entries.append(
        Entry(
          rollout: rollout.rollout, revision: rollout.revision, generation: rollout.generation,
          id: id, kind: kind, from: decision.from, to: decision.to, standing: standing,
          isOnlyEarly: rollout.isOnlyEarly,
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
    let evaluatedAt: String?
    let decision: Decision?
    let checks: [Check]
  }

  struct Decision: Decodable {
    let kind: String
    let from: Int
    let to: Int
    let reasons: [Named]
  }

  struct Check: Decodable {
    let verdict: String
    let reason: Named?
  }

  struct Named: Decodable {
    let id: String
  }
}

extension DecisionFile.Decision {
  /// Whether a ground of this name is among the reasons.
  fileprivate func has(_ ground: Ground) -> Bool { reasons.contains { $0.id == ground.name } }
}

extension DecisionFile.Rollout {
  /// What the checks came to. The rollout's own verdict is the decision's: a pass that a person
  /// holds is inconclusive there. Nil for a word that no report has.
  fileprivate var standing: Standing? {
    let known = checks.compactMap { CheckWord(rawValue: $0.verdict)?.standing }
    guard known.count == checks.count else { return nil }
    return .worst(of: known + (decision?.has(.hooksFailed([])) == true ? [.fail] : []))
  }

  /// Whether time alone mends what is open.
  fileprivate var isOnlyEarly: Bool {
    let open = checks.filter { [.inconclusive, .error].contains(CheckWord(rawValue: $0.verdict)) }
    return !open.isEmpty && open.allSatisfy { $0.reason?.id == tooEarly }
  }
}

private let tooEarly = Reason.tooEarly(until: .epoch).name
