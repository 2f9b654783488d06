import Analysis
import Diagnostics

/// One ground of a decision.
package enum Ground: Hashable, Sendable {
  case checksPassed(Int)
  case checksFailed(Int, of: Int)
  case checksInconclusive(Int, of: Int)
  case storeFailed
  /// An earlier job judged.
  case judgedBefore(Standing)
  /// `rollout` hooks failed.
  case hooksFailed([String])
  /// A `rollback` hook asked for it.
  case hookRollsBack(String)
  /// A hook that a step asks first did not agree.
  case notConfirmed(HookKind, name: String)
  /// This failed run is held: the limit allows `limit` of them.
  case failureHeld(count: Int, limit: Int)
  case failureLimitReached(count: Int, limit: Int)
  /// Inconclusive runs in a row, more or for longer than the config allows.
  case patienceEnded(runs: Int, since: Timestamp)
  case startedUnverified
  case notStarted
  /// The revision has been rolled back before.
  case revisionFailed(Phase.Cause)
  case loweredByPerson(recorded: Weight, found: Weight)
  case raisedByPerson(recorded: Weight, found: Weight)
  case newRevision(from: String, to: String)
  case baselineNotPromoted
  case ageUnknown
  case offLadder(Weight)
  /// The next of several judgements at one weight.
  case iteration(Int, of: Int)
  /// A blue/green canary gets all of the traffic.
  case goesLive
  case atTop
  case alreadyFinished
  /// The stage's rung is reached.
  case alreadyAt(Weight)
  /// A run that was stopped is completed first; the stage's rung is the next step.
  case stageAwaits(Weight)
  /// This run of the pipeline has taken its step.
  case alreadyAdvanced(by: String)
  case paused(String)
  case waitsFor([String])
  /// The baseline gets this revision in Git.
  case promotes(String)
  /// Nobody said what is to be promoted.
  case revisionUnknown
  /// The checks were asked of the baseline.
  case baselineJudged
  /// The baseline takes traffic without a check having said that it is ready.
  case returnedUnverified
  /// The baseline has all of the traffic.
  case promoted
  /// The canary keeps or gets the traffic: the baseline can't carry it.
  case baselineFailed
  /// The baseline no longer has the revision that was promoted.
  case promotionReverted
  /// The Git sync has its time until then.
  case settling(until: Timestamp)
  /// A run that was stopped in the middle is completed.
  case completes(Decision.Kind)
  /// A signal stopped the run before it had judged.
  case interrupted
  /// The run judged so often, and so many samples failed.
  case samples(Int, failed: Int)
  /// What an earlier job decided no longer holds.
  case stale(String)
  case alreadyApplied(DecisionID)
  /// A person's word.
  case word(Transition.Word)
  /// What a proposal makes of the rollout.
  case proposal(ProposalFinding)
}

extension Ground: CustomStringConvertible {
  package var description: String {
    switch self {
    case .checksPassed(let count): count == 1 ? "the check passed" : "all \(count) checks passed"
    case .checksFailed(let count, let all): "\(count) of \(all) checks failed"
    case .checksInconclusive(let count, let all):
      "\(count) of \(all) checks \(count == 1 ? "is" : "are") inconclusive"
    case .storeFailed: "the store could not be asked"
    case .judgedBefore(let standing): "judged by an earlier job: \(standing.rawValue)"
    case .hooksFailed(let names):
      "the hook\(names.count == 1 ? "" : "s") \(names.joined(separator: ", ")) failed"
    case .hookRollsBack(let name): "the rollback hook \(name) asks for it"
    case .notConfirmed(.preRollout, let name): "the pre-rollout hook \(name) failed"
    case .notConfirmed(let kind, let name):
      name == kind.rawValue
        ? "\(kind.rawValue) is not given" : "\(kind.rawValue) is not given by \(name)"
    case .failureHeld(let count, let limit):
      "failed run \(count) is held: failureLimit is \(limit)"
    case .failureLimitReached(let count, let limit):
      "failed run \(count) exceeds failureLimit \(limit)"
    case .patienceEnded(let runs, let since):
      "inconclusive since \(since)" + (runs > 1 ? ", \(runs) runs in a row" : "")
        + ": longer than the config allows"
    case .startedUnverified: "started unverified: no check is `at: [start]`"
    case .notStarted: "the first rung is not taken"
    case .revisionFailed(let cause): "this revision \(cause.words)"
    case .loweredByPerson(let recorded, let found):
      "a person lowered the weight from \(recorded) to \(found)"
    case .raisedByPerson(let recorded, let found):
      "a person raised the weight from \(recorded) to \(found): held until `adopt`"
    case .newRevision(let old, let new): "new revision \(new) after \(old)"
    case .baselineNotPromoted:
      "the canary still serves the finished revision: promote the baseline first"
    case .ageUnknown: "no record: the age of the present weight is unknown"
    case .offLadder(let weight): "weight \(weight) is no rung of the ladder"
    case .iteration(let number, let all): "iteration \(number) of \(all)"
    case .goesLive: "the canary goes live"
    case .atTop: "the top of the ladder is reached"
    case .alreadyFinished: "nothing left to do: the rollout is finished"
    case .alreadyAt(let weight): "nothing left to do: the weight is \(weight) already"
    case .stageAwaits(let target): "weight \(target) is the next step: run again"
    case .alreadyAdvanced(let run): "nothing left to do: run \(run) has taken its step"
    case .paused(let reason): "held by a person until `resume`: \(reason)"
    case .waitsFor(let names): "waits for \(names.joined(separator: ", ")) to succeed"
    case .promotes(let revision): "the baseline gets revision \(revision)"
    case .revisionUnknown: "nobody said which revision is to be promoted"
    case .baselineJudged: "asked of the baseline, which has the new revision"
    case .returnedUnverified: "unverified: no check is `at: [promotion]`"
    case .promoted: "the baseline has all of the traffic"
    case .baselineFailed: "the canary keeps the traffic: the baseline fails with the new revision"
    case .promotionReverted: "a person took the promotion back"
    case .settling(let until): "too early: the promotion settles until \(until)"
    case .completes(let kind): "completes the \(kind.rawValue) of a run that was stopped"
    case .interrupted: "a signal stopped the run before it had judged"
    case .samples(let count, let failed): "\(count) samples, \(failed) failed"
    case .stale(let why): "not applied: \(why)"
    case .alreadyApplied(let id): "nothing left to do: decision \(id) is applied already"
    case .word(let word): "\(word.kind.rawValue) by a person: \(word.reason)"
    case .proposal(let finding): "\(finding)"
    }
  }
}

extension Phase.Cause {
  /// After "this revision".
  fileprivate var words: String {
    switch self {
    case .limit: "has failed and was rolled back; it is not started again"
    case .manual: "was rolled back by a person; it is not raised again"
    case .inconclusive: "stayed inconclusive and was rolled back; it is not started again"
    case .aborted: "was aborted by a person; it is not started again"
    case .hook: "was rolled back by a hook; it is not started again"
    case .promotion:
      "failed in the baseline's place; the canary keeps the traffic until a person decides"
    }
  }
}
