import Analysis
import Diagnostics
import Outcome
import Rollouts

/// One thing that a CI shows beside a line of a file.
struct Remark {
  enum Level: String, CaseIterable {
    case error, warning, notice
  }

  /// Why it is made, the worst first.
  enum Cause: Int {
    case notWritten, wrongInput, breach, storeFailed, inconclusive, warning, step

    var level: Level {
      switch self {
      case .notWritten, .wrongInput, .breach, .storeFailed: .error
      case .inconclusive, .warning: .warning
      case .step: .notice
      }
    }
  }

  let cause: Cause
  /// Its file is named from the root of the repository.
  let position: SourcePosition?
  /// Whose it is: the rollout's, or `rolloutgate`.
  let title: String
  let message: String
  /// A stable identifier of the kind: `aboveMaximum`.
  let code: String
  /// With the title, what tells it from others in every run alike: the check, never its value.
  let subject: String

  var level: Level { cause.level }
}

extension Remark.Cause {
  /// Nil where there is nothing to complain of.
  fileprivate init?(_ status: ExitStatus) {
    switch status {
    case .pass: return nil
    case .fail: self = .breach
    case .wrongInput: self = .wrongInput
    case .inconclusive: self = .inconclusive
    case .storeFailed: self = .storeFailed
    case .notWritten: self = .notWritten
    }
  }

  fileprivate init?(_ word: CheckWord) {
    switch word {
    case .fail: self = .breach
    case .error: self = .storeFailed
    case .inconclusive: self = .inconclusive
    case .pass, .skipped: return nil
    }
  }
}

extension Outcome {
  /// All that is to be remarked, the worst first.
  var remarks: [Remark] {
    let all =
      diagnostics.remarks(in: self, title: "rolloutgate")
      + rollouts.flatMap { $0.remarks(in: self) }
    return all.enumerated().sorted { one, other in
      (one.element.cause.rawValue, one.offset) < (other.element.cause.rawValue, other.offset)
    }.map(\.element)
  }

  /// At most ten of each level, which is all that GitHub and Azure keep of a step: where there are
  /// more, the tenth says how many.
  var shownRemarks: [Remark] {
    let all = remarks
    return Remark.Level.allCases.flatMap { level in
      let those = all.filter { $0.level == level }
      guard let last = those.last, those.count > 10 else { return those }
      let message = "... and \(those.count - 9) more: see the groups of the log"
      return those.prefix(9) + [
        Remark(
          cause: last.cause, position: nil, title: "rolloutgate", message: message, code: "more",
          subject: "")
      ]
    }
  }
}

extension RolloutOutcome {
  fileprivate func remarks(in outcome: Outcome) -> [Remark] {
    let place = position.map(outcome.inRepository)
    func remark(
      _ cause: Remark.Cause, _ message: String, _ code: String, of subject: String,
      at check: SourcePosition? = nil
    ) -> Remark {
      Remark(
        cause: cause, position: check.map(outcome.inRepository) ?? place, title: title,
        message: message, code: code, subject: subject)
    }
    var remarks = writeFailures.map { remark(.notWritten, $0, "notWritten", of: "write") }
    remarks += diagnostics.remarks(in: outcome, title: title)
    remarks += checks.compactMap { check in
      Remark.Cause(check.word).map {
        remark(
          $0, check.headline, check.reasonName ?? check.word.rawValue,
          of: "check " + check.check.name, at: check.position)
      }
    }
    remarks += hooks.compactMap { hook in
      guard hook.isBreach || hook.isOpen else { return nil }
      return remark(
        hook.isBreach ? .breach : .inconclusive, hook.headline, "hook", of: "hook " + hook.name)
    }
    // What decided is told, also where no check and no hook says it.
    let sentence = decision?.sentence ?? verdictWord
    let code = decision?.reasons.first?.name ?? verdictWord
    if let cause = Remark.Cause(exitStatus), !remarks.contains(where: { $0.cause == cause }) {
      remarks.append(remark(cause, sentence, code, of: "decision"))
    }
    // A run that goes on is worth a line; one that is held has nothing new to tell.
    if let decision, exitStatus == .pass, decision.kind != .hold {
      let dryRun = outcome.isDryRun ? "dry run, " : ""
      remarks.append(remark(.step, dryRun + sentence, code, of: "decision"))
    }
    return remarks
  }
}

extension [Diagnostic] {
  fileprivate func remarks(in outcome: Outcome, title: String) -> [Remark] {
    compactMap { diagnostic in
      let cause: Remark.Cause
      switch diagnostic.severity {
      case .error: cause = .wrongInput
      case .warning: cause = .warning
      case .note: return nil
      }
      return Remark(
        cause: cause, position: diagnostic.position.map(outcome.inRepository), title: title,
        message: diagnostic.what + (diagnostic.advice.map { "; \($0)" } ?? ""),
        code: cause == .warning ? "warning" : "wrongInput",
        subject: "input \(diagnostic.position?.file ?? "") \(diagnostic.what)")
    }
  }
}

extension Outcome {
  fileprivate func inRepository(_ position: SourcePosition) -> SourcePosition {
    SourcePosition(
      file: inRepository(position.file), line: position.line, column: position.column)
  }
}
