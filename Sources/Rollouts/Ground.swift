import Analysis
import Diagnostics

/// One ground of a decision.
package enum Ground: Hashable, Sendable {
  case checksPassed(Int)
  case checksFailed(Int, of: Int)
  case checksInconclusive(Int, of: Int)
  case storeFailed
  /// This failed run is held: the limit allows `limit` of them.
  case failureHeld(count: Int, limit: Int)
  case failureLimitReached(count: Int, limit: Int)
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
  case atTop
  case alreadyFinished
  /// A run that was stopped in the middle is completed.
  case completes(Decision.Kind)
}

extension Ground: CustomStringConvertible {
  package var description: String {
    switch self {
    case .checksPassed(let count): count == 1 ? "the check passed" : "all \(count) checks passed"
    case .checksFailed(let count, let all): "\(count) of \(all) checks failed"
    case .checksInconclusive(let count, let all):
      "\(count) of \(all) checks \(count == 1 ? "is" : "are") inconclusive"
    case .storeFailed: "the store could not be asked"
    case .failureHeld(let count, let limit):
      "failed run \(count) is held: failureLimit is \(limit)"
    case .failureLimitReached(let count, let limit):
      "failed run \(count) exceeds failureLimit \(limit)"
    case .startedUnverified: "started unverified: no check is `at: [start]`"
    case .notStarted: "the first rung is not taken"
    case .revisionFailed(.limit):
      "this revision has failed and was rolled back; it is not started again"
    case .revisionFailed(.manual):
      "a person rolled this revision back; it is not raised again"
    case .loweredByPerson(let recorded, let found):
      "a person lowered the weight from \(recorded) to \(found)"
    case .raisedByPerson(let recorded, let found):
      "a person raised the weight from \(recorded) to \(found): held; delete the record to go on from there"
    case .newRevision(let old, let new): "new revision \(new) after \(old)"
    case .baselineNotPromoted:
      "the canary still serves the finished revision: promote the baseline first"
    case .ageUnknown: "no record: the age of the present weight is unknown"
    case .offLadder(let weight): "weight \(weight) is no rung of the ladder"
    case .atTop: "the top of the ladder is reached"
    case .alreadyFinished: "nothing left to do: the rollout is finished"
    case .completes(let kind): "completes the \(kind.rawValue) of a run that was stopped"
    }
  }
}
