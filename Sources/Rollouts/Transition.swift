import Diagnostics

/// One thing that happened to a rollout, as its record tells it.
package struct Transition: Hashable, Sendable {
  package let id: DecisionID
  /// The run's evaluation time; for a person's word, when it was given.
  package let at: Timestamp
  package let decision: Decision.Kind
  package let from: Weight
  package let to: Weight
  package let revision: String?
  /// The weightiest first, in words.
  package let reasons: [String]
  /// What was measured: `request-success-rate = 99.93 %: pass`.
  package let values: [String]
  /// Who decided, where it was a person.
  package let word: Word?

  /// What a person said, offline.
  package struct Word: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      /// Take all traffic from the canary; its revision has failed.
      case abort
      /// Raise nothing until `resume`; a failure still rolls back.
      case pause
      case resume
      /// Let a failed revision start again.
      case retry
      /// Go on from the weight that the manifest has.
      case adopt
      /// Give the baseline the canary's revision.
      case promote
    }

    package let kind: Kind
    /// One line, never empty.
    package let reason: String

    package init(_ kind: Kind, reason: String) {
      self.kind = kind
      self.reason = reason
    }
  }

  package init(
    id: DecisionID, at: Timestamp, decision: Decision.Kind, from: Weight, to: Weight,
    revision: String?, reasons: [String] = [], values: [String] = [], word: Word? = nil
  ) {
    self.id = id
    self.at = at
    self.decision = decision
    self.from = from
    self.to = to
    self.revision = revision
    self.reasons = reasons
    self.values = values
    self.word = word
  }
}

/// The identity of a decision: equal for the same decision on the same record, and in practice for
/// no other. It is no signature.
package struct DecisionID: Hashable, Sendable {
  /// 16 hexadecimal digits.
  package let text: String

  /// Nil for other text.
  package init?(_ text: String) {
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) || (97...102).contains(byte) }
    guard text.utf8.count == 16, text.utf8.allSatisfy(isDigit) else { return nil }
    self.text = text
  }

  /// - Parameter generation: That of the record it was decided on; 0 for none.
  package init(
    of rollout: RolloutName, generation: Int, decision: Decision.Kind, from: Weight, to: Weight,
    revision: String?, at moment: Timestamp
  ) {
    let facts = [
      "\(rollout)", "\(generation)", decision.rawValue, "\(from)", "\(to)", revision ?? "",
      "\(moment)",
    ]
    text = FNV1a.digits64(of: facts.joined(separator: "\n"))
  }
}

extension DecisionID: CustomStringConvertible {
  package var description: String { text }
}
