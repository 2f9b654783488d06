import Manifests
import Rollouts
import YAMLText

/// The shortest words by which a config finds a list of weights, proved by finding it.
struct WayToWeights {
  let selector: ObjectSelector?
  let route: RouteSelector?
  let total: Int
  let weight: Weight

  init(
    to traffic: DividedTraffic, of placed: Survey.Placed,
    at aim: ManifestTarget.Aim, in namespace: String
  ) throws(YAMLRefusal) {
    let isAlone = ManifestObject.all(in: placed.file).count == 1
    let selectors = (isAlone ? [nil] : []) + placed.object.selectors.map(Optional.some)
    let named = traffic.routeName.map { [RouteSelector.name($0)] } ?? []
    let routes = [nil] + named + [.index(traffic.routeIndex)]
    let whole = traffic.parts.reduce(0) { $0 + $1.weight }
    var refusal: YAMLRefusal?
    for total in [traffic.total, whole] where Weight.totals.contains(total) {
      for selector in selectors {
        for route in routes {
          let target = ManifestTarget(
            file: placed.path, object: selector, route: route, at: aim, namespace: namespace,
            total: total)
          let (found, faults) = WeightedRoute.read(in: placed.file, for: target)
          if let found, found.place == traffic.place {
            (self.selector, self.route, self.total) = (selector, route, total)
            weight = found.canary
            return
          }
          refusal = refusal ?? faults.first.map(YAMLRefusal.init)
        }
      }
    }
    throw refusal
      ?? YAMLRefusal(at: traffic.position, "no name leads to \(traffic.place) alone")
  }
}
