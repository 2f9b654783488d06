import Diagnostics
import YAMLText

extension IngressAnnotations {
  /// Skipper: `zalando.org/backend-weights`, a text of JSON with a weight for each service.
  ///
  /// A service without a weight beside others with one has no traffic.
  /// Source: skipper `dataclients/kubernetes/ingress.go`, `computeBackendWeights`.
  func skipperWeights() throws(YAMLRefusal) -> [WeightList] {
    let key = "zalando.org/backend-weights"
    guard let weights = try node.value(at: key)?.entered() else { return [] }
    guard let entries = weights.entries else {
      throw YAMLRefusal(
        at: weights.position, "the weights of services are expected here, as JSON",
        advice: #"write '{"podinfo-primary": 90, "podinfo-canary": 10}'"#)
    }
    let place = place[key]
    let names = entries.compactMap(\.key.scalar?.text)
    let rule = WeightRule(missing: .counts(as: 0), allZero: "Skipper divides evenly")
    return [
      WeightList(
        at: place, weights, by: rule, of: RouteTraits(index: 0),
        names.map { WeightEntry(service($0), weights, at: place, key: $0) })
    ]
  }
}
