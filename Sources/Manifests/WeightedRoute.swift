import Diagnostics
import Rollouts
import YAMLText

/// A route that divides traffic between canary and baseline, and how it divides it now.
package struct WeightedRoute: Sendable {
  /// The canary's share in parts of the target's total, rounded down where the list's own sum is
  /// another; but some traffic is never none.
  package let canary: Weight
  /// `VirtualService/test/podinfo`.
  package let object: String
  /// The list: `spec.http[0].route`.
  package let place: YAMLPlace
  /// Where the canary's weight is written, or its destination where it has none.
  package let position: SourcePosition

  /// Whether only some requests take the route, picked by their headers or by who asks.
  package let picksRequests: Bool
  /// Whether its requests are mirrored to the canary.
  package let mirrorsToCanary: Bool

  private let target: ManifestTarget
  private let canaryWeight: WrittenWeight
  private let baselineWeight: WrittenWeight
  /// What other destinations of the list have together.
  private let others: Int

  /// Reads the weights that a target means; no route comes with an error.
  package static func read(
    in file: YAMLFile, for target: ManifestTarget
  ) -> (route: WeightedRoute?, diagnostics: [Diagnostic]) {
    do throws(YAMLRefusal) {
      return (try WeightedRoute(in: file, for: target), [])
    } catch {
      return (nil, [error.diagnostic])
    }
  }

  init(in file: YAMLFile, for target: ManifestTarget) throws(YAMLRefusal) {
    let choice = try ObjectChoice(in: file, for: target)
    try choice.object.refuseForeignOwner()
    let lists = try choice.kind.lists(choice.object, target.namespace)
    let route = try RouteChoice(among: lists, of: choice.object, for: target)
    _ = try choice.object.document.ownNode(at: route.list.place.steps)

    var others = 0
    for entry in route.list.entries
    where entry.place != route.canary.place && entry.place != route.baseline.place {
      others += try WrittenWeight(of: entry).value
    }
    canaryWeight = try WrittenWeight(of: route.canary)
    baselineWeight = try WrittenWeight(of: route.baseline)
    self.others = others
    self.target = target
    object = choice.object.description
    place = route.list.place
    picksRequests = route.list.picksRequests
    let canaryDestination = target.canary.resolved(in: target.namespace)
    mirrorsToCanary = route.list.mirrors.contains { canaryDestination.isMet(by: $0) }
    position = canaryWeight.position
    canary = try Self.share(
      of: canaryWeight.value, in: canaryWeight.value + baselineWeight.value + others,
      others: others,
      target, route.list)
  }

  private static func share(
    of parts: Int, in sum: Int, others: Int, _ target: ManifestTarget, _ list: WeightList
  ) throws(YAMLRefusal) -> Weight {
    guard sum > 0 else {
      throw YAMLRefusal(
        at: list.position, "all weights of \(list.place) are 0, which Istio rejects",
        advice: "give the baseline \(target.total)")
    }
    // With nobody else in the list any sum is a ratio, and ours to rewrite; another destination's
    // share would change if the sum did.
    guard sum == target.total || others == 0 else {
      throw YAMLRefusal(
        at: list.position,
        "the weights of \(list.place) add up to \(sum), of which other destinations have \(others)",
        advice: "make them add up to \(target.total), or set the ladder's total to \(sum)")
    }
    // A share that read as 0 would be started anew, or left where it is after a roll back.
    let least = min(parts, 1)
    guard Weight.totals.contains(target.total),
      let weight = Weight(max(least, parts * target.total / sum), of: target.total)
    else {
      throw YAMLRefusal(
        at: list.position, "the total \(target.total) is out of range",
        advice: "use 1...\(Weight.totals.upperBound)")
    }
    return weight
  }

  /// What must be written so that the canary has a weight, the baseline the rest, and the list adds
  /// up to the total.
  ///
  /// A ratio such as 1 to 9 is written out as 10 to 90, even where the share stays.
  package func planned(canary weight: Weight) throws(YAMLRefusal) -> WeightPlan {
    guard weight.total == target.total else {
      throw YAMLRefusal(
        at: position, "a weight of \(weight.total) in all meets a manifest of \(target.total)",
        advice: "use one total for the ladder and the record")
    }
    let rest = target.total - others - weight.parts
    guard rest >= 0 else {
      throw YAMLRefusal(
        at: position,
        "\(weight) is out of reach: other destinations of \(place) have \(others) of \(target.total)",
        advice: "end the ladder at \(target.total - others), or take their weight away")
    }
    let changes = [canaryWeight.change(to: weight.parts), baselineWeight.change(to: rest)]
    return WeightPlan(
      canary: weight, changes: changes.compactMap { $0 }.sorted { $0.position < $1.position },
      target: target)
  }
}
