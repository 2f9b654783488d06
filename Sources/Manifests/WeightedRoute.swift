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
  private let rule: WeightRule
  private let canaryWeight: WrittenWeight
  /// Nil where nobody writes it.
  private let baselineWeight: WrittenWeight?
  /// What other destinations of the list have together, in the rule's units.
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

  /// The same of a file's bytes, of which no more is read than the target needs; the file comes with
  /// what was read of it, for the route's plans.
  package static func read(
    _ bytes: [UInt8], for target: ManifestTarget
  ) -> (found: (route: WeightedRoute, file: YAMLFile)?, diagnostics: [Diagnostic]) {
    if let names = target.names {
      let (part, faults) = YAMLFile.read(bytes, named: target.file, mentioning: names)
      guard let part else { return (nil, faults) }
      if let route = read(in: part, for: target).route { return ((route, part), []) }
    }
    // All of it, so that what is said of it is said of all.
    let (file, faults) = YAMLFile.read(bytes, named: target.file)
    guard let file else { return (nil, faults) }
    let (route, diagnostics) = read(in: file, for: target)
    return (route.map { ($0, file) }, diagnostics)
  }

  init(in file: YAMLFile, for target: ManifestTarget) throws(YAMLRefusal) {
    let found = try FoundWeights(in: file, for: target)
    var others = 0
    for entry in found.others { others += try WrittenWeight(of: entry, by: found.rule).value }
    canaryWeight = try WrittenWeight(of: found.canary, by: found.rule)
    baselineWeight = try found.baseline.map { entry throws(YAMLRefusal) in
      try WrittenWeight(of: entry, by: found.rule)
    }
    self.others = others
    self.target = target
    rule = found.rule
    object = found.object
    place = found.place
    picksRequests = found.picksRequests
    mirrorsToCanary = found.mirrorsToCanary
    position = canaryWeight.position
    try rule.refuse(total: target.total, at: found.position)
    canary = try rule.share(
      of: canaryWeight.value, beside: baselineWeight?.value, others, ofTotal: target.total,
      in: found)
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
    // The others add up to whole parts with ours, or the list would not have been read.
    let others = others / rule.unit
    let rest = target.total - others - weight.parts
    guard rest >= 0 else {
      throw YAMLRefusal(
        at: position,
        "\(weight) is out of reach: other destinations of \(place) have \(others) of \(target.total)",
        advice: "end the ladder at \(target.total - others), or take their weight away")
    }
    let changes = [canaryWeight.change(to: weight.parts), baselineWeight?.change(to: rest)]
    return WeightPlan(
      canary: weight, changes: changes.compactMap { $0 }.sorted { $0.position < $1.position },
      target: target)
  }
}
