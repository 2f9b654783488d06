import Analysis
import Diagnostics
import GateConfig
import Queries
import Rollouts

/// Says offline what a run would ask, against which limits, and what could follow.
package func explain(_ stage: Stage, with effects: Effects) -> (text: String, faults: [Diagnostic])
{
  let (entries, unknown) = stage.selected()
  var faults = stage.configuration.diagnostics + unknown
  var blocks: [String] = []
  for entry in entries {
    switch entry {
    case .broken(_, _, let diagnostics):
      faults += diagnostics
    case .sound(let config, let warnings):
      faults += warnings
      var lines = ["\(config.name)"]
      lines += checkLines(of: config) + trafficLines(of: config)
      if let ladder = config.ladder { lines += ladderLines(ladder) }
      lines += hookLines(of: config)
      lines += recipientLines(of: config, among: stage.configuration.recipients)
      if config.manifest != nil {
        do throws(CandidateFault) {
          let revision = try stage.revision(of: config, with: effects)
          let scene = try Scene(of: config, revision: revision, in: stage, with: effects)
          lines += prospects(of: scene, config)
        } catch {
          faults += error.diagnostics
        }
      }
      blocks.append(lines.joined(separator: "\n") + "\n")
    }
  }
  return (blocks.joined(separator: "\n"), faults)
}

private func checkLines(of config: RolloutConfig) -> [String] {
  config.checks.flatMap { check -> [String] in
    let given = check.check
    var facts = ["window \(DurationText.text(given.window))"]
    if let least = given.minRequests { facts.append("at least \(least) requests") }
    let occasions = Occasion.allCases.filter(check.occasions.contains).map(\.rawValue)
    facts.append("at " + occasions.joined(separator: ", "))
    facts += given.policies.departures
    let head = "  \(given.name) \(given.criterion.words(in: given.unit))"
    let flaggers = check.flaggersQuery.map { [(role: "Flagger", text: $0)] } ?? []
    return [head, "    " + facts.joined(separator: "; ")]
      + queryLines(check.questions.queries + flaggers)
  }
}

func queryLines(_ queries: [(role: String, text: String)]) -> [String] {
  queries.flatMap { role, text -> [String] in
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let label = role.padded(to: 9)
    return lines.enumerated().map { index, line in
      "      " + (index == 0 ? label : "".padded(to: 9)) + line
    }
  }
}

/// What `run` asks at a weight to see whether the traffic follows it.
private func trafficLines(of config: RolloutConfig) -> [String] {
  guard config.ladder != nil,
    let questions = TrafficQuestions(
      of: config, beside: config.checks(at: .weight).map { AskedCheck($0, at: .weight) })
  else { return [] }
  let slack =
    config.share?.slack.map { "\(DecimalText.text($0 * 100)) points" }
    ?? "2 points, or a tenth of the smaller share"
  return [
    "  traffic follows the weight",
    "    window \(DurationText.text(questions.window)); off by at most \(slack), and what chance allows",
  ] + queryLines(questions.queries)
}

private func hookLines(of config: RolloutConfig) -> [String] {
  config.hooks.map { hook in
    let way: String =
      switch hook.way {
      case .http(let address, _): "POST \(address.text)"
      case .program(let words): words.joined(separator: " ")
      }
    return "  hook \(hook.kind.rawValue) \"\(hook.name)\": \(way)"
  }
}

/// Who would be told of it, never at which address.
private func recipientLines(of config: RolloutConfig, among recipients: [Recipient]) -> [String] {
  recipients.filter { $0.rollouts.contains("\(config.name)") }.map { recipient in
    "  tells \(recipient.title) \(recipient.severities.map(\.rawValue).joined(separator: ", ")): "
      + "its address is in \(recipient.addressPlace)"
  }
}

private func ladderLines(_ ladder: Ladder) -> [String] {
  [
    "  ladder 0 " + ladder.rungs.map { "\($0.parts)" }.joined(separator: " ")
      + " of \(ladder.total)"
  ]
}

/// What each verdict would lead to from here.
private func prospects(of scene: Scene, _ config: RolloutConfig) -> [String] {
  let situation = scene.situation
  var lines = ["  now at weight \(situation.weight)"]
  if let record = scene.record {
    lines.append(
      "  record: \(record.state.phase.name), generation \(record.generation), "
        + "failed runs \(record.state.failedRuns) of \(config.failureLimit) held")
  } else {
    lines.append("  record: none")
  }
  let verdicts: [(String, [Verdict])] = [
    ("pass", [.pass]), ("fail", [.fail(.byPolicy(.noData))]),
    ("inconclusive", [.inconclusive(.noData)]),
  ]
  guard let occasion = scene.position.occasion, !config.checks(at: occasion).isEmpty else {
    return lines + ["  next: " + words(for: decide(situation, verdicts: []))]
  }
  return lines
    + verdicts.map { name, verdicts in
      "  on \(name): " + words(for: decide(situation, verdicts: verdicts))
    }
}

private func words(for decision: Decision) -> String {
  let ground = decision.reasons.first { !$0.isTally } ?? decision.reasons[0]
  let because = ground.isTally ? "" : " (\(ground))"
  return "\(decision.kind.rawValue) \(decision.from) -> \(decision.to)\(because)"
}

extension Criterion {
  fileprivate func words(in unit: Unit) -> String {
    switch self {
    case .limit(let limit):
      [
        limit.min.map { ">= \(DecimalText.text($0))" },
        limit.max.map { "<= \(DecimalText.text($0))" },
      ]
      .compactMap(\.self).joined(separator: " and ") + unit.suffix
    case .presence: "any value"
    case .conditions(let conditions):
      [
        conditions.success.map { "passes if " + $0.text },
        conditions.failure.map { "fails if " + $0.text },
      ]
      .compactMap(\.self).joined(separator: ", ")
    }
  }
}

extension Policies {
  /// What differs from "inconclusive".
  fileprivate var departures: [String] {
    [("onNoData", onNoData), ("onNaN", onNaN), ("onWarning", onWarning), ("onTooFew", onTooFew)]
      .filter { $0.1 != .inconclusive }.map { "\($0.0): \($0.1.rawValue)" }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
