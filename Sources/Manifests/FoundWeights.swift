import Diagnostics
import YAMLText

/// The weights that a target means, found in a file.
struct FoundWeights {
  /// `VirtualService/test/podinfo`, or the file where there is no object.
  let object: String
  /// Where the weights are: a list, or the canary's value.
  let place: YAMLPlace
  let position: SourcePosition
  let rule: WeightRule
  let canary: WeightEntry
  /// Nil where nobody writes the baseline's weight.
  let baseline: WeightEntry?
  /// Who else has a weight in the list.
  let others: [WeightEntry]
  let picksRequests: Bool
  let mirrorsToCanary: Bool

  init(in file: YAMLFile, for target: ManifestTarget) throws(YAMLRefusal) {
    switch target.aim {
    case .destinations(let canary, let baseline):
      let choice = try ObjectChoice(in: file, of: canary, for: target)
      try choice.object.refuseForeignOwner()
      let kind = choice.kind
      let canary = kind.resolved(canary, in: target.namespace)
      let route = try RouteChoice(
        among: try kind.lists(choice.object, target.namespace), of: choice.object,
        by: target.route, canary: canary,
        baseline: baseline.map { kind.resolved($0, in: target.namespace) })
      for entry in [route.canary, route.baseline].compactMap({ $0 }) {
        _ = try choice.object.document.ownNode(at: entry.weightPlace.steps)
      }
      self.init(route, of: choice.object, mirroredTo: canary)
    case .values(let canary, let baseline):
      self = try weights(at: canary, and: baseline, in: file, for: target)
    }
  }

  /// Of values that nobody lists: they stand for themselves.
  init(
    canary: WeightEntry, baseline: WeightEntry?, by rule: WeightRule, of object: String
  ) {
    self.object = object
    place = canary.weightPlace
    position = canary.node.position
    self.rule = rule
    self.canary = canary
    self.baseline = baseline
    others = []
    picksRequests = false
    mirrorsToCanary = false
  }

  private init(_ route: RouteChoice, of object: ManifestObject, mirroredTo canary: Destination) {
    self.object = object.description
    place = route.list.place
    position = route.list.position
    rule = route.list.rule
    self.canary = route.canary
    baseline = route.baseline
    others = route.list.entries.filter { entry in
      !entry.isSame(as: route.canary) && route.baseline.map { !entry.isSame(as: $0) } != false
    }
    picksRequests = route.list.route.picksRequests
    mirrorsToCanary = route.list.route.mirrors.contains { canary.isMet(by: $0) }
  }
}
