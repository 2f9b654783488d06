import Analysis
import Diagnostics
import Outcome

/// The text report for a job log of GitHub Actions: a group for each rollout, named after its
/// result, then at most ten annotations, which is all that GitHub keeps of a step.
package struct GitHubReport {
  private let outcome: Outcome
  private let report: TextReport

  static let maxAnnotations = 10

  package init(_ outcome: Outcome, style: TextStyle) {
    self.outcome = outcome
    report = TextReport(outcome, style: style)
  }

  package var text: String {
    var lines: [String] = []
    if !outcome.diagnostics.isEmpty {
      lines += group("rolloutgate", report.diagnosticLines)
    }
    for rollout in outcome.rollouts {
      lines += group(QuietReport.line(rollout), report.lines(of: rollout))
    }
    lines += report.closingLines
    lines += annotations.map(\.line)
    return lines.joined(separator: "\n") + "\n"
  }

  private func group(_ title: String, _ lines: [String]) -> [String] {
    ["::group::" + Annotation.escaped(title)] + lines + ["::endgroup::"]
  }

  /// The worst first, because GitHub drops what is beyond the tenth.
  private var annotations: [Annotation] {
    let all = outcome.annotations
    guard all.count > Self.maxAnnotations else { return all }
    let shown = all.prefix(Self.maxAnnotations - 1)
    let rest = Annotation(
      severity: .error, position: nil, title: "rolloutgate",
      message: "... and \(all.count - shown.count) more: see the groups above")
    return shown + [rest]
  }
}

/// One remark that GitHub shows beside a line of a file.
private struct Annotation {
  /// In falling weight, as exit statuses are.
  enum Severity: Int {
    case notWritten, wrongInput, fail, error, inconclusive
  }

  let severity: Severity
  let position: SourcePosition?
  let title: String
  let message: String

  var line: String {
    let place = position.map {
      "file=\(Self.escapedProperty(printable($0.file))),line=\($0.line),"
    }
    return "::error \(place ?? "")title=\(Self.escapedProperty(printable(title)))::"
      + Self.escaped(printable(message))
  }

  /// The rules of actions/toolkit, `packages/core/src/command.ts`; percent first.
  static func escaped(_ text: String) -> String {
    var safe = ""
    for character in commandFree(text).clipped(to: 1_000).unicodeScalars {
      switch character {
      case "%": safe += "%25"
      case "\r": safe += "%0D"
      case "\n": safe += "%0A"
      default: safe.unicodeScalars.append(character)
      }
    }
    return safe
  }

  static func escapedProperty(_ text: String) -> String {
    var safe = ""
    for character in escaped(text).unicodeScalars {
      switch character {
      case ":": safe += "%3A"
      case ",": safe += "%2C"
      default: safe.unicodeScalars.append(character)
      }
    }
    return safe
  }
}

extension Outcome {
  fileprivate var annotations: [Annotation] {
    let all =
      diagnostics.annotations(title: "rolloutgate") + rollouts.flatMap { $0.annotations }
    return all.enumerated().sorted { one, other in
      (one.element.severity.rawValue, one.offset) < (other.element.severity.rawValue, other.offset)
    }.map(\.element)
  }
}

extension RolloutOutcome {
  fileprivate var annotations: [Annotation] {
    var annotations = writeFailures.map {
      Annotation(severity: .notWritten, position: position, title: title, message: $0)
    }
    annotations += diagnostics.annotations(title: title)
    let ofChecks = checks.compactMap { $0.annotation(title: title, in: position) }
    annotations += ofChecks
    annotations += hooks.compactMap { hook in
      guard hook.isBreach || hook.isOpen else { return nil }
      return Annotation(
        severity: hook.isBreach ? .fail : .inconclusive, position: position, title: title,
        message: hook.headline)
    }
    // What decided is told, also where no check and no hook says it.
    let severity = Annotation.Severity(exitStatus)
    if let severity, !annotations.contains(where: { $0.severity == severity }) {
      annotations.append(
        Annotation(
          severity: severity, position: position, title: title,
          message: decision?.sentence ?? verdictWord))
    }
    return annotations
  }
}

extension CheckOutcome {
  fileprivate func annotation(title: String, in rollout: SourcePosition?) -> Annotation? {
    let severity: Annotation.Severity? =
      switch word {
      case .fail: .fail
      case .error: .error
      case .inconclusive: .inconclusive
      case .pass, .skipped: nil
      }
    return severity.map {
      Annotation(severity: $0, position: position ?? rollout, title: title, message: headline)
    }
  }
}

extension [Diagnostic] {
  fileprivate func annotations(title: String) -> [Annotation] {
    filter { $0.severity == .error }.map {
      Annotation(
        severity: .wrongInput, position: $0.position, title: title,
        message: $0.what + ($0.advice.map { "; \($0)" } ?? ""))
    }
  }
}

extension Annotation.Severity {
  /// Nil where there is nothing to complain of.
  init?(_ status: ExitStatus) {
    switch status {
    case .pass: return nil
    case .fail: self = .fail
    case .wrongInput: self = .wrongInput
    case .inconclusive: self = .inconclusive
    case .storeFailed: self = .error
    case .notWritten: self = .notWritten
    }
  }
}
