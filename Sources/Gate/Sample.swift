import Analysis
import Diagnostics
import Outcome
import Rollouts

/// What the checks of one rollout said at one moment.
struct Sample {
  let checks: [CheckOutcome]
  /// What the hooks said that are called with the checks.
  let hooks: [HookOutcome]
  /// Nil where it is not compared with the weight.
  let traffic: TrafficOutcome?
  /// The moment that was judged.
  let stage: Stage
  /// Whether a later sample can say more.
  let isOfTime: Bool
  /// When all windows speak of nothing but the present weight; nil where they do already, or where
  /// its age is unknown.
  let fullAt: Timestamp?

  /// Those that decide.
  var verdicts: [Verdict] {
    checks.filter { !$0.check.isDryRun }.compactMap { $0.judgement?.verdict }
  }

  var findings: HookFindings { HookFindings(hooks) }

  var standing: Standing { findings.failed.isEmpty ? Standing(of: verdicts) : .fail }

  /// Whether a roll back is due, or is when the failed runs are counted: what is broken is so
  /// whatever else is not known.
  var isBroken: Bool { standing == .fail || findings.rollsBack != nil }

  /// Whether the present weight has been live for a window, as far as record and traffic tell.
  ///
  /// Not by the verdicts: before a window is full, a check may also have too few requests, or fail.
  var isLive: Bool {
    guard fullAt == nil else { return false }
    return switch traffic?.share.finding {
    case .notLive, .unreached: false
    case .live, .unknown, nil: true
    }
  }

  /// Whether the run was stopped before all answers came.
  var isInterrupted: Bool {
    !isBroken && verdicts.contains(.inconclusive(.interrupted))
  }
}
