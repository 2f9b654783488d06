import Analysis
import Diagnostics
import Outcome
import Rollouts

extension Outcome {
  /// A suite for what concerns no single rollout, where there is any, and one for each rollout.
  var junitSuites: [JUnitSuite] {
    var names = UniqueNames(separator: "-")
    var suites: [JUnitSuite] = []
    if !diagnostics.isEmpty || rollouts.isEmpty {
      var caseNames = UniqueNames(separator: " #")
      var cases = diagnostics.junitCases(&caseNames)
      if cases.isEmpty {
        cases.append(.evaluation(.skipped(.init("nothing was to be judged")), at: nil))
      }
      suites.append(
        JUnitSuite(name: names.name("rolloutgate"), position: nil, properties: [], cases: cases))
    }
    for rollout in rollouts {
      suites.append(
        JUnitSuite(
          name: names.name(rollout.junitName), position: rollout.position,
          properties: rollout.junitProperties,
          cases: rollout.junitCases(at: rollout.evaluatedAt ?? evaluatedAt)))
    }
    return suites
  }
}

extension RolloutOutcome {
  /// `canary.<namespace>.<name>`, each part without dots, so that readers see package and class.
  fileprivate var junitName: String {
    "canary." + fileName
  }

  fileprivate var junitProperties: [(name: String, value: String)] {
    let properties = [
      ("verdict", verdictWord), ("decision", decision?.kind.rawValue),
      ("weight", decision.map { "\($0.from)" }), ("nextWeight", decision.map { "\($0.to)" }),
      ("revision", revision.map { printable($0, limit: 200) }),
      ("samples", samples.map { "\($0.count)" }),
      ("samplesFailed", samples.map { "\($0.failed)" }),
      ("exitStatus", "\(exitStatus.rawValue)"),
    ]
    return properties.compactMap { name, value in value.map { (name, $0) } }
  }

  /// What is wrong first, then the checks, then the decision.
  fileprivate func junitCases(at evaluation: Timestamp) -> [JUnitCase] {
    var names = UniqueNames(separator: " #", reserved: [JUnitCase.decision, JUnitCase.evaluation])
    var cases = diagnostics.junitCases(&names)
    for failure in writeFailures {
      cases.append(
        JUnitCase(
          name: names.name("write"), position: position, seconds: 0,
          result: .error(.init(type: "NotWritten", message: failure))))
    }
    for check in checks {
      cases.append(
        JUnitCase(
          name: names.name(check.title), position: check.position ?? position,
          seconds: check.seconds, result: check.junitResult(at: evaluation)))
    }
    cases += hooks.map { hook in
      JUnitCase(
        name: names.name("hook " + hook.title), position: position, seconds: hook.seconds,
        result: hook.junitResult)
    }
    if let last = closingCase(after: cases) { cases.append(last) }
    return cases
  }

  /// The decision, which also carries a failure or an error that no check explains: a revision
  /// that had failed before, or a weight that a person raised. Where nothing was judged it does not
  /// count as a pass.
  private func closingCase(after cases: [JUnitCase]) -> JUnitCase? {
    let grounds = decision?.reasonTexts.dropFirst().map { "  " + $0 } ?? []
    let sentence = decision?.sentence
    let trouble = JUnitCase.Trouble(
      type: decision?.reasons.first?.name ?? standing.rawValue,
      message: sentence ?? "the rollout is \(verdictWord)", details: grounds)
    let result: JUnitCase.Result? =
      switch standing {
      case .fail where !cases.contains { $0.result.isFailure }: .failure(trouble)
      case .inconclusive where !cases.contains { $0.result.isError }: .error(trouble)
      case .storeFailed where !cases.contains { $0.result.isError }: .error(trouble)
      case .notJudged: decision.map { .skipped(.init($0.sentence, details: grounds)) }
      case .pass, .fail, .inconclusive, .storeFailed: nil
      }
    if let sentence {
      let text = ([sentence] + grounds).joined(separator: "\n").clipped(to: 2_000)
      return JUnitCase(
        name: JUnitCase.decision, position: position, seconds: 0, result: result ?? .passed(text))
    }
    if let result { return .evaluation(result, at: position) }
    return cases.isEmpty ? .evaluation(.skipped(.init("nothing was judged")), at: position) : nil
  }
}

extension JUnitCase {
  fileprivate static let decision = "decision"
  fileprivate static let evaluation = "evaluation"

  fileprivate static func evaluation(_ result: Result, at position: SourcePosition?) -> JUnitCase {
    JUnitCase(name: evaluation, position: position, seconds: 0, result: result)
  }
}

extension CheckOutcome {
  fileprivate func junitResult(at evaluation: Timestamp) -> JUnitCase.Result {
    // A long query leaves room for its answer in the 2,000 characters of the whole text.
    func details() -> [String] {
      self.details(at: evaluation, lineLimit: 400).flatMap { $0.text(indent: 2) }
    }
    func trouble(_ type: String) -> JUnitCase.Trouble {
      .init(type: type, message: headline, details: details())
    }
    guard let judgement else { return .skipped(.init(headline)) }
    if check.isDryRun { return .skipped(.init(headline, details: details())) }
    return switch judgement.verdict {
    case .pass: .passed(headline.clipped(to: 2_000))
    case .fail(.belowMinimum), .fail(.aboveMaximum), .fail(.beyondHistogram),
      .fail(.failureCondition), .fail(.successCondition):
      .failure(trouble("LimitBroken"))
    case .fail(.byPolicy(let reason)): .failure(trouble(reason.name))
    case .inconclusive(let reason): .error(trouble(reason.name))
    }
  }
}

extension HookOutcome {
  fileprivate var junitResult: JUnitCase.Result {
    let text = headline.clipped(to: 2_000)
    let trouble = JUnitCase.Trouble(type: "Hook", message: text)
    if end == .notCalled { return .skipped(.init(text)) }
    return isBreach ? .failure(trouble) : isOpen ? .error(trouble) : .passed(text)
  }
}

extension [Diagnostic] {
  /// One case each; a warning passes, for it stops nothing.
  fileprivate func junitCases(_ names: inout UniqueNames) -> [JUnitCase] {
    map { diagnostic in
      let text = "\(diagnostic)"
      let result: JUnitCase.Result =
        switch diagnostic.severity {
        case .error: .error(.init(type: "WrongInput", message: text))
        case .warning, .note: .passed(printable(text, limit: 2_000))
        }
      return JUnitCase(
        name: names.name("configuration"), position: diagnostic.position, seconds: 0,
        result: result)
    }
  }
}
