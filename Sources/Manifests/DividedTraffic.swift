import Diagnostics
import YAMLText

/// A list of destinations among which an object divides traffic, as it stands in its file.
package struct DividedTraffic: Sendable {
  package struct Part: Hashable, Sendable {
    /// With its host written out.
    package let destination: Destination
    /// In a unit that all parts of the list share.
    package let weight: Int
  }

  package let place: YAMLPlace
  package let position: SourcePosition
  package let parts: [Part]
  /// Whether a destination is a service's host, or a name that is none.
  package let namesHosts: Bool
  /// What a ladder counts to here, unless it may count to anything: then it is 100.
  package let total: Int
  /// Whether only the canary's weight is written.
  package let leavesRest: Bool
  /// The route's own name, where it has one.
  package let routeName: String?
  /// From 0.
  package let routeIndex: Int
  /// Whether only some requests take the route, picked by their headers or by who asks.
  package let picksRequests: Bool
}

extension ManifestObject {
  /// How this object divides traffic; nil for kinds that divide none. Refuses one whose weights
  /// another tool writes, and what can't be read.
  ///
  /// - Parameter namespace: For an object that names none.
  package func dividedTraffic(
    in namespace: String
  ) throws(YAMLRefusal) -> [DividedTraffic]? {
    guard let kind = ManifestKind(of: self) else { return nil }
    try refuseForeignOwner()
    return try kind.lists(self, namespace).map { list throws(YAMLRefusal) in
      DividedTraffic(
        place: list.place, position: list.position,
        parts: try list.entries.map { entry throws(YAMLRefusal) in
          DividedTraffic.Part(
            destination: entry.destination,
            weight: try WrittenWeight(of: entry, by: list.rule).value)
        },
        namesHosts: kind.namesHosts, total: list.rule.total, leavesRest: list.rule.isOutOf,
        routeName: list.route.name, routeIndex: list.route.index,
        picksRequests: list.route.picksRequests)
    }
  }

  /// Whether this is an object whose weights are known.
  package var isWeighted: Bool { ManifestKind(of: self) != nil }

  /// Ways to name this object, the shortest first.
  package var selectors: [ObjectSelector] {
    [nil, group].flatMap { group in
      [nil, namespace].map { namespace in
        ObjectSelector(kind: kind, group: group, namespace: namespace, name: name)
      }
    }
  }

  /// The kinds whose weights are known, each with its groups: `VirtualService of
  /// networking.istio.io`.
  package static var weightedKinds: [String] {
    ManifestKind.all.map { "\($0.kind) of \($0.groups.sorted().joined(separator: " or "))" }
  }
}

extension ManifestKind {
  fileprivate var namesHosts: Bool {
    switch identity {
    case .host: true
    case .name: false
    }
  }
}

extension WeightRule {
  fileprivate var total: Int {
    switch sum {
    case .relative: 100
    case .exactly(let sum), .outOf(let sum, _): sum
    }
  }

  fileprivate var isOutOf: Bool {
    switch sum {
    case .outOf: true
    case .relative, .exactly: false
    }
  }
}
