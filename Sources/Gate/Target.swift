import Diagnostics
import GateConfig
import Rollouts

/// The rung that `--to` names, if any; refuses what is none.
func rung(
  _ parts: Int?, of ladder: Ladder, _ config: RolloutConfig
) throws(CandidateFault) -> Weight? {
  guard let parts else { return nil }
  if let rung = ladder.rungs.first(where: { $0.parts == parts }) { return rung }
  throw CandidateFault(
    at: config.position, "--to \(parts) is no rung of the ladder",
    advice: "give one of " + ladder.rungs.map { "\($0.parts)" }.joined(separator: ", "))
}

extension Scene {
  /// A stage is for one step. Whoever runs a later stage first, or an earlier one again, is told.
  func refuseDistantTarget(_ config: RolloutConfig) throws(CandidateFault) {
    guard let target = situation.target else { return }
    let found = situation.weight
    let from: Weight
    switch position {
    case .restarting:
      let first = situation.ladder.first
      guard target != first else { return }
      throw CandidateFault(
        at: config.position, "--to \(target) is not where a new revision begins",
        advice: "run the stage for \(first) first")
    case .bottom: from = found.zero
    case .climbing, .returning: from = found
    case .written, .completing, .bound, .resting, .continuing: return
    }
    guard target != from else { return }
    if target < from {
      throw CandidateFault(
        at: config.position, "--to \(target) is below the present weight \(from)",
        advice: "a stage only climbs; roll back by lowering the weight in the manifest")
    }
    guard situation.ladder.next(after: from) == target else {
      throw CandidateFault(
        at: config.position, "--to \(target) is more than one rung above the weight \(from)",
        advice: "run the stages before it first")
    }
  }
}
