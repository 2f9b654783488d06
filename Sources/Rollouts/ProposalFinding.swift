/// What a pull or merge request makes of a rollout, beside what the gate would do now.
package enum ProposalFinding: Hashable, Sendable {
  case unchanged
  /// Less traffic for the canary needs nobody's leave.
  case lowers(to: Weight)
  /// It takes the step that the gate would take.
  case nextStep(to: Weight)
  /// It goes further than the gate would, or elsewhere.
  case jump(to: Weight, next: Weight)
  /// It takes a step where the gate takes none.
  case noStep(to: Weight)
  /// It brings another version while there is traffic for it.
  case revisionUnderTraffic(from: String?, to: String?, at: Weight)
  /// It changes more of the object than its weights, from this place on.
  case otherBytes(place: String)
  /// It loosens what the canary is held against.
  case loosens([String])
}

extension ProposalFinding: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unchanged: "the proposal leaves the weight as it is"
    case .lowers(let weight): "the proposal lowers the weight to \(weight), which is always allowed"
    case .nextStep(let weight): "the proposal takes the next step, to \(weight)"
    case .jump(let weight, let next):
      "the proposal goes to \(weight), and the next step is \(next)"
    case .noStep(let weight): "the proposal goes to \(weight), and no step is to be taken now"
    case .revisionUnderTraffic(let old, let new, let weight):
      "the proposal brings revision \(new ?? "none") in place of \(old ?? "none") at weight \(weight): "
        + "lower the weight to 0 first"
    case .otherBytes(let place):
      "the proposal changes more of the object than its weights: \(place)"
    case .loosens(let texts):
      "the proposal raises the weight and loosens what it is held against: "
        + texts.joined(separator: ", ")
    }
  }

  /// A stable identifier.
  var name: String {
    switch self {
    case .unchanged: "proposalUnchanged"
    case .lowers: "proposalLowers"
    case .nextStep: "proposalTakesNextStep"
    case .jump: "proposalJumps"
    case .noStep: "proposalTakesNoStep"
    case .revisionUnderTraffic: "proposalBringsRevision"
    case .otherBytes: "proposalChangesMore"
    case .loosens: "proposalLoosens"
    }
  }
}
