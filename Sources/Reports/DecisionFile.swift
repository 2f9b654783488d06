import Analysis
import Diagnostics
import Outcome
import Rollouts

extension EarlierDecisions {
  /// Reads the JSON report of a run, as `JSONReport` writes it.
  package init(reading bytes: [UInt8], in file: String) throws(Diagnostic) {
    do throws(JSONFault) {
      let report = try JSONValue.members(reading: bytes)
      let schema = try report.required("schema", .integer)
      guard schema == JSONReport.schema else {
        throw .member(
          path: "schema", what: "is \(schema), not \(JSONReport.schema): of another rolloutgate")
      }
      guard try report.required("command", .text) == Outcome.Command.run.rawValue else {
        throw .member(path: "command", what: "is not \"run\"")
      }
      self.init(
        evaluatedAt: try report.required("evaluatedAt", .timestamp),
        entries: try report.list("rollouts", of: Entry.read).compactMap(\.self))
    } catch {
      throw error.diagnostic(
        in: file, "this is no JSON report of a run", advice: "write it with run --report json=FILE")
    }
  }
}

extension EarlierDecisions.Entry {
  /// Nil without a decision, or with that of an interrupted run: there was nothing to carry out, and
  /// the run's own report says why.
  fileprivate static func read(
    _ rollout: [String: JSONValue]
  ) throws(JSONFault) -> EarlierDecisions.Entry? {
    let checks = try rollout.list("checks", of: WrittenCheck.init)
    guard let decision = try rollout.optional("decision", as: WrittenDecision.init),
      !decision.has(.interrupted)
    else { return nil }
    let open = checks.filter { [.inconclusive, .error].contains($0.word) }
    return EarlierDecisions.Entry(
      rollout: try rollout.required("rollout", .text),
      revision: try rollout.optional("revision", .text),
      generation: try rollout.required("generation", .integer),
      id: try rollout.required("decisionId", .decisionID), kind: decision.kind,
      from: decision.from, to: decision.to,
      // What the checks came to. The rollout's own verdict is the decision's: a pass that a person
      // holds is inconclusive there.
      standing: .worst(
        of: checks.map(\.word.standing) + (decision.has(.hooksFailed([])) ? [.fail] : [])),
      isOnlyEarly: !open.isEmpty && open.allSatisfy { $0.reason == tooEarly },
      evaluatedAt: try rollout.optional("evaluatedAt", .timestamp))
  }
}

private let tooEarly = Reason.tooEarly(until: .epoch).name

private struct WrittenDecision {
  let kind: Decision.Kind
  let from: Int
  let to: Int
  let reasons: [String]

  init(_ decision: [String: JSONValue]) throws(JSONFault) {
    kind = try decision.required("kind", .decision)
    from = try decision.required("from", .integer)
    to = try decision.required("to", .integer)
    reasons = try decision.list("reasons", of: identity)
  }

  /// Whether a ground of this name is among the reasons.
  func has(_ ground: Ground) -> Bool { reasons.contains(ground.name) }
}

private struct WrittenCheck {
  let word: CheckWord
  let reason: String?

  init(_ check: [String: JSONValue]) throws(JSONFault) {
    word = try check.required("verdict", .verdict)
    reason = try check.optional("reason", as: identity)
  }
}

private func identity(_ reason: [String: JSONValue]) throws(JSONFault) -> String {
  try reason.required("id", .text)
}

extension JSONKind<Decision.Kind> {
  fileprivate static var decision: Self { text("decision") { Decision.Kind(rawValue: $0) } }
}

extension JSONKind<CheckWord> {
  fileprivate static var verdict: Self { text("verdict") { CheckWord(rawValue: $0) } }
}

extension JSONKind<DecisionID> {
  fileprivate static var decisionID: Self { text("identity") { DecisionID($0) } }
}
